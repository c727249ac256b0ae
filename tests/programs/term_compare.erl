%% SPDX-License-Identifier: Apache-2.0
%%
%% The order of all kinds of terms, equality, sorting of mixed lists, deep comparison.

-module(term_compare).
-export([main/0]).

main() ->
    Terms = [1, 1.0, -5, 1 bsl 70, 1.0e30, a, b, '', abc, {}, {1}, {a, b}, {1, 2, 3}, #{}, #{a => 1}, [], [1], [1, 2], [1 | 2], "ab", <<>>, <<1>>, <<"ab">>, <<1:1>>,
             fun lists:map/2, true, false],
    [{all, [[order(A, B) || B <- Terms] || A <- Terms]},
     {sorted, lists:sort(Terms)},
     {usorted, lists:usort([1, 1.0, 2, 2.0, 1])},
     {exact, [[A =:= B || B <- [1, 1.0, [1], [1.0], {1}, {1.0}, <<1>>, "1"]] || A <- [1, 1.0, [1], [1.0], {1}, {1.0}, <<1>>, "1"]]},
     {loose, [[A == B || B <- [1, 1.0, [1], [1.0], {1}, {1.0}, #{a => 1}, #{a => 1.0}]] || A <- [1, 1.0, [1], [1.0], {1}, {1.0}, #{a => 1}, #{a => 1.0}]]},
     {deep, [order(deep(N), deep(M)) || N <- [0, 1, 1000], M <- [0, 1, 1000, 1001]]},
     {wide, order(lists:seq(1, 10000), lists:seq(1, 9999) ++ [10001])},
     {binaries, [order(A, B) || A <- [<<"abc">>, <<"abd">>, <<"ab">>], B <- [<<"abc">>, <<"abcd">>, <<>>]]},
     {sub_binary, begin <<_, R/binary>> = <<"xabc">>, [R =:= <<"abc">>, R == <<"abd">>, order(R, <<"abb">>)] end},
     {atoms, lists:sort([b, a, ab, 'B', aa, '', z, 'é', 'Z'])},
     {min_max, [{min(A, B), max(A, B)} || A <- [1, a], B <- [1.0, {}, a]]},
     {guards, [classify(T) || T <- Terms]},
     {keysort, lists:keysort(2, [{a, 2}, {b, 1.0}, {c, x}, {d, 1}, {e, []}])}].

order(A, B) ->
    {if A < B -> less; A > B -> greater; A =:= B -> same; A == B -> equal end, A =< B, A >= B}.

deep(0) -> [];
deep(N) -> {deep(N - 1), N}.

classify(T) when T < 0 -> negative;
classify(T) when T < a -> number;
classify(T) when T < {} -> atom_or_fun;
classify(T) when T < #{} -> tuple;
classify(T) when T < [] -> map;
classify(T) when T < <<>> -> list;
classify(_) -> binary.
