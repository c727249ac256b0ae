%% SPDX-License-Identifier: Apache-2.0
%%
%% is_integer/3, a guard and a function since OTP 29: bounds small and large, bounds that are no integers.
-module(integer_range).
-export([main/0]).

main() ->
    Big = 1 bsl 70,
    Terms = [0, 1, -5, 9, Big, -Big, 1.0, a, "", {}],
    Bounds = [{0, 3}, {3, 0}, {-Big, Big}, {Big, Big}, {1, Big}, {a, 3}, {0, 3.0}, {0.0, 3}, {[], []}],
    [{called, [[call(T, B) || T <- Terms] || B <- Bounds]},
     {guard, [[guard(T, B) || T <- Terms] || B <- Bounds]},
     {negated, [[negated(T, B) || T <- Terms] || B <- Bounds]},
     {constant, [digit(T) || T <- Terms]}].

call(T, {L, U}) ->
    try is_integer(T, L, U) catch Class:Reason -> {Class, Reason} end.

guard(T, {L, U}) when is_integer(T, L, U) -> inside;
guard(_, _) -> outside.

negated(T, {L, U}) when not is_integer(T, L, U) -> outside;
negated(_, _) -> inside_or_failed.

digit(T) when is_integer(T, 0, 9) -> {digit, T};
digit(T) when is_integer(T, $a, $z); T =:= a -> letter;
digit(_) -> other.
