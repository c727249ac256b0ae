%% SPDX-License-Identifier: Apache-2.0
%%
%% Floats at work: distances, convex hull, areas, rotation by hand-made sine, matrices of floats, statistics,
%% interpolation.

-module(float_geometry).
-export([main/0]).

main() ->
    Ps = [{0.0, 0.0}, {4.0, 0.0}, {4.0, 3.0}, {0.0, 3.0}, {2.0, 1.0}, {1.0, 2.5}, {5.0, 1.5}],
    H = hull(Ps),
    [{hull, H}, {area, area(H)}, {inside, [inside(P, H) || P <- Ps ++ [{9.0, 9.0}]]}, {closest, closest(Ps)},
     {sine, [sine(X, 12) || X <- [0.0, 0.5, 1.0, 3.0]]}, {exp, [exponential(X, 25) || X <- [0, 1, -2.5]]}, {log, [logarithm(X) || X <- [1.0, 2.0, 10.0]]},
     {statistics, stats([2, 4.0, 4, 4, 5.5, 5, 7, 9])}, {regression, regression([{1, 2.1}, {2, 3.9}, {3, 6.2}, {4, 7.8}])},
     {lagrange, [lagrange([{0, 1.0}, {1, 3.0}, {2, 2.0}], X) || X <- [0, 0.5, 1, 1.5, 3]]}, {heron, [heron(A, B, C) || {A, B, C} <- [{3, 4, 5}, {2.0, 2.0, 3.999}, {1, 1, 2}]]},
     {orbit, orbit({1.0, 0.0}, {0.0, 1.0}, 0.01, 100)}, {quadratic, [quadratic(A, B, C) || {A, B, C} <- [{1, -3, 2}, {1, 2, 1}, {1, 0, 1}, {2.0, 5.5, -1.25}]]}].

cross({OX, OY}, {AX, AY}, {BX, BY}) -> (AX - OX) * (BY - OY) - (AY - OY) * (BX - OX).
hull(Ps) -> S = lists:usort(Ps), half(S, []) ++ half(lists:reverse(S), []).
half([], [_ | Acc]) -> lists:reverse(Acc);
half([P | Ps], [B, A | Acc]) -> case cross(A, B, P) =< 0 of true -> half([P | Ps], [A | Acc]); false -> half(Ps, [P, B, A | Acc]) end;
half([P | Ps], Acc) -> half(Ps, [P | Acc]).
edges([F | _] = H) -> lists:zip(H, tl(H) ++ [F]).
area(H) -> abs(lists:sum([X1 * Y2 - X2 * Y1 || {{X1, Y1}, {X2, Y2}} <- edges(H)])) / 2.
inside(P, H) -> lists:all(fun({A, B}) -> cross(A, B, P) >= 0 end, edges(H)).
closest(Ps) -> lists:min([{math:sqrt((X1 - X2) * (X1 - X2) + (Y1 - Y2) * (Y1 - Y2)), A, B} || {X1, Y1} = A <- Ps, {X2, Y2} = B <- Ps, A < B]).
sine(X, N) -> series(X, X, 1, N).
series(_, _, _, 0) -> 0.0;
series(X, T, K, N) -> T + series(X, -T * X * X / ((K + 1) * (K + 2)), K + 2, N - 1).
exponential(X, N) -> element(1, lists:foldl(fun(K, {S, T}) -> T1 = T * X / K, {S + T1, T1} end, {1.0, 1.0}, lists:seq(1, N))).
logarithm(X) -> Y = (X - 1) / (X + 1), 2 * lists:sum([power(Y, K) / K || K <- lists:seq(1, 99, 2)]).
power(_, 0) -> 1.0;
power(X, N) -> X * power(X, N - 1).
stats(L) -> N = length(L), M = lists:sum(L) / N, S = lists:sort(L), {M, math:sqrt(lists:sum([(X - M) * (X - M) || X <- L]) / N), (lists:nth(N div 2, S) + lists:nth(N div 2 + 1, S)) / 2, hd(S), lists:last(S)}.
regression(L) -> N = length(L), {SX, SY, SXX, SXY} = lists:foldl(fun({X, Y}, {A, B, C, D}) -> {A + X, B + Y, C + X * X, D + X * Y} end, {0, 0, 0, 0}, L), K = (N * SXY - SX * SY) / (N * SXX - SX * SX), {K, (SY - K * SX) / N}.
lagrange(L, X) -> lists:sum([Y * lists:foldl(fun({XJ, _}, P) -> P * (X - XJ) / (XI - XJ) end, 1, lists:delete({XI, Y}, L)) || {XI, Y} <- L]).
heron(A, B, C) -> S = (A + B + C) / 2, math:sqrt(S * (S - A) * (S - B) * (S - C)).
orbit(P, V, _, 0) -> {P, V};
orbit({X, Y}, {VX, VY}, D, N) -> R2 = X * X + Y * Y, R3 = R2 * math:sqrt(R2), VX1 = VX - X / R3 * D, VY1 = VY - Y / R3 * D, orbit({X + VX1 * D, Y + VY1 * D}, {VX1, VY1}, D, N - 1).
quadratic(A, B, C) -> case B * B - 4 * A * C of D when D > 0 -> {(-B - math:sqrt(D)) / (2 * A), (-B + math:sqrt(D)) / (2 * A)}; D when D == 0 -> -B / (2 * A); D -> {complex, -B / (2 * A), math:sqrt(-D) / (2 * A)} end.
