%% SPDX-License-Identifier: Apache-2.0
%%
%% The order of all terms, within containers, between exact and arithmetic equality, and phash2 of each.

-module(term_order_mixed).
-export([main/0]).

main() ->
    Ts = [0, 0.0, 1, 1.0, -1, 1 bsl 53, 9007199254740992.0, (1 bsl 53) + 1, 1.0e308, 1 bsl 1023, a, 'A', aa, true, {}, {0}, {0, 0}, {0.0, 0}, {a}, #{}, #{a => 1}, #{a => 1.0}, #{1 => a}, #{1.0 => a}, [], [0], [0.0], [0 | 0], [a, b], "ab", <<>>, <<0>>, <<0:1>>, <<0:9>>, <<1>>],
    Sorted = lists:sort(Ts),
    [{sorted, Sorted},
     {pairs, [[case {X < Y, X == Y, X =:= Y} of {true, false, false} -> $<; {false, true, true} -> $=; {false, true, false} -> $~; {false, false, false} -> $> end || Y <- Ts] || X <- Ts]},
     {min_max, [{min(X, Y), max(X, Y)} || {X, Y} <- [{1, 1.0}, {1.0, 1}, {a, 1}, {[], {}}, {<<>>, #{}}]]},
     {hashes, [{T, erlang:phash2(T), erlang:phash2(T, 1000), erlang:phash(T, 1 bsl 32)} || T <- Ts]},
     {nested, lists:sort([[{1, [b]}, c], [{1.0, [a]}, d], [{1, [a, a]}]])},
     {keys, [maps:get(K, #{1 => int, 1.0 => float, {1} => tuple, [1] => list}, none) || K <- [1, 1.0, {1}, {1.0}, [1], [1.0]]]},
     {antisymmetric, [{X, Y} || X <- Ts, Y <- Ts, (X < Y) =:= (Y =< X)]},
     {transitive, [{X, Y, Z} || X <- Ts, Y <- Ts, X =< Y, Z <- Ts, Y =< Z, not (X =< Z)]},
     {sort_twice, lists:sort(lists:reverse(Sorted)) == Sorted, length(lists:usort(Ts))}].
