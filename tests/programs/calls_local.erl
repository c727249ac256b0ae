%% SPDX-License-Identifier: Apache-2.0
%%
%% Moves between registers: permuted arguments, values that stay live across calls.

-module(calls_local).
-export([main/0]).

main() ->
    [{swap, swap(1, 2)},
     {rotate, rotate(7, a, b, c)},
     {shuffle, shuffle(1, 2, 3, 4, 5, 6)},
     {keep, keep(a, b, c, d)},
     {constants, constants()},
     {nested, add(add(add(1, 2), add(3, 4)), add(add(5, 6), add(7, 8)))},
     {order, order(x, y)},
     {same, same(k)},
     {cycle3, cycle3(9, 1, 2, 3)}].

swap(A, B) -> pair(B, A).

pair(A, B) -> {A, B}.

rotate(0, A, B, C) -> [A, B, C];
rotate(N, A, B, C) -> rotate(N - 1, B, C, A).

cycle3(0, A, B, C) -> {A, B, C};
cycle3(N, A, B, C) -> cycle3(N - 1, C, A, B).

shuffle(A, B, C, D, E, F) -> six(F, E, D, C, B, A).

six(A, B, C, D, E, F) -> {A, B, C, D, E, F, six_rest(F, D, B)}.

six_rest(A, B, C) -> [A, B | C].

keep(A, B, C, D) ->
    X = probe_lib:id({A, B}),
    Y = probe_lib:id({C, D}),
    Z = probe_lib:id(X),
    [A, B, C, D, X, Y, Z].

constants() -> list(0, 134217727, -134217728, 134217728, [], ok, 1.5, "text").

list(A, B, C, D, E, F, G, H) -> [A, B, C, D, E, F, G, H].

add(A, B) -> A + B.

order(A, B) -> {first(A, B), second(A, B), first(B, A), second(B, A)}.

first(A, _) -> A.

second(_, B) -> B.

same(A) -> six(A, A, A, A, A, A).
