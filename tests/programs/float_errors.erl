%% SPDX-License-Identifier: Apache-2.0
%%
%% badarith: division by zero, overflow, and operands that are not numbers.

-module(float_errors).
-export([main/0]).

main() ->
    Zero = probe_lib:id(0),
    FloatZero = probe_lib:id(0.0),
    Huge = probe_lib:id(1.0e308),
    [{divide_zero, probe_lib:run(fun() -> 1 / Zero end)},
     {divide_float_zero, probe_lib:run(fun() -> 1.0 / FloatZero end)},
     {zero_by_zero, probe_lib:run(fun() -> FloatZero / FloatZero end)},
     {overflow_multiply, probe_lib:run(fun() -> Huge * 10 end)},
     {overflow_add, probe_lib:run(fun() -> Huge + Huge end)},
     {overflow_subtract, probe_lib:run(fun() -> -Huge - Huge end)},
     {overflow_divide, probe_lib:run(fun() -> Huge / 0.01 end)},
     {big_to_float, probe_lib:run(fun() -> (1 bsl Zero) * 1.0 + (1 bsl (Zero + 2000)) * 1.0 end)},
     {big_divide, probe_lib:run(fun() -> (1 bsl (Zero + 2000)) / 2 end)},
     {big_divide_fits, probe_lib:run(fun() -> (1 bsl (Zero + 1000)) / (1 bsl 999) end)},
     {atom_add, probe_lib:run(fun(X) -> X + 1.0 end, [a])},
     {atom_multiply, probe_lib:run(fun(X) -> 2.0 * X end, [[]])},
     {atom_divide, probe_lib:run(fun(X) -> X / 2 end, [{1}])},
     {typed, [probe_lib:run(fun typed/2, Args) || Args <- [[1.0, 2.0], [1.0e200, 1.0e200], [1.0, a], [a, 1.0], [1.0, 0.0]]]},
     {guard, [guard(X) || X <- [1, 0, 0.0, a, 1.0e308, 2.0]]},
     {math, [probe_lib:run(fun math:sqrt/1, [X]) || X <- [4, 2.0, -1, a]]},
     {math_log, [probe_lib:run(fun math:log/1, [X]) || X <- [1, 0, -1.0]]}].

typed(A, B) when is_float(A) -> A * B + A / B - B;
typed(A, B) -> A * B.

guard(X) when 1 / X > 0.5 -> big_inverse;
guard(X) when X * 1.0e10 > 1.0e300 -> unreachable_or_large;
guard(_) -> other.
