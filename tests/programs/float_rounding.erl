%% SPDX-License-Identifier: Apache-2.0
%%
%% Rounding to integers and to digits, halves, large ones, negative zero; sums whose order matters.

-module(float_rounding).
-export([main/0]).

main() ->
    Fs = [0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 4503599627370495.5, 9007199254740993.0, 1.0e20, -1.0e300, 0.0, -0.0, 1.0e-320],
    [{round, [{trunc(F), round(F), floor(F), ceil(F)} || F <- [probe_lib:id(X) || X <- Fs]]},
     {decimals, [{F, [float_to_list(F, [{decimals, D}]) || D <- [0, 1, 3]]} || F <- [0.05, 0.15, 2.5, 0.125, 999.95, 1.0e15, -0.04]]},
     {compact, [float_to_list(F, [{decimals, 5}, compact]) || F <- [1.5, 2.0, 0.00001, 123.456789]]},
     {scientific, [float_to_list(F, [{scientific, D}]) || F <- [1.5, 123456.789, 1.0e-10, 0.0], D <- [0, 2, 10]]},
     {short, [float_to_list(F, [short]) || F <- [0.1, 1.0e21, 1.0e22, 1.0e-5, 123456789012345680.0, 5.0e-324, 1.0e15, 1.0e16]]},
     {sums, lists:foldl(fun(X, S) -> S + X end, 0.0, lists:duplicate(10, 0.1)), kahan(lists:duplicate(10, 0.1)), lists:sum([1.0e16, 1.0, -1.0e16])},
     {equal, [{A == B, A =:= B, A < B} || {A, B} <- [{0.0, -0.0}, {1, 1.0}, {1 bsl 53, 9007199254740992.0}, {(1 bsl 53) + 1, 9007199254740992.0}, {1.0e308, 1 bsl 1024}]]},
     {sqrt, [newton(probe_lib:id(X)) || X <- [2.0, 1.0e10, 0.01]]},
     {machine, epsilon(1.0), smallest(1.0)},
     {parse, [list_to_float(S) || S <- ["0.1", "1.0e-400", "123456789.987654321", "2.2250738585072011e-308", "-0.0", "9007199254740993.0"]]},
     {errors, [probe_lib:run(fun() -> F(probe_lib:id(1.0e308)) end) || F <- [fun(X) -> X * 10 end, fun(X) -> X + X end, fun(X) -> -X - X end, fun(X) -> X / 0 end, fun(X) -> X / 1.0e-10 end]]}].

kahan(L) -> kahan(L, 0.0, 0.0).
kahan([], S, _) -> S;
kahan([X | Xs], S, C) ->
    Y = X - C,
    T = S + Y,
    kahan(Xs, T, (T - S) - Y).

newton(X) -> newton(X, X, 60).
newton(_, G, 0) -> G;
newton(X, G, N) ->
    case (G + X / G) / 2 of
        G -> {G, converged};
        H -> newton(X, H, N - 1)
    end.

epsilon(E) -> if 1.0 + E / 2 > 1.0 -> epsilon(E / 2); true -> E end.
smallest(X) -> if X / 2 > 0 -> smallest(X / 2); true -> X end.
