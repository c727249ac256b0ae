%% SPDX-License-Identifier: Apache-2.0
%%
%% Long float expressions that stay in float registers, mixed with boxed values and calls.

-module(float_registers).
-export([main/0]).

main() ->
    [{distance, [distance(A, B) || A <- [{0.0, 0.0}, {1.5, 2}, {-3, 4}], B <- [{3, 4.0}, {1, 1}]]},
     {nbody, nbody(100, {0.0, 1.0}, {0.5, 0.0})},
     {many, many(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)},
     {shared, shared(2.5)},
     {condition, [condition(X / 4) || X <- lists:seq(-4, 4)]},
     {mixed_types, [mixed(X, Y) || X <- [1, 2.0, 1 bsl 40], Y <- [3, 4.5]]},
     {failing, [probe_lib:run(fun mixed/2, [X, Y]) || {X, Y} <- [{a, 1}, {1, b}, {1.0e308, 1.0e308}]]},
     {across_call, across(1.25)},
     {integrate, integrate(0.0, 1.0, 1000)},
     {fft, [{round(R * 1000), round(I * 1000)} || {R, I} <- dft([1, 2, 3, 4, 3, 2, 1, 0])]}].

distance({X1, Y1}, {X2, Y2}) -> math:sqrt((X1 - X2) * (X1 - X2) + (Y1 - Y2) * (Y1 - Y2)).

nbody(0, P, V) -> {P, V};
nbody(N, {X, Y}, {Vx, Vy}) ->
    R2 = X * X + Y * Y,
    R3 = R2 * math:sqrt(R2),
    Ax = -X / R3,
    Ay = -Y / R3,
    Vx1 = Vx + Ax * 0.01,
    Vy1 = Vy + Ay * 0.01,
    nbody(N - 1, {X + Vx1 * 0.01, Y + Vy1 * 0.01}, {Vx1, Vy1}).

many(A, B, C, D, E, F, G, H) ->
    ((A + B) * (C + D) - (E - F) * (G - H)) / ((A * B + C * D) - (E / F - G / H)) + A * B * C * D * E * F * G * H.

shared(X) when is_float(X) ->
    Square = X * X,
    {Square, Square + 1, Square * X, [Square | X], -Square}.

condition(X) when X * X > 0.5, X + 1.0 > 0.0 -> {large, X * 2.0};
condition(X) -> {small, X * X - 1}.

mixed(X, Y) -> (X + Y) * 1.0 - (X - Y) / 2.0 + X * 0.5.

across(X) ->
    Y = X * 3.0,
    Z = probe_lib:id(Y + 1.0),
    Y * Z + X.

integrate(From, To, N) -> integrate(From, (To - From) / N, N, 0.0).

integrate(_, H, 0, Sum) -> Sum * H;
integrate(X, H, N, Sum) -> integrate(X + H, H, N - 1, Sum + 4.0 / (1.0 + X * X)).

dft(Samples) ->
    N = length(Samples),
    [lists:foldl(fun({J, S}, {R, I}) ->
                         Angle = -2.0 * math:pi() * K * J / N,
                         {R + S * math:cos(Angle), I + S * math:sin(Angle)}
                 end,
                 {0.0, 0.0},
                 lists:zip(lists:seq(0, N - 1), Samples))
     || K <- lists:seq(0, N - 1)].
