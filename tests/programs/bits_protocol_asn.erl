%% SPDX-License-Identifier: Apache-2.0
%%
%% Tag, length, value: BER-like encoding with lengths of several bytes, variable-length integers, zigzag, and message
%% framing.

-module(bits_protocol_asn).
-export([main/0]).

main() ->
    Terms = [0, -1, 127, 128, -129, 1 bsl 70, -(1 bsl 63), true, null, <<"text">>, [1, [true, <<>>]], lists:seq(1, 60), binary:copy(<<"ab">>, 200)],
    [{ber, [begin E = encode(T), {binary:part(E, 0, min(6, byte_size(E))), byte_size(E), decode(E) =:= {T, <<>>}} end || T <- Terms]},
     {bad, [catch decode(B) || B <- [<<>>, <<2>>, <<2, 5, 0>>, <<9, 0>>, <<2, 16#82, 1>>, <<4, 16#81, 128, 0>>, <<16#30, 3, 2, 2, 0>>]]},
     {varint, [begin E = varint(N), {E, unvarint(<<E/binary, 99>>)} end || N <- [0, 1, 127, 128, 300, (1 bsl 64) - 1]]},
     {zigzag, [{N, zigzag(N), unzigzag(zigzag(N))} || N <- [0, -1, 1, -2, 2147483647, -2147483648]]},
     {frames, frames(<<3:16, "abc", 0:16, 2:16, "de", 9:16, "rest">>, [])},
     {split, split_in([<<0, 3, $a>>, <<$b>>, <<$c, 0>>, <<1, $d, 0>>])}].

encode(N) when is_integer(N) -> tlv(2, integer(N));
encode(B) when is_boolean(B) -> tlv(1, case B of true -> <<255>>; false -> <<0>> end);
encode(null) -> <<5, 0>>;
encode(B) when is_binary(B) -> tlv(4, B);
encode(L) when is_list(L) -> tlv(16#30, << <<(encode(X))/binary>> || X <- L >>).

integer(N) -> integer(N, 8).
integer(N, Size) ->
    case <<N:Size/signed>> of
        <<N:Size/signed>> = B -> B;
        _ -> integer(N, Size + 8)
    end.

tlv(Tag, V) when byte_size(V) < 128 -> <<Tag, (byte_size(V)), V/binary>>;
tlv(Tag, V) ->
    L = binary:encode_unsigned(byte_size(V)),
    <<Tag, 1:1, (byte_size(L)):7, L/binary, V/binary>>.

decode(<<Tag, 0:1, L:7, V:L/binary, Rest/binary>>) -> {value(Tag, V), Rest};
decode(<<Tag, 1:1, N:7, L:N/unit:8, V:L/binary, Rest/binary>>) -> {value(Tag, V), Rest};
decode(B) -> throw({incomplete, byte_size(B)}).

value(1, <<0>>) -> false;
value(1, <<_>>) -> true;
value(2, V) -> S = bit_size(V), <<N:S/signed>> = V, N;
value(4, V) -> V;
value(5, <<>>) -> null;
value(16#30, V) -> values(V);
value(T, V) -> throw({tag, T, V}).

values(<<>>) -> [];
values(B) -> {V, Rest} = decode(B), [V | values(Rest)].

varint(N) when N < 128 -> <<N>>;
varint(N) -> <<1:1, N:7, (varint(N bsr 7))/binary>>.

unvarint(B) -> unvarint(B, 0, 0).
unvarint(<<1:1, N:7, R/binary>>, Shift, Acc) -> unvarint(R, Shift + 7, Acc bor (N bsl Shift));
unvarint(<<0:1, N:7, R/binary>>, Shift, Acc) -> {Acc bor (N bsl Shift), R}.

zigzag(N) -> (N bsl 1) bxor (N bsr 31).
unzigzag(N) -> (N bsr 1) bxor -(N band 1).

frames(<<L:16, F:L/binary, Rest/binary>>, Acc) -> frames(Rest, [F | Acc]);
frames(Rest, Acc) -> {lists:reverse(Acc), Rest}.

split_in(Chunks) ->
    {Frames, {_, Left}} = lists:mapfoldl(fun(C, {N, Buffer}) -> {F, R} = frames(<<Buffer/binary, C/binary>>, []), {{N, F}, {N + 1, R}} end, {1, <<>>}, Chunks),
    {Frames, Left}.
