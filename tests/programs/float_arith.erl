%% SPDX-License-Identifier: Apache-2.0
%%
%% Float arithmetic, alone and mixed with integers of every size.

-module(float_arith).
-export([main/0]).

main() ->
    Floats = [0.0, 1.0, -1.0, 0.1, 1.5, -2.75, 3.141592653589793, 1.0e10, 1.0e-10, 1.0e100, 123456789.123, -1.0e300],
    Numbers = Floats ++ [0, 1, -7, 134217728, 1 bsl 53, (1 bsl 53) + 1, -(1 bsl 64), 1 bsl 100],
    [{add, [{A, B, probe_lib:run(fun(X, Y) -> X + Y end, [A, B])} || A <- Floats, B <- Numbers]},
     {subtract, [{A, B, probe_lib:run(fun(X, Y) -> X - Y end, [A, B])} || A <- Numbers, B <- Floats]},
     {multiply, [{A, B, probe_lib:run(fun(X, Y) -> X * Y end, [A, B])} || A <- Floats, B <- Numbers]},
     {divide, [{A, B, probe_lib:run(fun(X, Y) -> X / Y end, [A, B])} || A <- Numbers, B <- Numbers]},
     {negate, [-A || A <- [1.5, -2.5, 1.0e-300]]},
     {abs, [abs(A) || A <- Floats]},
     {negative_zero, [-1.0 * probe_lib:id(0.0), 0.0 - probe_lib:id(0.0), probe_lib:id(0.0) / -5.0, -probe_lib:id(0.0)]},
     {newton, newton(2.0, 1.0, 20)},
     {sum, sum(1.0, 10000, 0.0)},
     {poly, [poly(X / 7) || X <- lists:seq(-10, 10)]},
     {plus, +probe_lib:id(1.5)}].

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).

sum(_, 0, Acc) -> Acc;
sum(X, N, Acc) -> sum(X, N - 1, Acc + X / N).

poly(X) -> 3.5 * X * X * X - 2.25 * X * X + 0.125 * X - 7.
