%% SPDX-License-Identifier: Apache-2.0
%%
%% Texts of floats read and written, forms that are none, round trips of hard cases.

-module(conv_floats).
-export([main/0]).

main() ->
    Texts = ["1.0", "-1.5e10", "1.0e-10", "1.0E5", "+2.5", "1", "1.", ".5", "1e5", "1.0e", "1.0e+5", " 1.0", "1.0 ", "nan", "inf", "1.0e309", "1.0e-500", "00.10", "1.7976931348623157e308", "4.9e-324", "2.4703282292062328e-324", "1.0.0", ""],
    Hard = [0.1, 0.3, 2.0 / 3, 1.0e23, 9.5367431640625e-7, 5.0e-324, 2.2250738585072014e-308, 123456789.123456789, 4.35, 0.000001, 1.0e15, 1.0e16, 1.0e17, 123456.0e15, 9007199254740991.0, 9007199254740992.0, 1.0e100],
    [{read, [{T, probe_lib:run(fun() -> list_to_float(T) end), probe_lib:run(fun() -> binary_to_float(list_to_binary(T)) end)} || T <- Texts]},
     {shown, [{F, -F, lists:flatten(io_lib:format("~w|~p", [F, F]))} || F <- Hard]},
     {long, [float_to_list(F) || F <- Hard]},
     {back, [list_to_float(lists:flatten(io_lib:format("~w", [F]))) =:= F andalso list_to_float(float_to_list(F)) =:= F || F <- Hard]},
     {binary, [float_to_binary(F, O) || F <- [1.5, 0.1, 1.0e22], O <- [[short], [{decimals, 2}], [{scientific, 3}], [{decimals, 10}, compact]]]},
     {bad, [probe_lib:run(fun() -> float_to_list(F, O) end) || {F, O} <- [{1, []}, {1.0, [x]}, {1.0, [{decimals, -1}]}, {1.0, [{decimals, 300}]}, {1.0, [{scientific, 250}]}, {1.0e300, [{decimals, 250}]}, {1.0, a}]]}].
