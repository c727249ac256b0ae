%% SPDX-License-Identifier: Apache-2.0
%%
%% External term format byte by byte: each tag built by hand and read, each term written, damaged ones refused.

-module(term_external_bytes).
-export([main/0]).

main() ->
    Terms = [0, 255, 256, -1, 1 bsl 31, -(1 bsl 31), 1 bsl 64, -(1 bsl 200), 1.5, -0.0, a, '', true, {}, {a, 1}, [], "abc", [256], [a | b], <<>>, <<1, 2>>, <<5:3>>, #{}, #{a => 1}, list_to_tuple(lists:seq(1, 300)), lists:duplicate(300, $x), fun lists:map/2],
    [{round, [begin B = term_to_binary(T), {B, binary_to_term(B) =:= T} end || T <- Terms]},
     {minor, [term_to_binary(T, [{minor_version, V}]) || T <- [1.5, a, 'ä'], V <- [0, 1, 2]]},
     {by_hand, [probe_lib:run(fun() -> binary_to_term(<<131, B/binary>>) end) || B <- [<<97, 7>>, <<98, 255, 255, 255, 255>>, <<70, 1.5/float>>, <<99, "1.50000000000000000000e+00", 0:40>>, <<100, 1:16, "x">>, <<115, 1, "y">>, <<118, 2:16, "zz">>, <<119, 1, "u">>,
        <<104, 1, 106>>, <<105, 1:32, 106>>, <<107, 3:16, "abc">>, <<108, 1:32, 97, 1, 97, 2>>, <<109, 2:32, "ab">>, <<77, 1:32, 3, 160>>, <<110, 2, 1, 0, 1>>, <<111, 1:32, 0, 9>>, <<116, 1:32, 97, 1, 97, 2>>, <<113, 119, 5, "lists", 119, 3, "map", 97, 2>>]]},
     {damaged, [probe_lib:run(fun() -> binary_to_term(B) end) || B <- [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 104, 2, 97, 1>>, <<131, 109, 9:32, "ab">>, <<131, 255>>, <<131, 108, 5:32, 106>>, <<131, 116, 2:32, 97, 1, 97, 2, 97, 1, 97, 3>>, <<131, 119, 1, 255>>, <<131, 77, 1:32, 9, 1>>, <<131, 70, 16#7ff0000000000000:64>>, a]]},
     {used, binary_to_term(<<131, 97, 1, "rest">>, [used]), probe_lib:run(fun() -> binary_to_term(<<131, 119, 12, "never_seen_1">>, [safe]) end)},
     {size, [erlang:external_size(T) =:= byte_size(term_to_binary(T)) || T <- [1, a, {1, [2, <<3>>]}]]}].
