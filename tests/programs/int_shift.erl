%% SPDX-License-Identifier: Apache-2.0
%%
%% bsl and bsr by positive, negative, zero and large amounts.

-module(int_shift).
-export([main/0]).

main() ->
    Amounts = [0, 1, 2, 4, 5, 26, 27, 28, 29, 31, 32, 33, 59, 60, 63, 64, 65, 100, -1, -3, -31, -32, -64, -200],
    Values = [0, 1, -1, 2, -2, 255, -256, 134217727, -134217728, 134217728, 16#7FFFFFFF, -16#80000000, 1 bsl 59, -(1 bsl 60),
              (1 bsl 63) - 1, -(1 bsl 63), 1 bsl 64, -(1 bsl 64) - 1],
    [{left, [{A, B, left(A, B)} || A <- Values, B <- Amounts]},
     {right, [{A, B, right(A, B)} || A <- Values, B <- Amounts]},
     {constant, [{A, A bsl 1, A bsl 4, A bsr 1, A bsr 4, A bsr 27, A bsr 40, A bsl 31, A bsl 70, A bsr 0} || A <- probe_lib:edges()]},
     {one, [1 bsl N || N <- lists:seq(0, 70)]},
     {minus_one, [{-1 bsl N, -1 bsr N} || N <- lists:seq(0, 70)]},
     {huge_right, [right(A, 1 bsl 40) || A <- [5, -5, 0, 1 bsl 90, -(1 bsl 90)]]},
     {huger_right, [right(A, 1 bsl 70) || A <- [5, -5, 0]]},
     {zero_left, left(0, 1 bsl 40)},
     {huge_negative_left, [left(A, -(1 bsl 40)) || A <- [5, -5]]},
     {bad, [probe_lib:run(F, Args) || F <- [fun left/2, fun right/2], Args <- [[a, 1], [1, a], [1.0, 1], [1, 1.0]]]},
     {round, [(A bsl 77) bsr 77 =:= A || A <- Values]}].

left(A, B) -> A bsl B.

right(A, B) -> A bsr B.
