%% SPDX-License-Identifier: Apache-2.0
%%
%% Laws of div, rem, band, bsl and bsr over the borders of small and big integers, with each sign.

-module(int_division_laws).
-export([main/0]).

main() ->
    E = probe_lib:few_edges(),
    [{division, [{X, Y} || X <- E, Y <- E, Y =/= 0, (X div Y) * Y + X rem Y =/= X]},
     {sign, [{X, Y} || X <- E, Y <- E, Y =/= 0, X rem Y =/= 0, (X rem Y < 0) =/= (X < 0)]},
     {values, [{X div Y, X rem Y} || X <- E, Y <- [-7, 3, 65536, -(1 bsl 59), (1 bsl 64) + 1]]},
     {de_morgan, [{X, Y} || X <- E, Y <- E, bnot (X band Y) =/= (bnot X) bor (bnot Y)]},
     {xor_law, [{X, Y} || X <- E, Y <- E, X bxor Y =/= (X bor Y) - (X band Y)]},
     {shifts, [{X, S} || X <- E, S <- [0, 1, 27, 31, 32, 59, 64, 100], (X bsl S) bsr S =/= X]},
     {floor, [{X bsr 3, X div 8} || X <- E, X bsr 3 =/= X div 8]},
     {negative_shift, [X bsl -2 =:= X bsr 2 || X <- E]},
     {zero, [probe_lib:run(fun() -> probe_lib:id(X) div probe_lib:id(0) end) || X <- [0, 1, 1 bsl 70]], [probe_lib:run(fun() -> X rem probe_lib:id(0) end) || X <- [5, -(1 bsl 70)]]},
     {sums, lists:foldl(fun(X, A) -> A * 31 + X end, 7, E)},
     {minus_one, [X div -1 =:= -X || X <- E], [X rem -1 || X <- E]},
     {square, [(X + 1) * (X - 1) =:= X * X - 1 || X <- E]}].
