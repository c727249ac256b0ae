%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps as objects and tables: nested paths, joins, pivots, diffs and patches, default values, inverted indexes, caches
%% with age.

-module(map_as_object).
-export([main/0]).

main() ->
    Db = #{users => #{1 => #{name => <<"ann">>, age => 30}, 2 => #{name => <<"bob">>, age => 25}}, orders => [{1, pen, 2}, {2, cup, 1}, {1, hat, 1}, {3, box, 9}]},
    [{path, [get_in(P, Db) || P <- [[users, 1, name], [users, 9, name], [], [orders]]]}, {put, get_in([users, 2], put_in([users, 2, tags, new], true, Db))}, {fresh, put_in([a, b, c], 1, #{})},
     {join, [{maps:get(name, maps:get(U, maps:get(users, Db), #{}), unknown), I, N} || {U, I, N} <- maps:get(orders, Db)]},
     {group, lists:foldl(fun({U, I, N}, M) -> maps:update_with(U, fun(L) -> [{I, N} | L] end, [{I, N}], M) end, #{}, maps:get(orders, Db))},
     {pivot, pivot([{a, x, 1}, {a, y, 2}, {b, x, 3}])}, {diff, begin D = diff(#{a => 1, b => 2, c => 3}, #{a => 1, b => 5, d => 4}), {D, patch(#{a => 1, b => 2, c => 3}, D)} end},
     {invert, invert(#{d1 => [apple, pear], d2 => [pear, fig], d3 => []})}, {deep, merge(#{a => #{x => 1, y => 2}, b => 1}, #{a => #{y => 3, z => 4}, c => 2})},
     {counter, lists:foldl(fun(C, M) -> M#{C => maps:get(C, M, 0) + 1} end, #{}, "mississippi")}, {flatten, lists:sort(flatten(#{a => #{b => 1, c => #{d => 2}}, e => 3}, []))},
     {method, [call(counter(5), Ms) || Ms <- [[], [inc, inc], [inc, {add, 10}, dec], [inc, unknown]]]}, {structs, [V || #{kind := point, x := V} <- [#{kind => point, x => 1}, #{kind => line, x => 2}, #{kind => point}]]}].

get_in([], V) -> V;
get_in([K | Ks], M) when is_map_key(K, M) -> get_in(Ks, map_get(K, M));
get_in(Path, _) -> {missing, Path}.
put_in([K], V, M) -> M#{K => V};
put_in([K | Ks], V, M) -> M#{K => put_in(Ks, V, maps:get(K, M, #{}))}.
pivot(L) -> lists:foldl(fun({R, C, V}, M) -> M#{R => (maps:get(R, M, #{}))#{C => V}} end, #{}, L).
diff(A, B) -> [{del, K} || K <- lists:sort(maps:keys(A)), not is_map_key(K, B)] ++ [{set, K, V} || {K, V} <- lists:sort(maps:to_list(B)), maps:find(K, A) =/= {ok, V}].
patch(M, D) -> lists:foldl(fun({del, K}, A) -> maps:remove(K, A); ({set, K, V}, A) -> A#{K => V} end, M, D).
invert(M) -> maps:fold(fun(D, Ws, A) -> lists:foldl(fun(W, B) -> B#{W => ordsets:add_element(D, maps:get(W, B, []))} end, A, Ws) end, #{}, M).
merge(A, B) -> maps:fold(fun(K, V, M) -> case M of #{K := Old} when is_map(Old), is_map(V) -> M#{K := merge(Old, V)}; _ -> M#{K => V} end end, A, B).
flatten(M, P) -> lists:append([case V of #{} -> flatten(V, [K | P]); _ -> [{lists:reverse([K | P]), V}] end || {K, V} <- maps:to_list(M)]).
counter(N) -> #{value => N, inc => fun(#{value := V} = S) -> S#{value := V + 1} end, dec => fun(#{value := V} = S) -> S#{value := V - 1} end, {add, 10} => fun(#{value := V} = S) -> S#{value := V + 10} end}.
call(O, Ms) -> probe_lib:run(fun() -> maps:get(value, lists:foldl(fun(M, S) -> (maps:get(M, S))(S) end, O, Ms)) end).
