%% SPDX-License-Identifier: Apache-2.0
%%
%% Lists, tuples, binaries, bitstrings and iolists turned into one another and back.

-module(conv_terms).
-export([main/0]).

main() ->
    [{tuples, [list_to_tuple(tuple_to_list(T)) =:= T || T <- [{}, {a}, {1, {2}, [3]}]], list_to_tuple(lists:seq(1, 30))},
     {iolists, [{iolist_size(I), iolist_to_binary(I)} || I <- [[], <<>>, [1, [2, <<3, 4>>], "xy" | <<5>>], [[[[[]]]]], [<<1>>, [[], [<<2>>]] | []]]]},
     {bad_iolists, [probe_lib:run(fun() -> iolist_to_binary(I) end) || I <- [[256], [-1], [a], a, 1, [<<1:1>>], [1 | 2], [{1}], [1.0], {}]]},
     {bits, [bitstring_to_list(B) || B <- [<<>>, <<1:1>>, <<1, 2, 3:4>>, <<255, 1:7>>]], [list_to_bitstring(L) || L <- [[], [<<1:1>>, <<1:1>>], [1, <<2:4>>, 3], [<<5:3>> | <<1:5>>]]]},
     {slices, [binary_to_list(<<"abcdef">>, A, B) || {A, B} <- [{1, 6}, {2, 3}, {6, 6}]], [probe_lib:run(fun() -> binary_to_list(<<"abc">>, A, B) end) || {A, B} <- [{0, 1}, {1, 4}, {3, 1}, {3, 2}, {a, 1}]]},
     {parts, [probe_lib:run(fun() -> binary_part(<<"abcdef">>, A, B) end) || {A, B} <- [{0, 6}, {6, 0}, {6, -6}, {3, -1}, {3, 4}, {7, 0}, {-1, 1}, {1 bsl 70, 0}]]},
     {split, [probe_lib:run(fun() -> split_binary(B, N) end) || {B, N} <- [{<<"abc">>, 1}, {<<"abc">>, 0}, {<<"abc">>, 3}, {<<"abc">>, 4}, {<<1, 1:1>>, 1}, {<<"abc">>, -1}]]},
     {unsigned, [{binary:encode_unsigned(N), binary:encode_unsigned(N, little), binary:decode_unsigned(binary:encode_unsigned(N, little), little) =:= N} || N <- [0, 255, 256, 1 bsl 64, 123456789012345678901234567890]]},
     {decode, binary:decode_unsigned(<<>>), binary:decode_unsigned(<<0, 0, 1>>), binary:decode_unsigned(<<1, 0, 0>>, little)},
     {maps, maps:to_list(maps:from_list([{a, 1}, {a, 2}])), [probe_lib:run(fun() -> maps:from_list(L) end) || L <- [[a], [{a}], x, [{a, 1} | b]]]},
     {references, is_list(ref_to_list(make_ref())), list_to_pid(pid_to_list(self())) =:= self(), [probe_lib:run(fun() -> list_to_pid(L) end) || L <- ["<0.1>", "x", "<0.1.2", a]]}].
