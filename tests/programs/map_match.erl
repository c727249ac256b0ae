%% SPDX-License-Identifier: Apache-2.0
%%
%% Map patterns: in heads, case, nested, with bound keys, in comprehensions and with guards.

-module(map_match).
-export([main/0]).

main() ->
    Values = [#{}, #{a => 1}, #{a => 2}, #{a => 1, b => 2}, #{a => #{b => 3}}, #{1 => one}, #{1.0 => one}, #{"k" => v}, #{type => circle, r => 2},
              #{type => square, side => 3}, #{type => other}, a, [], {a, 1}],
    [{head, [head(V) || V <- Values]},
     {shape, [shape(V) || V <- Values]},
     {bound, [bound(K, V) || K <- [a, 1, "k", 1.0], V <- Values]},
     {nested, [nested(V) || V <- Values]},
     {many, many(#{a => 1, b => 2, c => 3, d => 4, e => 5, f => 6})},
     {many_missing, many(#{a => 1, b => 2, c => 3, d => 4, e => 5})},
     {empty_pattern, [case V of #{} -> map; _ -> no end || V <- Values]},
     {badmatch, [probe_lib:run(fun() -> #{a := X} = V, X end) || V <- Values]},
     {comprehension, [X || #{a := X} <- Values]},
     {key_from_value, follow(#{start => b, b => c, c => d}, start)},
     {same_value, [same(V) || V <- [#{a => 1, b => 1}, #{a => 1, b => 2}, #{a => 1, b => 1.0}]]},
     {fun_head, lists:map(fun(#{a := A, b := B}) -> A + B; (#{a := A}) -> A; (_) -> none end, Values)},
     {literal_values, [literal(V) || V <- Values ++ [#{a => [1, 2]}, #{a => "text"}, #{a => 1 bsl 70}]]}].

head(#{a := 1, b := B}) -> {both, B};
head(#{a := 1}) -> a_is_one;
head(#{a := X}) -> {a, X};
head(#{1 := X}) -> {integer_key, X};
head(#{1.0 := X}) -> {float_key, X};
head(#{}) -> map;
head(_) -> not_map.

shape(#{type := circle, r := R}) when R > 0 -> {area, 3 * R * R};
shape(#{type := square, side := S}) -> {area, S * S};
shape(#{type := T}) -> {unknown, T};
shape(_) -> none.

bound(K, M) ->
    case M of
        #{K := V} -> {found, V};
        #{} -> absent;
        _ -> no_map
    end.

nested(#{a := #{b := X}}) -> X;
nested(#{a := X}) when is_integer(X) -> {integer, X};
nested(_) -> no.

many(#{a := A, b := B, c := C, d := D, e := E, f := F}) -> [F, E, D, C, B, A];
many(_) -> missing.

follow(M, K) ->
    case M of
        #{K := Next} -> [K | follow(M, Next)];
        _ -> [K]
    end.

same(#{a := X, b := X}) -> {same, X};
same(_) -> different.

literal(#{a := [1, 2]}) -> list;
literal(#{a := "text"}) -> text;
literal(#{a := 1180591620717411303424}) -> big;
literal(_) -> other.
