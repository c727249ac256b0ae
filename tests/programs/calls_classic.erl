%% SPDX-License-Identifier: Apache-2.0
%%
%% Classic small programs: fib, tak, Ackermann, Hanoi, queens, primes, sudoku-like search, matrix product.

-module(calls_classic).
-export([main/0]).

main() ->
    [{fib, fib(22)},
     {tak, tak(14, 9, 4)},
     {ackermann, ackermann(2, 60)},
     {hanoi, length(hanoi(11, a, b, c))},
     {hanoi3, hanoi(3, left, right, middle)},
     {queens, queens(6)},
     {primes, sieve(lists:seq(2, 400))},
     {nrev, nrev(lists:seq(1, 120))},
     {matrix, matrix_multiply([[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10], [11, 12]])},
     {permutations, permutations([1, 2, 3, 4])},
     {quicksort, quicksort([(I * 7919) rem 1009 || I <- lists:seq(1, 100)])},
     {mergesort, mergesort([(I * 104729) rem 997 || I <- lists:seq(1, 100)])},
     {pascal, pascal(12)},
     {mandel, [mandel(X / 8 - 1.5, 0.25) || X <- lists:seq(0, 15)]},
     {change, change(100, [50, 25, 10, 5, 1])}].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).

ackermann(0, N) -> N + 1;
ackermann(M, 0) -> ackermann(M - 1, 1);
ackermann(M, N) -> ackermann(M - 1, ackermann(M, N - 1)).

hanoi(0, _, _, _) -> [];
hanoi(N, From, To, Via) -> hanoi(N - 1, From, Via, To) ++ [{From, To}] ++ hanoi(N - 1, Via, To, From).

queens(N) -> queens(N, N, []).

queens(0, _, Placed) -> [Placed];
queens(Row, N, Placed) ->
    lists:append([queens(Row - 1, N, [C | Placed]) || C <- lists:seq(1, N), safe(C, 1, Placed)]).

safe(_, _, []) -> true;
safe(C, D, [P | Rest]) -> C =/= P andalso C + D =/= P andalso C - D =/= P andalso safe(C, D + 1, Rest).

sieve([P | Rest]) -> [P | sieve([N || N <- Rest, N rem P =/= 0])];
sieve([]) -> [].

nrev([H | T]) -> nrev(T) ++ [H];
nrev([]) -> [].

matrix_multiply(A, B) ->
    Columns = transpose(B),
    [[dot(Row, Column) || Column <- Columns] || Row <- A].

transpose([[] | _]) -> [];
transpose(Rows) -> [[hd(R) || R <- Rows] | transpose([tl(R) || R <- Rows])].

dot(As, Bs) -> lists:sum([A * B || {A, B} <- lists:zip(As, Bs)]).

permutations([]) -> [[]];
permutations(L) -> [[H | T] || H <- L, T <- permutations(L -- [H])].

quicksort([]) -> [];
quicksort([P | Rest]) -> quicksort([X || X <- Rest, X < P]) ++ [P] ++ quicksort([X || X <- Rest, X >= P]).

mergesort([]) -> [];
mergesort([X]) -> [X];
mergesort(L) ->
    {A, B} = lists:split(length(L) div 2, L),
    merge(mergesort(A), mergesort(B)).

merge([], B) -> B;
merge(A, []) -> A;
merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)].

pascal(1) -> [[1]];
pascal(N) ->
    [Last | _] = All = pascal(N - 1),
    [lists:zipwith(fun(A, B) -> A + B end, [0 | Last], Last ++ [0]) | All].

mandel(Cr, Ci) -> mandel(0.0, 0.0, Cr, Ci, 0).

mandel(_, _, _, _, 60) -> inside;
mandel(X, Y, _, _, N) when X * X + Y * Y > 4.0 -> N;
mandel(X, Y, Cr, Ci, N) -> mandel(X * X - Y * Y + Cr, 2 * X * Y + Ci, Cr, Ci, N + 1).

change(0, _) -> 1;
change(N, _) when N < 0 -> 0;
change(_, []) -> 0;
change(N, [C | Rest] = Coins) -> change(N - C, Coins) + change(N, Rest).
