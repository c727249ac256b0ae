%% SPDX-License-Identifier: Apache-2.0
%%
%% Texts of integers in all bases, signs, spaces, underscores, long ones, wrong ones.

-module(conv_integers).
-export([main/0]).

main() ->
    Good = [{"0", 10}, {"-0", 10}, {"+17", 10}, {"ff", 16}, {"FF", 16}, {"-zZ", 36}, {"1010", 2}, {lists:duplicate(60, $9), 10}, {"-" ++ lists:duplicate(40, $f), 16}, {"000123", 10}],
    Bad = [{"", 10}, {"+", 10}, {"-", 10}, {" 1", 10}, {"1 ", 10}, {"1.0", 10}, {"2", 2}, {"g", 16}, {"1_000", 10}, {"--1", 10}, {"1", 1}, {"1", 37}, {"1", a}, {a, 10}],
    [{T, B, probe_lib:run(fun() -> list_to_integer(T, B) end), probe_lib:run(fun() -> binary_to_integer(list_to_binary(T), B) end)} || {T, B} <- Good ++ Bad] ++
    [[{N, B, integer_to_list(N, B), integer_to_binary(N, B)} || N <- [0, -1, 255, 1 bsl 27, -(1 bsl 31), (1 bsl 64) - 1, 1 bsl 200], B <- [2, 7, 10, 16, 36]]] ++
    [[list_to_integer(integer_to_list(N, B), B) =:= N || N <- probe_lib:edges(), B <- [2, 3, 10, 36]]].
