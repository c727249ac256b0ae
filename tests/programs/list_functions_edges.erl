%% SPDX-License-Identifier: Apache-2.0
%%
%% The lists module at its edges: empty lists, zero and negative counts, too long, wrong types.

-module(list_functions_edges).
-export([main/0]).

main() ->
    [{F, [probe_lib:run(fun() -> apply(lists, F, A) end) || A <- Args]} || {F, Args} <- [
        {seq, [[1, 5], [5, 1], [1, 0], [1, 10, 3], [10, 1, -4], [1, 1, 0], [1, 5, 0], [1, 5, -1], [a, 2], [1.0, 2]]}, {nth, [[1, [a]], [0, [a]], [2, [a]], [a, []]]},
        {nthtail, [[0, []], [1, [a]], [2, [a]], [-1, [a]]]}, {sublist, [[[1, 2, 3], 2], [[1, 2, 3], 0], [[1, 2, 3], 9], [[1, 2, 3], -1], [[1, 2, 3], 2, 1], [[1, 2, 3], 4, 1], [[1, 2, 3], 5, 1], [[1], 0, 1]]},
        {split, [[0, [a]], [1, [a]], [2, [a]]]}, {last, [[[1]], [[]]]}, {droplast, [[[1, 2]], [[]]]}, {duplicate, [[0, a], [2, a], [-1, a], [a, a]]}, {max, [[[]], [[1, 1.0]], [[1.0, 1]]]},
        {zip, [[[], []], [[1], [a]], [[1], []]]}, {zip3, [[[1], [2], [3]], [[1], [2], []]]}, {unzip, [[[{1, 2}]], [[{1}]], [[]]]}, {unzip3, [[[{1, 2, 3}]]]},
        {append, [[[[1], [2]]], [[]], [[a]], [[1], b], [[], b]]}, {concat, [[[a, 1, "s", 2.5]], [[<<>>]]]}, {join, [[x, [1, 2, 3]], [x, []], [x, [1]]]}, {prefix, [["", "a"], ["ab", "a"]]}, {suffix, [["b", "ab"], ["", ""]]},
        {flatten, [[[[1, [2, [[]]]], 3]], [[a | b]], [[[1], 2], [tail]]]}, {flatlength, [[[1, [2, [3]]]]]}, {min, [[[b, a, 1]]]}, {subtract, [[[1, 2, 1], [1]], [[1], [2]]]}, {delete, [[1, [1.0, 1, 1]], [z, []]]},
        {partition, [[fun erlang:is_atom/1, [a, 1]], [fun(X) -> X end, [1]]]}, {splitwith, [[fun(X) -> X < 2 end, [1, 2, 1]]]}, {takewhile, [[fun erlang:is_atom/1, [a, b, 1, c]]]}, {dropwhile, [[fun erlang:is_atom/1, [a, b, 1, c]]]},
        {filter, [[fun(X) -> X end, [true, false]], [fun(X) -> X end, [a]]]}, {filtermap, [[fun(1) -> true; (2) -> {true, two}; (_) -> false end, [1, 2, 3]]]}, {flatmap, [[fun(X) -> [X, X] end, [1, 2]], [fun(X) -> X end, [1]]]},
        {all, [[fun erlang:is_atom/1, []], [fun erlang:is_atom/1, [a, 1]]]}, {any, [[fun erlang:is_atom/1, []], [fun erlang:is_atom/1, [1, a]]]}, {search, [[fun(X) -> X > 1 end, [1, 2]], [fun(_) -> false end, [1]]]},
        {foldr, [[fun(X, A) -> [X | A] end, z, [1, 2]], [fun(X, A) -> X + A end, 0, [a]]]}, {mapfoldl, [[fun(X, A) -> {X * A, A + 1} end, 1, [5, 6, 7]], [fun(_, A) -> A end, 1, [1]]]}, {mapfoldr, [[fun(X, A) -> {X * A, A + 1} end, 1, [5, 6, 7]]]},
        {enumerate, [[[a, b]], [5, [a, b]]]}, {uniq, [[[1, 1.0, 1, a, 1.0]], [fun(X) -> X rem 2 end, [1, 2, 3, 4]]]}, {zipwith, [[fun(A, B) -> A - B end, [5], [3]], [fun(A, B) -> {A, B} end, [1, 2], [3]]]}, {foreach, [[fun(_) -> x end, [1]], [a, [1]]]},
        {keyfind, [[k, 1, []], [k, 2, [{k}]]]}, {sum, [[[]], [[1, 2.5, 1 bsl 70]], [[a]]]}, {reverse, [[[1, 2], tail], [[], a], [a, []]]}, {map, [[fun(X) -> X end, []], [fun(X) -> 1 / X end, [0]], [a, [1]], [fun(_, _) -> x end, [1]]]}],
        F =/= map orelse length(Args) > 3, plain(F)].

plain(F) -> not lists:member(F, [foreach, map]).
