%% SPDX-License-Identifier: Apache-2.0
%%
%% Floats that single precision holds exactly, results included: the same terms whatever the machine's floats are.

-module(float_single).
-export([main/0]).

-record(body, {x, y, vx = 0.5, vy = -0.25, mass = 1.0}).

main() ->
    Floats = [0.0, 1.0, -1.0, 0.5, -2.75, 1024.0, 0.0009765625, 65536.0, -4194304.5],
    Numbers = Floats ++ [0, 1, -7, 4096, 134217728],
    [{compare, [{A, B, A < B, A == B, A =:= B, A >= B, max(A, B)} || A <- Numbers, B <- Numbers]},
     {add, [probe_lib:run(fun(X, Y) -> X + Y end, [A, B]) || A <- [1.5, -0.25, 4096.0], B <- [2.25, 0.125, 3, a]]},
     {subtract, [probe_lib:run(fun(X, Y) -> X - Y end, [A, B]) || A <- [1.5, -0.25, 7], B <- [2.25, 0.125]]},
     {multiply, [probe_lib:run(fun(X, Y) -> X * Y end, [A, B]) || A <- [1.5, -0.25, 4096.0], B <- [2.25, 8, 0.0]]},
     {divide, [probe_lib:run(fun(X, Y) -> X / Y end, [A, B]) || A <- [1.5, 6, -0.25], B <- [2.0, 4, 0.5, 0.0, 0]]},
     {minus, [-A || A <- Floats, A /= 0]},
     {abs, [abs(A) || A <- Floats]},
     {integers, [{trunc(A), round(A), ceil(A), floor(A)} || A <- Floats]},
     {floats, [float(N) || N <- [0, 1, -1, 4097, 16777216, -16777216, 1 bsl 40, 1 bsl 90]]},
     {guards, [guard(probe_lib:id(A)) || A <- Numbers]},
     {sort, lists:sort(Numbers)},
     {map, maps:to_list(maps:from_list([{A, N} || {A, N} <- lists:zip([0.5, 1, 1.0, 2.5], [1, 2, 3, 4])]))},
     {fields, [<<A:32/float, A:64/little-float>> || A <- Floats]},
     {read, [read(<<A:32/float, A:64/float, A:32/little-float>>) || A <- Floats]},
     {polynomial, [polynomial(X * 0.5) || X <- lists:seq(-8, 8)]},
     {many, many(1.0, 2.0, 3.0, 4.0, 5.0)},
     {orbit, orbit(#body{x = 0.0, y = 1.0}, 8)},
     {sum, sum(20000, 0.0)},
     {kept, kept(500, [])},
     {literals, [0.125, {1.5, -3.0e4}, [2.5 | 1.0e5], #{a => 0.75}]},
     {sqrt, [math:sqrt(X * X) || X <- [0.0, 1.5, 4.0, 1023.0]]},
     {text, [float_to_list(A, [{decimals, 4}]) || A <- Floats]}].

guard(A) when A > 0.25, A < 2 -> between;
guard(A) when A == 0.0 -> zero;
guard(A) when is_float(A), A * 2.0 =:= -5.5 -> doubled;
guard(A) when abs(A) / 2 > 2.0e6 -> large;
guard(A) when is_float(A) -> float;
guard(_) -> integer.

read(<<A:32/float, B/float, C:32/little-float>>) -> {A, B, C, A =:= B, B == C}.

polynomial(X) -> 3.5 * X * X * X - 2.25 * X * X + 0.125 * X - 7.

%% More floats at once than there are registers on some machines.
many(A, B, C, D, E) ->
    F = A + B, G = B * C, H = C - D, I = D / B, J = E + A, K = F * G, L = H + I, M = J * K, N = L - M, O = N + F,
    P = O * G, Q = P - H, R = Q + I, S = R - J, T = S * 0.5,
    {F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T}.

orbit(Body, 0) -> Body;
orbit(#body{x = X, y = Y, vx = Vx, vy = Vy, mass = Mass} = Body, N) ->
    orbit(Body#body{x = X + Vx * 0.5, y = Y + Vy * 0.5, vx = Vx - X * 0.25, vy = Vy - Y * 0.25, mass = Mass}, N - 1).

%% Up to 10,000 by halves: below 2^24 of them.
sum(0, Sum) -> Sum;
sum(N, Sum) -> sum(N - 1, Sum + 0.5).

%% Floats that live through collections.
kept(0, Kept) -> lists:sum(Kept);
kept(N, Kept) -> kept(N - 1, [N * 0.25, -N / 8 | lists:reverse(lists:reverse(Kept))]).
