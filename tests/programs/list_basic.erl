%% SPDX-License-Identifier: Apache-2.0
%%
%% List BIFs and operators, proper and improper lists, and their errors.

-module(list_basic).
-export([main/0]).

main() ->
    L = probe_lib:id([a, b, c]),
    [{hd, hd(L)},
     {tl, tl(L)},
     {length, length(L)},
     {append, L ++ [d]},
     {append_empty, [] ++ L},
     {append_improper, L ++ probe_lib:id(tail)},
     {subtract, [1, 2, 3, 2, 1] -- probe_lib:id([2, 1])},
     {subtract_long, lists:seq(1, 300) -- lists:seq(2, 300, 2)},
     {subtract_numbers, [1, 1.0, 2] -- probe_lib:id([1.0])},
     {cons, [x | L]},
     {improper, [x | probe_lib:id(y)]},
     {member, [lists:member(X, [1, 2.0, {a}, "s"]) || X <- [1, 2, 2.0, {a}, "s", b]]},
     {nth, lists:nth(2, L)},
     {reverse, lists:reverse(L, [z])},
     {to_tuple, list_to_tuple(L)},
     {compare, [[] < [1], [1] < [1, 2], [2] > [1, 5], [1 | a] < [1, 2], [a] == [a], [[]] > []]},
     {errors, [probe_lib:run(F, [X]) || F <- [fun erlang:hd/1, fun erlang:tl/1, fun erlang:length/1, fun erlang:list_to_tuple/1], X <- [[], a, [1 | 2]]]},
     {append_error, probe_lib:run(fun(X) -> X ++ [1] end, [a])},
     {append_error2, probe_lib:run(fun(X) -> X ++ [1] end, [[1 | 2]])},
     {subtract_error, probe_lib:run(fun(X) -> X -- [1] end, [a])},
     {subtract_error2, probe_lib:run(fun(X) -> [1] -- X end, [[1 | 2]])},
     {literal_tail, [1, 2 | probe_lib:id([3])]},
     {nested, [[[[]]], [[], []], [[1, [2, [3]]]]]},
     {string, "string" ++ [0, 255, 1114111]}].
