%% SPDX-License-Identifier: Apache-2.0
%%
%% Patterns nested in one another, aliases, repeated variables, literals of all kinds in heads.

-module(pattern_nested).
-export([main/0]).

main() ->
    Terms = [[], [1], [1, 1], [1, 2], [[1], [1]], {a, [b | c]}, {a, {b, {c, d}}}, {x, #{k => [1, {y, 2}]}}, {p, 1, 1}, {p, 1, 2}, {p, 1, 1.0}, "abc", "abd", "ab", [$a | tail],
             <<"abc">>, {<<"abc">>, "abc"}, #{1 => a, "s" => b}, #{{1, 2} => {3, 4}}, {1.0, 1}, {1, 1.0}, {0.0}, {-0.0}, 1 bsl 70, {1 bsl 70, 1 bsl 70}, fun lists:map/2, {[], {}, #{}, <<>>}],
    [{T, m(T), alias(T), same(T)} || T <- Terms] ++ [{deep, deep({n, {n, {n, l, 1}, 2}, 3}), deep({n, l, x})}, {bound, bound(1, [1, 2, 1]), bound({a}, [{a}, a, {a}])}].

m([]) -> empty;
m([X]) when is_integer(X) -> {one, X};
m([X, X]) -> {twice, X};
m([X, Y]) when is_integer(X), X < Y -> {less, X, Y};
m({a, [B | C]}) -> {improper, B, C};
m({a, {b, {c, D}}}) -> {deep, D};
m({x, #{k := [_, {y, Y}]}}) -> {in_map, Y};
m({p, X, X}) -> {same, X};
m({p, _, X}) when is_float(X) -> {float, X};
m("ab" ++ [C | _]) -> {ab, C};
m("a" ++ T) -> {a_then, T};
m(<<"a", R/binary>>) -> {binary, R};
m({<<A, _/binary>>, [A | _]}) -> {both_start_with, A};
m(#{1 := A, "s" := B}) -> {A, B};
m(#{{1, 2} := {X, Y}}) -> X + Y;
m({1.0, X}) -> {float_one, X};
m({1, X}) -> {int_one, X};
m({0.0}) -> zero;
m(1180591620717411303424) -> big;
m({1180591620717411303424, 1180591620717411303424}) -> two_big;
m(F) when is_function(F, 2) -> function;
m({[], {}, #{}, <<>>}) -> empties;
m(_) -> other.

alias([H | _] = L) -> {H, length_of(L)};
alias({A, B} = T) when A =:= B -> {equal, T};
alias(T = {_, {_, Inner = {_, _}}}) -> {tuple_size(T), Inner};
alias({_, #{k := [_ | Rest = [Last]]} = M}) -> {Rest, Last, map_size(M)};
alias(_) -> none.

length_of([_ | T]) -> 1 + length_of(T);
length_of([]) -> 0;
length_of(_) -> 100.

same(X) ->
    case {X, probe_lib:id(X)} of
        {{_, A, A}, {P, A, A}} -> {P, A};
        {Y, Y} -> same;
        _ -> different
    end.

deep({n, l, X}) -> {leaf, X};
deep({n, {n, {n, l, A}, B}, C}) -> A + B + C.

bound(X, L) -> [case Y of X -> yes; _ -> no end || Y <- L].
