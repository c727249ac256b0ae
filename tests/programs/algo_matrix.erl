%% SPDX-License-Identifier: Apache-2.0
%%
%% Matrices as lists of lists: product, transpose, determinant by fractions of integers, powers, inverse modulo a prime.

-module(algo_matrix).
-export([main/0]).

main() ->
    A = [[1, 2, 3], [4, 5, 6], [7, 8, 10]],
    B = [[2, 0, 1], [1.5, -1, 0], [0, 3, 1 bsl 40]],
    [{product, product(A, B), product(B, A)},
     {transpose, transpose([[1, 2], [3, 4], [5, 6]]), transpose([[]])},
     {determinant, [determinant(M) || M <- [A, [[2]], [[1, 2], [2, 4]], [[0, 1], [1, 0]], hilbert(6)]]},
     {fibonacci, power([[1, 1], [1, 0]], 300)},
     {inverse, [begin I = inverse(M, 10007), {I, modulo(product(M, I), 10007)} end || M <- [A, [[3, 1], [4, 2]]]]},
     {singular, (catch inverse([[1, 2], [2, 4]], 7))}].

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

product(A, B) -> T = transpose(B), [[dot(R, C, 0) || C <- T] || R <- A].

dot([X | Xs], [Y | Ys], Sum) -> dot(Xs, Ys, Sum + X * Y);
dot([], [], Sum) -> Sum.

hilbert(N) -> [[27720 div (I + J - 1) || J <- lists:seq(1, N)] || I <- lists:seq(1, N)].

%% Bareiss: divisions without remainder.
determinant(M) -> bareiss(M, 1, 1).

bareiss([[X]], _, Sign) -> Sign * X;
bareiss(M, Previous, Sign) ->
    case lists:splitwith(fun([H | _]) -> H =:= 0 end, M) of
        {_, []} -> 0;
        {Zeros, [[P | Row] | Rest]} ->
            S = case length(Zeros) rem 2 of 0 -> Sign; 1 -> -Sign end,
            bareiss([[(P * X - H * Y) div Previous || {X, Y} <- lists:zip(T, Row)] || [H | T] <- Zeros ++ Rest], P, S)
    end.

power(M, 1) -> M;
power(M, N) when N rem 2 =:= 0 -> power(product(M, M), N div 2);
power(M, N) -> product(M, power(M, N - 1)).

modulo(M, P) -> [[((X rem P) + P) rem P || X <- R] || R <- M].

inverse(M, P) ->
    N = length(M),
    Rows = [R ++ [if I =:= J -> 1; true -> 0 end || J <- lists:seq(1, N)] || {I, R} <- lists:zip(lists:seq(1, N), M)],
    [lists:nthtail(N, R) || R <- gauss(modulo(Rows, P), 1, N, P)].

gauss(Rows, I, N, _) when I > N -> Rows;
gauss(Rows, I, N, P) ->
    {Done, Open} = lists:split(I - 1, Rows),
    Pivot = case [R || R <- Open, lists:nth(I, R) =/= 0] of [R | _] -> R; [] -> throw({singular, I}) end,
    Unit = [X * invert(lists:nth(I, Pivot), P) rem P || X <- Pivot],
    Clear = fun(R) -> F = lists:nth(I, R), [((X - F * Y) rem P + P) rem P || {X, Y} <- lists:zip(R, Unit)] end,
    gauss([Clear(R) || R <- Done] ++ [Unit | [Clear(R) || R <- Open -- [Pivot]]], I + 1, N, P).

invert(X, P) -> raise(X, P - 2, P).

raise(_, 0, _) -> 1;
raise(X, N, P) when N band 1 =:= 0 -> raise(X * X rem P, N bsr 1, P);
raise(X, N, P) -> X * raise(X, N - 1, P) rem P.
