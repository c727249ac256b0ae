%% SPDX-License-Identifier: Apache-2.0
%%
%% Integers to text and back, in several bases; errors of list_to_integer.

-module(int_text).
-export([main/0]).

main() ->
    Edges = probe_lib:edges(),
    Big = Edges ++ [1 bsl 200, -(1 bsl 321) + 12345],
    [{to_list, [integer_to_list(X) || X <- Big]},
     {to_binary, [integer_to_binary(X) || X <- Big]},
     {base, [integer_to_list(X, B) || X <- Big, B <- [2, 8, 16, 36]]},
     {round_trip, lists:usort([list_to_integer(integer_to_list(X)) =:= X || X <- Big])},
     {round_trip16, lists:usort([list_to_integer(integer_to_list(X, 16), 16) =:= X || X <- Big])},
     {round_trip_binary, lists:usort([binary_to_integer(integer_to_binary(X)) =:= X || X <- Big])},
     {lower, list_to_integer("deadBEEF", 16)},
     {signs, [list_to_integer(S) || S <- ["+5", "-0", "007", "-134217729"]]},
     {bad, [probe_lib:run(fun erlang:list_to_integer/1, [X]) || X <- ["", "-", "1a", "1.0", " 1", "1 ", a, [1 | 2]]]},
     {bad_base, [probe_lib:run(fun erlang:list_to_integer/2, Args) || Args <- [["12", 2], ["z", 36], ["1", 37], ["1", 1]]]},
     {bad_binary, [probe_lib:run(fun erlang:binary_to_integer/1, [X]) || X <- [<<>>, <<"1x">>, <<"+">>, "1"]]},
     {to_integer, [string:to_integer(S) || S <- ["12abc", "abc", "-7", ""]]}].
