%% SPDX-License-Identifier: Apache-2.0
%%
%% Multiplication at the borders of every integer representation.

-module(int_multiply).
-export([main/0]).

main() ->
    Roots = [S * (R + D) || R <- [11585, 16384, 46341, 65536, 759250125, 1 bsl 30, 3037000500, 1 bsl 32], S <- [1, -1], D <- [-1, 0, 1]],
    [{multiply, [{A, B, multiply(A, B)} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {squares, [{A, multiply(A, A)} || A <- Roots]},
     {roots, [{A, B, multiply(A, B)} || A <- Roots, B <- lists:sublist(Roots, 20)]},
     {constant, [{A, A * 2, A * 3, A * -1, A * 16, A * 134217727, 10 * A, A * 0} || A <- probe_lib:edges()]},
     {cube, [A * A * A || A <- probe_lib:edges()]},
     {bad, [probe_lib:run(fun multiply/2, Args) || Args <- [[a, 1], [0, a], [a, 0], [[], 1 bsl 70]]]}].

multiply(A, B) -> A * B.
