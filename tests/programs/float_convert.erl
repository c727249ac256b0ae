%% SPDX-License-Identifier: Apache-2.0
%%
%% Conversions between floats, integers and text.

-module(float_convert).
-export([main/0]).

main() ->
    Floats = [0.0, 0.4, 0.5, 0.6, 1.5, 2.5, -0.5, -1.5, -2.5, 3.999, 134217727.5, 134217728.5, 2147483647.7, 4294967296.5, 1.0e15, 1.0e18, 9.3e18,
              1.0e22, -1.0e25, 1.7976931348623157e308, 4.9e-324],
    [{trunc, [trunc(X) || X <- Floats]},
     {round, [round(X) || X <- Floats]},
     {floor, [floor(X) || X <- Floats]},
     {ceil, [ceil(X) || X <- Floats]},
     {float, [float(X) || X <- [0, 1, -1, 134217728, (1 bsl 53) + 1, (1 bsl 63) - 1, 1 bsl 64, 1 bsl 1000]]},
     {float_too_large, probe_lib:run(fun erlang:float/1, [1 bsl 2000])},
     {float_bad, probe_lib:run(fun erlang:float/1, [a])},
     {to_list, [float_to_list(X) || X <- [0.0, 1.5, -2.25, 1.0e100]]},
     {decimals, [float_to_list(X, [{decimals, D}]) || X <- [3.14159, -2.5, 100.0, 0.05], D <- [0, 1, 3, 6]]},
     {compact, [float_to_list(X, [{decimals, 8}, compact]) || X <- [3.14159, -2.5, 100.0]]},
     {scientific, [float_to_list(X, [{scientific, D}]) || X <- [3.14159, -2.5e-7], D <- [2, 10]]},
     {to_binary, float_to_binary(2.5, [{decimals, 2}])},
     {from_list, [list_to_float(S) || S <- ["1.0", "-1.5e3", "2.5E-3", "0.1"]]},
     {from_bad, [probe_lib:run(fun erlang:list_to_float/1, [S]) || S <- ["1", "", "1.", ".5", "1.0e", "1.0e400", "abc"]]},
     {from_binary, binary_to_float(<<"12.25">>)},
     {is_integer, [trunc(X) == X || X <- Floats]}].
