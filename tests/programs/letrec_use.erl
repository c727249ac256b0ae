%% SPDX-License-Identifier: Apache-2.0
%%
%% Local recursion through lists functions and nested anonymous functions, as compiled from letrec.

-module(letrec_use).
-export([main/0]).

main() ->
    [{outer, outer([1, 2, 3], [4, 5])},
     {nested_comprehensions, [[[{X, Y, Z} || Z <- [X, Y]] || Y <- [a, b]] || X <- [1, 2]]},
     {fold_in_fold, lists:foldl(fun(X, A) -> lists:foldl(fun(Y, B) -> B + X * Y end, A, [1, 2, 3]) end, 0, [4, 5, 6])},
     {transpose, transpose([[1, 2, 3], [4, 5, 6]])},
     {walk, walk({a, [b, {c, d}], #{e => {f}}}, [])},
     {fixpoint, fixpoint(fun(L) -> lists:usort(L ++ [(X * 2) rem 11 || X <- L]) end, [1])},
     {powerset, powerset([1, 2, 3])},
     {sort_then_group, group([{a, 1}, {b, 2}, {a, 3}, {c, 4}, {b, 5}])}].

outer(As, Bs) -> [B || A <- As, B <- inner(A, Bs)].

inner(A, Bs) -> lists:map(fun(B) -> {A, B, [A + X || X <- Bs, X =/= B]} end, Bs).

transpose(Rows) ->
    [[lists:nth(I, Row) || Row <- Rows] || I <- lists:seq(1, length(hd(Rows)))].

walk(T, Acc) when is_tuple(T) -> walk(tuple_to_list(T), Acc);
walk([H | T], Acc) -> walk(T, walk(H, Acc));
walk([], Acc) -> Acc;
walk(M, Acc) when is_map(M) -> maps:fold(fun(K, V, A) -> walk(V, walk(K, A)) end, Acc, M);
walk(X, Acc) -> [X | Acc].

fixpoint(F, X) ->
    case F(X) of
        X -> X;
        Y -> fixpoint(F, Y)
    end.

powerset([]) -> [[]];
powerset([H | T]) ->
    Rest = powerset(T),
    Rest ++ [[H | S] || S <- Rest].

group(Pairs) ->
    F = fun F([{K, V} | Rest], [{K, Vs} | Groups]) -> F(Rest, [{K, [V | Vs]} | Groups]);
            F([{K, V} | Rest], Groups) -> F(Rest, [{K, [V]} | Groups]);
            F([], Groups) -> [{K, lists:reverse(Vs)} || {K, Vs} <- lists:reverse(Groups)]
        end,
    F(lists:keysort(1, Pairs), []).
