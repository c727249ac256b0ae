%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps in function heads: keys that are variables, literals and bound terms, order of clauses, nested updates.

-module(pattern_maps_heads).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{heads, [head(M) || M <- [#{type => circle, r => 2}, #{type => rect, w => 2, h => 3}, #{type => rect, w => 2}, #{}, #{type => x}, [], #{r => 1}]]},
     {bound_key, [lookup(K, #{a => 1, {b, c} => 2, "s" => 3, 1.0 => 4, 1 => 5, <<1:3>> => 6}) || K <- [a, {b, c}, "s", 1.0, 1, <<1:3>>, z, 1.5]]},
     {nested, [nested(M) || M <- [#{user => #{name => "x", tags => [a, b]}}, #{user => #{name => <<>>, tags => []}}, #{user => #{}}, #{user => nil}]]},
     {case_order, [order(M) || M <- [#{a => 1, b => 2}, #{b => 2}, #{a => 1}, #{c => 3}]]},
     {update, update(#{n => 1, m => #{k => [1]}})},
     ?NOT_ON_ATOMVM({missing, [probe_lib:run(fun() -> (probe_lib:id(M))#{k := 1} end) || M <- [#{}, #{k => 0}, a, [{k, 1}]]]}),
     {value_pattern, [case M of #{k := {ok, V}} -> V; #{k := _} -> other; _ -> none end || M <- [#{k => {ok, 1}}, #{k => {ok, 1, 2}}, #{j => 1}]]},
     {fold, maps:fold(fun(K, V, A) -> [{V, K} | A] end, [], #{one => 1})},
     {from_keys, [map_size(maps:from_list([{K rem M, K} || K <- lists:seq(1, 100)])) || M <- [1, 7, 33, 100]]},
     {groups, groups(["apple", "avocado", "bean", "cherry", "corn", "carrot"])},
     {same_key_twice, [#{a => 1, a => 2}, (probe_lib:id(#{}))#{b => 1, b => 2}]},
     {comparison, lists:sort([#{b => 1}, #{a => 2}, #{a => 1, b => 1}, #{}, #{a => 1}, #{1 => z}, #{1.0 => z}])}].

head(#{type := circle, r := R}) -> 3 * R * R;
head(#{type := rect, w := W, h := H}) -> W * H;
head(#{type := T} = M) when map_size(M) > 1 -> {partial, T};
head(#{type := T}) -> {unknown, T};
head(#{} = M) -> {size, map_size(M)};
head(_) -> no_map.

lookup(K, M) ->
    case M of
        #{K := V} -> {found, V};
        #{} -> missing
    end.

nested(#{user := #{name := [_ | _] = N, tags := [First | _]}}) -> {N, First};
nested(#{user := #{name := N, tags := Tags}}) -> {blank, N, length(Tags)};
nested(#{user := #{}}) -> anonymous;
nested(#{}) -> nobody.

order(#{a := A, b := B}) -> {both, A, B};
order(#{b := B}) -> {b, B};
order(#{a := A}) -> {a, A};
order(M) -> maps:to_list(M).

update(#{n := N, m := #{k := L} = Inner} = M) ->
    M2 = M#{n := N + 1, m := Inner#{k := [N | L], new => true}},
    M3 = M2#{m := (maps:get(m, M2))#{k => []}},
    [M, M2, M3, M2 =:= M, M3#{m := Inner, n := N} =:= M].

groups(Words) -> lists:foldl(fun([C | _] = W, M) -> maps:update_with(C, fun(L) -> [W | L] end, [W], M) end, #{}, Words).
