%% SPDX-License-Identifier: Apache-2.0
%%
%% Integer BIFs: abs, trunc, round, floor, ceil, min, max, is_integer, length limits.

-module(int_bifs).
-export([main/0]).

main() ->
    Edges = probe_lib:edges(),
    [{abs, [abs(X) || X <- Edges]},
     {trunc, [trunc(X) || X <- Edges]},
     {round, [round(X) || X <- Edges]},
     {floor, [{floor(X), ceil(X)} || X <- Edges]},
     {plus, [+X || X <- Edges]},
     {types, [{is_integer(X), is_float(X), is_number(X), is_atom(X)} || X <- [1, 1 bsl 70, 1.0, a]]},
     {bad_abs, [probe_lib:run(fun erlang:abs/1, [X]) || X <- [a, "1", {}]]},
     {bad_trunc, [probe_lib:run(F, [X]) || F <- [fun erlang:trunc/1, fun erlang:round/1, fun erlang:floor/1, fun erlang:ceil/1], X <- [a, []]]},
     {bad_plus, probe_lib:run(fun(X) -> +X end, [a])},
     {float, [float(X) || X <- Edges]},
     {phash2, [erlang:phash2(X) || X <- [0, 1, a, ok, "abc", <<"abc">>, {1, 2}, [1 | 2], 1.5]]},
     {phash2_range, [erlang:phash2(X, 1000) || X <- [0, 1, a, {a, b, c}]]}].
