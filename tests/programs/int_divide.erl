%% SPDX-License-Identifier: Apache-2.0
%%
%% div and rem at the borders of every integer representation, and by zero.

-module(int_divide).
-export([main/0]).

main() ->
    [{divide, [{A, B, probe_lib:run(fun divide/2, [A, B])} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {remainder, [{A, B, probe_lib:run(fun remainder/2, [A, B])} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {constant, [{A, A div 2, A rem 2, A div 10, A rem 10, A div -1, A rem -7, A div 134217728} || A <- probe_lib:edges()]},
     {by, [{B, probe_lib:run(fun divide/2, [1000000007, B]), probe_lib:run(fun remainder/2, [-1000000007, B])} || B <- probe_lib:edges()]},
     {identity, [(A div B) * B + A rem B =:= A || A <- probe_lib:edges(), B <- probe_lib:few_edges(), B =/= 0] -- [true]
                =:= lists:duplicate(length(probe_lib:edges()) * (length(probe_lib:few_edges()) - 1) - 1, true)},
     {zero_literal, probe_lib:run(fun(A) -> A div probe_lib:id(0) end, [5])},
     {bad, [probe_lib:run(fun divide/2, Args) || Args <- [[a, 1], [1, a], [1.0, 2], [2, 1.0], [a, 0]]]},
     {bad_remainder, [probe_lib:run(fun remainder/2, Args) || Args <- [[a, 1], [1, a], [1.0, 2], [1 bsl 90, 0]]]},
     {digits, digits(123456789012345678901234567890, [])}].

divide(A, B) -> A div B.

remainder(A, B) -> A rem B.

digits(0, Acc) -> Acc;
digits(N, Acc) -> digits(N div 10, [N rem 10 | Acc]).
