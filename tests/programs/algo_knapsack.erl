%% SPDX-License-Identifier: Apache-2.0
%%
%% Dynamic programming: knapsack, longest common subsequence, edit distance, coins, matrix chain, with tables as maps
%% and lists.

-module(algo_knapsack).
-export([main/0]).

main() ->
    [{knapsack, [knapsack([{12, 4}, {2, 2}, {1, 1}, {4, 10}, {1, 2}], W) || W <- [0, 3, 15, 16]]},
     {lcs, [lcs(A, B) || {A, B} <- [{"AGGTAB", "GXTXAYB"}, {"", "x"}, {"abcdef", "fedcba"}]]},
     {edit, [edit(A, B) || {A, B} <- [{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"same", "same"}]]},
     {coins, [coins(N, [1, 2, 5, 10, 20, 50, 100, 200]) || N <- [0, 5, 200]]},
     {chain, chain([30, 35, 15, 5, 10, 20, 25])}].

%% {weight, value}
knapsack(Items, Max) ->
    Row = lists:foldl(fun({W, V}, Best) -> lists:zipwith(fun(I, B) -> better(I, W, V, B, Best) end, lists:seq(0, Max), Best) end,
                      lists:duplicate(Max + 1, 0), Items),
    lists:last(Row).

better(I, W, _, B, _) when W > I -> B;
better(I, W, V, B, Best) -> max(B, lists:nth(I - W + 1, Best) + V).

lcs(A, B) ->
    {Value, Memo} = lcs(A, B, #{}),
    {Value, map_size(Memo)}.

lcs([], _, M) -> {[], M};
lcs(_, [], M) -> {[], M};
lcs(A, B, M) when is_map_key({A, B}, M) -> {map_get({A, B}, M), M};
lcs([X | A] = As, [X | B] = Bs, M) ->
    {R, M1} = lcs(A, B, M),
    {[X | R], M1#{{As, Bs} => [X | R]}};
lcs([_ | A] = As, [_ | B] = Bs, M) ->
    {R1, M1} = lcs(A, Bs, M),
    {R2, M2} = lcs(As, B, M1),
    R = if length(R1) >= length(R2) -> R1; true -> R2 end,
    {R, M2#{{As, Bs} => R}}.

edit(A, B) -> lists:last(lists:foldl(fun(C, Row) -> edit_row(C, B, Row, [hd(Row) + 1]) end, lists:seq(0, length(B)), A)).

edit_row(_, [], _, Acc) -> lists:reverse(Acc);
edit_row(C, [D | Ds], [Diagonal, Up | Row], [Left | _] = Acc) ->
    Cost = case C of D -> 0; _ -> 1 end,
    edit_row(C, Ds, [Up | Row], [lists:min([Diagonal + Cost, Up + 1, Left + 1]) | Acc]).

coins(0, _) -> 1;
coins(N, _) when N < 0 -> 0;
coins(_, []) -> 0;
coins(N, Coins) ->
    {_, Ways} = lists:foldl(fun(C, {_, T}) -> {x, lists:foldl(fun(I, M) when I >= C -> M#{I := map_get(I, M) + map_get(I - C, M)}; (_, M) -> M end, T, lists:seq(0, N))} end,
                            {x, maps:from_list([{I, if I =:= 0 -> 1; true -> 0 end} || I <- lists:seq(0, N)])}, Coins),
    map_get(N, Ways).

chain(Sizes) ->
    T = list_to_tuple(Sizes),
    put(memo, #{}),
    R = cost(T, 2, tuple_size(T)),
    {R, map_size(erase(memo))}.

cost(_, I, I) -> 0;
cost(T, I, J) ->
    case get(memo) of
        #{{I, J} := C} -> C;
        _ ->
            C = lists:min([cost(T, I, K) + cost(T, K + 1, J) + element(I - 1, T) * element(K, T) * element(J, T) || K <- lists:seq(I, J - 1)]),
            put(memo, (get(memo))#{{I, J} => C}),
            C
    end.
