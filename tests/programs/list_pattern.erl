%% SPDX-License-Identifier: Apache-2.0
%%
%% Patterns on lists: prefixes, fixed lengths, nested cells, repeated variables.

-module(list_pattern).
-export([main/0]).

main() ->
    Values = [[], [1], [1, 2], [1, 2, 3], [1 | 2], [a, a], [a, b], [[x], y], "abc", "abd", [{k, v} | rest], 5, {}, <<>>],
    [{shape, [shape(V) || V <- Values]},
     {same, [same(V) || V <- Values]},
     {deep, [deep(V) || V <- [[[[1]]], [[1]], [], [[], []], [[[]]]]]},
     {prefix, [prefix(V) || V <- ["abcdef", "abc", "ab", "xyz", ""]]},
     {pairs, pairs([a, 1, b, 2, c])},
     {last, last(lists:seq(1, 1000))},
     {zip, zip([1, 2, 3], [a, b, c])},
     {zip_error, probe_lib:run(fun() -> zip([1, 2], probe_lib:id([a])) end)},
     {split, split(3, [1, 2, 3, 4, 5], [])},
     {runs, runs([a, a, b, c, c, c, a])},
     {match, [begin [H | _] = L, H end || L <- [[1], "x"]]},
     {match_error, probe_lib:run(fun() -> [_, _ | _] = probe_lib:id([1]) end)}].

shape([]) -> empty;
shape([_]) -> one;
shape([_, _]) -> two;
shape([_, _, _]) -> three;
shape([_ | T]) when not is_list(T) -> improper;
shape([_ | _]) -> longer;
shape(_) -> not_list.

same([X, X]) -> {twice, X};
same([X | X]) -> {cell, X};
same(_) -> no.

deep([[[X]]]) -> X;
deep([[X]]) -> {two, X};
deep([[] | T]) -> {nil, T};
deep(_) -> no.

prefix("abc" ++ Rest) -> {abc, Rest};
prefix("ab") -> ab;
prefix([X | _]) -> X;
prefix([]) -> none.

pairs([A, B | Rest]) -> [{A, B} | pairs(Rest)];
pairs([A]) -> [{A}];
pairs([]) -> [].

last([X]) -> X;
last([_ | T]) -> last(T).

zip([A | As], [B | Bs]) -> [{A, B} | zip(As, Bs)];
zip([], []) -> [].

split(0, L, Acc) -> {lists:reverse(Acc), L};
split(N, [H | T], Acc) -> split(N - 1, T, [H | Acc]).

runs([X | Rest]) -> runs(X, 1, Rest);
runs([]) -> [].

runs(X, N, [X | Rest]) -> runs(X, N + 1, Rest);
runs(X, N, [Y | Rest]) -> [{X, N} | runs(Y, 1, Rest)];
runs(X, N, []) -> [{X, N}].
