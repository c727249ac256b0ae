%% SPDX-License-Identifier: Apache-2.0
%%
%% Addition and subtraction at the borders of every integer representation.

-module(int_add_subtract).
-export([main/0]).

main() ->
    [{add, [{A, B, add(A, B)} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {subtract, [{A, B, subtract(A, B)} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {increment, [{A, A + 1, A - 1, 1 + A, 1 - A} || A <- probe_lib:edges()]},
     {constant, [{A, A + 134217727, A - 134217728, A + 134217728, 134217728 - A} || A <- probe_lib:edges()]},
     {twice, [A + A || A <- probe_lib:edges()]},
     {cancel, [A - A || A <- probe_lib:edges()]},
     {negate, [-A || A <- probe_lib:edges()]},
     {chain, [((A + 1) - 2) + ((A - 1) + 2) || A <- probe_lib:edges()]},
     {back, [(A + (1 bsl 70)) - (1 bsl 70) =:= A || A <- probe_lib:edges()]},
     {bad, [probe_lib:run(fun add/2, Args) || Args <- [[a, 1], [1, a], [[], []], [{}, 1], ["1", 1 bsl 80], [<<1>>, 2]]]},
     {bad_subtract, [probe_lib:run(fun subtract/2, Args) || Args <- [[a, 1], [1, a], [1 bsl 40, []]]]},
     {bad_negate, probe_lib:run(fun(A) -> -A end, [atom])}].

add(A, B) -> A + B.

subtract(A, B) -> A - B.
