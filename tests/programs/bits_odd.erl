%% SPDX-License-Identifier: Apache-2.0
%%
%% Bitstrings that are not whole bytes: building, matching, comparing, printing, BIFs on them.

-module(bits_odd).
-export([main/0]).

main() ->
    B = probe_lib:id(<<5:3>>),
    [{simple, [<<1:1>>, <<0:1>>, <<5:3>>, <<511:9>>, <<1:7, 1:10>>, <<>>]},
     {sizes, [{bit_size(X), byte_size(X)} || X <- [<<>>, <<1:1>>, <<1:8>>, <<1:9>>, <<0:15>>, <<0:64>>]]},
     {append, [<<B/bits, X/bits>> || X <- [<<>>, <<1:1>>, <<255>>, <<1, 2, 3>>, <<7:3>>, <<1:5>>]]},
     {repeat, repeat(20, <<>>)},
     {compare, [{X < Y, X =:= Y} || X <- [<<1:1>>, <<2:2>>, <<128>>, <<1:2>>], Y <- [<<1:1>>, <<128>>, <<1>>, <<1:3>>]]},
     {sorted, lists:sort([<<3:2>>, <<1:1>>, <<0:1>>, <<>>, <<255>>, <<255:9>>, <<1:3>>, <<0, 0>>])},
     {equal, <<5:3>> =:= B, <<B/bits, 0:5>> =:= <<160>>},
     {tails, tails(<<16#ABCD:16, 5:3>>)},
     {to_list, bitstring_to_list(<<1, 2, 5:3>>), list_to_bitstring([<<1:1>>, <<3:7>>, 4, [<<5:5>>]])},
     {slices, [begin <<_:N, S:5/bits, _/bits>> = <<16#F0F1:16, 1:3>>, S end || N <- lists:seq(0, 14)]},
     {byte_slices, [begin <<_:N, S:2/bytes, _/bits>> = <<1, 2, 3, 4, 5>>, S end || N <- [0, 1, 3, 8, 12, 24]]},
     {not_bytes, [probe_lib:run(F, [B]) || F <- [fun erlang:binary_to_list/1, fun erlang:iolist_to_binary/1, fun erlang:list_to_binary/1, fun erlang:binary_to_atom/1]]},
     {binary_segment, probe_lib:run(fun() -> <<B/binary>> end)},
     {is, {is_binary(B), is_bitstring(B), is_binary(<<1:8>>), is_binary(<<1:4, 2:4>>)}},
     {map_key, maps:get(<<5:3>>, #{B => found, <<160>> => byte})},
     {reverse, reverse(<<2#1011001:7>>)},
     {match_length, [len(X) || X <- [<<>>, <<1:1>>, <<1:7>>, <<1:8>>, <<1:20>>]]},
     {shift, shift(<<"hello world">>, 3)},
     {in_terms, {[<<1:1>> | <<2:2>>], #{<<3:3>> => <<4:4>>}}},
     {copy_odd, [probe_lib:run(fun() -> binary:copy(X, N) end) || X <- [B, <<1, B/bits>>, a], N <- [0, 1, 2]]},
     {copies, [binary:copy(<<X>>, 2) || X <- [1, 2]], [erlang:bit_size(<<X/bits, X/bits, X/bits>>) || X <- [B, <<1:1>>]]}].

repeat(0, Acc) -> Acc;
repeat(N, Acc) -> repeat(N - 1, <<Acc/bits, N:3>>).

tails(<<_:1, Rest/bits>> = B) -> [B | tails(Rest)];
tails(<<>>) -> [].

reverse(B) -> reverse(B, <<>>).

reverse(<<X:1, Rest/bits>>, Acc) -> reverse(Rest, <<X:1, Acc/bits>>);
reverse(<<>>, Acc) -> Acc.

len(<<_, Rest/bits>>) -> 8 + len(Rest);
len(<<_:1, Rest/bits>>) -> 1 + len(Rest);
len(<<>>) -> 0.

shift(B, N) ->
    Shifted = <<0:N, B/bits>>,
    <<_:N, Back/bits>> = Shifted,
    {Shifted, Back =:= B, [C || <<_:4, C:4>> <= Shifted]}.
