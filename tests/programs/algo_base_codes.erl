%% SPDX-License-Identifier: Apache-2.0
%%
%% Encodings by bit comprehension: base 16, 32, 64, 85; run lengths; Gray code; CRC 32 and Adler 32 by hand.

-module(algo_base_codes).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Data = [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foobar!">>, << <<(N * 41)>> || N <- lists:seq(0, 60) >>],
    [{base, [{hex(D), ?NOT_ON_ATOMVM(base(5, D)), ?NOT_ON_ATOMVM(base(6, D)), ?NOT_ON_ATOMVM(unbase(6, base(6, D)) =:= D), ascii85(D)} || D <- Data]},
     {runs, [{runs(D), unruns(runs(D)) =:= D} || D <- [<<1, 1, 1, 2>>, <<>>, binary:copy(<<7>>, 300)]]},
     {gray, [{N bxor (N bsr 1), ungray(N bxor (N bsr 1), 0) =:= N} || N <- [0, 1, 2, 3, 1000, 1 bsl 70 - 5]]},
     {checks, [{crc(D), crc(D) =:= erlang:crc32(D), adler(D), adler(D) =:= erlang:adler32(D)} || D <- Data]}].

hex(B) -> << <<(if N < 10 -> N + $0; true -> N + $a - 10 end)>> || <<N:4>> <= B >>.

base(Width, B) ->
    Pad = (Width - bit_size(B) rem Width) rem Width,
    Text = << <<(digit(Width, N))>> || <<N:Width>> <= <<B/bits, 0:Pad>> >>,
    Whole = case Width of 5 -> 8; 6 -> 4 end,
    Fill = (Whole - byte_size(Text) rem Whole) rem Whole,
    <<Text/binary, (binary:copy(<<"=">>, Fill))/binary>>.

digit(5, N) -> binary:at(<<"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567">>, N);
digit(6, N) when N < 26 -> $A + N;
digit(6, N) when N < 52 -> $a + N - 26;
digit(6, N) when N < 62 -> $0 + N - 52;
digit(6, 62) -> $+;
digit(6, 63) -> $/.

unbase(Width, Text) ->
    Bits = << <<(value(C)):Width>> || <<C>> <= Text, C =/= $= >>,
    Size = bit_size(Bits) div 8,
    <<Bytes:Size/binary, _/bits>> = Bits,
    Bytes.

value(C) when C >= $a -> C - $a + 26;
value(C) when C >= $A -> C - $A;
value($+) -> 62;
value($/) -> 63;
value(C) -> C - $0 + 52.

ascii85(<<0:32, R/binary>>) -> "z" ++ ascii85(R);
ascii85(<<N:32, R/binary>>) -> digits85(N, 5, []) ++ ascii85(R);
ascii85(<<>>) -> "";
ascii85(Short) ->
    Missing = 4 - byte_size(Short),
    <<N:32>> = <<Short/binary, 0:Missing/unit:8>>,
    lists:sublist(digits85(N, 5, []), 5 - Missing).

digits85(_, 0, Acc) -> Acc;
digits85(N, K, Acc) -> digits85(N div 85, K - 1, [N rem 85 + 33 | Acc]).

runs(<<C, R/binary>>) -> runs(R, C, 1);
runs(<<>>) -> [].
runs(<<C, R/binary>>, C, N) when N < 255 -> runs(R, C, N + 1);
runs(R, C, N) -> [{C, N} | runs(R)].

unruns(L) -> << <<(binary:copy(<<C>>, N))/binary>> || {C, N} <- L >>.

ungray(0, Acc) -> Acc;
ungray(G, Acc) -> ungray(G bsr 1, Acc bxor G).

crc(B) -> crc(B, 16#ffffffff) bxor 16#ffffffff.
crc(<<C, R/binary>>, S) -> crc(R, crc_bits((S bxor C), 8));
crc(<<>>, S) -> S.

crc_bits(S, 0) -> S;
crc_bits(S, N) when S band 1 =:= 1 -> crc_bits((S bsr 1) bxor 16#edb88320, N - 1);
crc_bits(S, N) -> crc_bits(S bsr 1, N - 1).

adler(D) -> {A, B} = lists:foldl(fun(C, {A, B}) -> X = (A + C) rem 65521, {X, (B + X) rem 65521} end, {1, 0}, binary_to_list(D)), (B bsl 16) bor A.
