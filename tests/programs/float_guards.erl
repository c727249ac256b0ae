%% SPDX-License-Identifier: Apache-2.0
%%
%% Floats in guards, patterns and keys: equality of kinds, zero with signs, borders of integers, sorting, mixed
%% arithmetic.

-module(float_guards).
-export([main/0]).

main() ->
    Fs = [0.0, -0.0, 1.0, 1, 0, -1.5, 1.0e15, 1000000000000000, 134217728.0, 134217728, 9007199254740993, 9007199254740992.0, 1.0e-300, 5.0e-324],
    [{X, kind(X), [G || {G, true} <- [{eq1, X == 1}, {exact1, X =:= 1.0}, {zero, X == 0}, {neg, X < 0}, {small, abs(X) < 1.0e-10}, {int, trunc(X) == X}]]} || X <- Fs] ++
    [{mixed, [probe_lib:run(fun() -> A + B end) || A <- [1, 1.5, 1 bsl 70, a], B <- [2, -0.5, 1.0e300]]},
     {big, [probe_lib:run(fun() -> float(probe_lib:id(X)) end) || X <- [1 bsl 1023, 1 bsl 1024, -(1 bsl 2000)]], [(1 bsl 80) / 3, probe_lib:run(fun() -> (1 bsl 2000) / probe_lib:id(1 bsl 1990) end), probe_lib:run(fun() -> (1 bsl 2000) / probe_lib:id(2.0) end)]},
     {keys, maps:size(#{1 => a, 1.0 => b, 0.0 => c}), lists:member(1.0, [1]), lists:keyfind(1.0, 1, [{1, int}]), lists:delete(1.0, [1, 1.0]), [1] -- [1.0]},
     {compare, [[X < Y || Y <- [1, 1.5, 1 bsl 60, 1.0e18, 1152921504606846976.0]] || X <- [1, 1.5, 1 bsl 60, (1 bsl 60) + 1, 1.0e18]]},
     {'case', [case X of 1 -> int; 1.0 -> float; 2.5 -> half; _ -> none end || X <- [1, 1.0, 2.5, 2]]},
     {registers, registers(1.5, 2, 3.25)},
     {errors, [probe_lib:run(fun() -> F(probe_lib:id(0.0)) end) || F <- [fun(Z) -> 1 / Z end, fun(Z) -> 1.0 / (Z * 2.0) end, fun(Z) -> Z / Z end, fun(Z) -> math:sqrt(Z - 1) end, fun(Z) -> math:log(Z) end, fun(Z) -> trunc(Z + 0.5) div 0 end]]}].

kind(0.0) -> zero_float;
kind(X) when is_float(X), X > 1.0e14, X < 1.0e16 -> large;
kind(X) when is_float(X), X * 2 =:= X + X, X - X == 0 -> ordinary;
kind(X) when is_integer(X), X / 1 == X -> exact;
kind(_) -> rounded.

registers(A, B, C) ->
    X = A * B + C / A - B,
    Y = if X > 3.0 -> X * X - A; true -> X + A end,
    Z = case Y of _ when Y < 0.0 -> -Y; _ -> Y / 2.0 end,
    {X, Y, Z, X + Y * Z - B, -X, abs(-X) - X}.
