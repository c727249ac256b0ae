%% SPDX-License-Identifier: Apache-2.0
%%
%% Red-black trees with insertion by pattern, checked invariants, and in-order folds.

-module(algo_red_black).
-export([main/0]).

main() ->
    Sets = [lists:seq(1, 40), lists:seq(40, 1, -1), [N * 37 rem 101 || N <- lists:seq(1, 100)], [a, 1, 2.0, 1.0, {}, "x", <<>>]],
    [begin
         T = lists:foldl(fun insert/2, e, S),
         {to_list(T) =:= lists:usort(fun(A, B) -> A =< B end, S), black(T), depth(T), red_red(T), [member(X, T) || X <- [0, 1, 1.0, 7, b, {}]]}
     end || S <- Sets].

insert(X, T) ->
    {_, L, Y, R} = place(X, T),
    {b, L, Y, R}.

place(X, e) -> {r, e, X, e};
place(X, {C, L, Y, R}) when X < Y -> balance(C, place(X, L), Y, R);
place(X, {C, L, Y, R}) when X > Y -> balance(C, L, Y, place(X, R));
place(_, T) -> T.

balance(b, {r, {r, A, X, B}, Y, C}, Z, D) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
balance(b, {r, A, X, {r, B, Y, C}}, Z, D) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
balance(b, A, X, {r, {r, B, Y, C}, Z, D}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
balance(b, A, X, {r, B, Y, {r, C, Z, D}}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
balance(C, L, X, R) -> {C, L, X, R}.

to_list(T) -> to_list(T, []).
to_list(e, Acc) -> Acc;
to_list({_, L, X, R}, Acc) -> to_list(L, [X | to_list(R, Acc)]).

black(e) -> 1;
black({C, L, _, R}) ->
    N = black(L),
    N = black(R),
    case C of b -> N + 1; r -> N end.

depth(e) -> 0;
depth({_, L, _, R}) -> 1 + max(depth(L), depth(R)).

red_red(e) -> false;
red_red({r, {r, _, _, _}, _, _}) -> true;
red_red({r, _, _, {r, _, _, _}}) -> true;
red_red({_, L, _, R}) -> red_red(L) orelse red_red(R).

member(_, e) -> false;
member(X, {_, L, Y, R}) -> if X == Y -> {found, Y}; X < Y -> member(X, L); true -> member(X, R) end.
