%% SPDX-License-Identifier: Apache-2.0
%%
%% Text laid out: justified paragraphs, tables with widths, word counts, Caesar and Vigenere, roman numbers, number
%% words, Levenshtein spelling.

-module(algo_text_layout).
-export([main/0]).

main() ->
    T = "the quick brown fox jumps over the lazy dog and runs away from the very quick cat",
    [{wrap, wrap(string:lexemes(T, " "), 24)}, {justify, [justify(L, 30) || L <- wrap(string:lexemes(T, " "), 30)]},
     {table, table([["name", "qty"], ["apple", 12], ["kiwi", 1000], ["x", -1]])},
     {words, lists:sublist(lists:reverse(lists:keysort(2, lists:sort(maps:to_list(counts(string:lexemes(T, " ")))))), 4)},
     {caesar, caesar("Hello, World!", 3), caesar(caesar("Zebra", 29), -29), vigenere("ATTACKATDAWN", "LEMON")},
     {roman, [{N, roman(N), unroman(roman(N))} || N <- [1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999]]},
     {say, [say(N) || N <- [0, 7, 13, 20, 45, 100, 342, 1000, 12005, 1000000, 7654321]]},
     {look, lists:foldl(fun(_, [H | _] = L) -> [look(H) | L] end, ["1"], lists:seq(1, 6))},
     {justified_unicode, string:pad("ä", 3), io_lib:format("~3ts|~-4ts|", ["é", "ñ"])},
     {camel, [camel(S) || S <- ["snake_case_name", "x", "_a", "a__b"]], [snake(S) || S <- ["CamelCase", "aBC", "x"]]}].

wrap([], _) -> [];
wrap([W | Ws], Width) -> wrap(Ws, Width, [W], length(W)).
wrap([W | Ws], Width, Line, N) when N + 1 + length(W) =< Width -> wrap(Ws, Width, [W | Line], N + 1 + length(W));
wrap(Ws, Width, Line, _) -> [lists:reverse(Line) | wrap(Ws, Width)].

justify([W], Width) -> string:pad(W, Width);
justify(Ws, Width) ->
    Gaps = length(Ws) - 1,
    Space = Width - lists:sum([length(W) || W <- Ws]),
    {Text, _} = lists:mapfoldl(fun(W, I) -> {W ++ lists:duplicate(if I > Gaps -> 0; I =< Space rem Gaps -> Space div Gaps + 1; true -> Space div Gaps end, $\s), I + 1} end, 1, Ws),
    lists:append(Text).

table(Rows) ->
    Texts = [[lists:flatten(io_lib:format("~p", [C])) || C <- R] || R <- [[case C of L when is_list(L) -> list_to_atom(L); N -> N end || C <- Row] || Row <- Rows]],
    Widths = [lists:max([length(lists:nth(I, R)) || R <- Texts]) || I <- [1, 2]],
    [lists:flatten(io_lib:format("|~*s|~*s|", lists:append([[-W, C] || {W, C} <- lists:zip(Widths, R)]))) || R <- Texts].

counts(Ws) -> lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Ws).

caesar(S, N) -> [if C >= $a, C =< $z -> shift(C, $a, N); C >= $A, C =< $Z -> shift(C, $A, N); true -> C end || C <- S].
shift(C, Base, N) -> (((C - Base + N) rem 26) + 26) rem 26 + Base.
vigenere(S, K) -> [shift(C, $A, lists:nth((I - 1) rem length(K) + 1, K) - $A) || {I, C} <- lists:zip(lists:seq(1, length(S)), S)].

roman(N) -> roman(N, [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]).
roman(0, _) -> "";
roman(N, [{V, S} | _] = L) when N >= V -> S ++ roman(N - V, L);
roman(N, [_ | L]) -> roman(N, L).
unroman(S) -> element(1, lists:foldr(fun(C, {Sum, Last}) -> V = maps:get(C, #{$I => 1, $V => 5, $X => 10, $L => 50, $C => 100, $D => 500, $M => 1000}), {if V < Last -> Sum - V; true -> Sum + V end, V} end, {0, 0}, S)).

say(0) -> "zero";
say(N) -> string:trim(lists:append(say(N, [{1000000, " million "}, {1000, " thousand "}, {1, ""}]))).
say(0, _) -> [];
say(N, [{U, Name} | R]) when N >= U -> [hundreds(N div U), Name | say(N rem U, R)];
say(N, [_ | R]) -> say(N, R).
hundreds(N) when N >= 100 -> hundreds(N div 100) ++ " hundred" ++ case N rem 100 of 0 -> ""; R -> " " ++ hundreds(R) end;
hundreds(N) when N >= 20 -> lists:nth(N div 10 - 1, ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]) ++ case N rem 10 of 0 -> ""; R -> "-" ++ hundreds(R) end;
hundreds(N) -> lists:nth(N, ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]).

look([]) -> [];
look([C | _] = S) -> {Same, Rest} = lists:splitwith(fun(D) -> D =:= C end, S), integer_to_list(length(Same)) ++ [C | look(Rest)].

camel(S) -> lists:append([case W of [C | T] -> [string:to_upper(C) | T]; [] -> [] end || W <- string:split(S, "_", all)]).
snake(S) -> lists:append([if C >= $A, C =< $Z -> [$_, C + 32]; true -> [C] end || C <- S]).
