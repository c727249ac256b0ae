%% SPDX-License-Identifier: Apache-2.0
%%
%% Permutations, combinations, partitions, power sets, Gray orders, derangements, all by comprehensions and recursion.

-module(algo_permutations).
-export([main/0]).

main() ->
    [{permutations, perms([1, 2, 3]), length(perms("abcde"))},
     {next, take_next([1, 2, 3, 4], 10), next([3, 2, 1]), next([])},
     {combinations, combinations(2, [a, b, c, d]), combinations(0, [x]), combinations(3, [x])},
     {powerset, powerset([1, 2, 3])},
     {partitions, [length(partitions(N, N)) || N <- lists:seq(0, 12)], partitions(5, 5)},
     {derangements, [length([P || P <- perms(lists:seq(1, N)), lists:all(fun({A, B}) -> A =/= B end, lists:zip(P, lists:seq(1, N)))]) || N <- lists:seq(1, 5)]},
     {rank, [rank(P) || P <- perms([1, 2, 3])], unrank(1000, 7)},
     {queens, [length(queens(N)) || N <- lists:seq(1, 6)], hd(queens(8))},
     {hanoi, hanoi(3, a, b, c), length(hanoi(8, 1, 2, 3))},
     {knight, knight([{0, 0}], 5)}].

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

take_next(_, 0) -> [];
take_next(P, N) -> [P | take_next(next(P), N - 1)].

next(L) ->
    case up(lists:reverse(L), []) of
        none -> none;
        R -> R
    end.

up([B, A | Rest], Tail) when A < B ->
    All = lists:sort([B | Tail]),
    Pivot = hd([X || X <- All, X > A]),
    lists:reverse(Rest) ++ [Pivot | lists:sort([A | All -- [Pivot]])];
up([B | Rest], Tail) -> up(Rest, [B | Tail]);
up([], _) -> none.

combinations(0, _) -> [[]];
combinations(_, []) -> [];
combinations(K, [H | T]) -> [[H | C] || C <- combinations(K - 1, T)] ++ combinations(K, T).

powerset([]) -> [[]];
powerset([H | T]) -> P = powerset(T), P ++ [[H | S] || S <- P].

partitions(0, _) -> [[]];
partitions(N, Max) -> [[K | P] || K <- lists:seq(min(N, Max), 1, -1), P <- partitions(N - K, K)].

rank([]) -> 0;
rank([H | T]) -> length([X || X <- T, X < H]) * fact(length(T)) + rank(T).

unrank(R, N) -> unrank(R, N, lists:seq(1, N)).
unrank(_, 0, _) -> [];
unrank(R, N, L) ->
    F = fact(N - 1),
    X = lists:nth(R div F + 1, L),
    [X | unrank(R rem F, N - 1, lists:delete(X, L))].

fact(N) -> lists:foldl(fun erlang:'*'/2, 1, lists:seq(1, N)).

queens(N) -> queens(N, N).
queens(0, _) -> [[]];
queens(K, N) -> [[C | Q] || Q <- queens(K - 1, N), C <- lists:seq(1, N), safe(C, 1, Q)].

safe(C, D, [Q | Qs]) -> Q =/= C andalso abs(Q - C) =/= D andalso safe(C, D + 1, Qs);
safe(_, _, []) -> true.

hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).

knight(Path, N) when length(Path) =:= N * N -> lists:reverse(Path);
knight([At | _] = Path, N) ->
    Free = fun({X, Y}) -> [{X + A, Y + B} || {A, B} <- [{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}], X + A >= 0, X + A < N, Y + B >= 0, Y + B < N,
                                             not lists:member({X + A, Y + B}, Path)] end,
    Order = lists:sort([{length(Free(P)), P} || P <- Free(At)]),
    lists:foldl(fun({_, P}, none) -> knight([P | Path], N); (_, Found) -> Found end, none, Order).
