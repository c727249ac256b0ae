%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps walked: iterators, folds, filters, orders of small maps, merges with functions, group by, large ones with
%% deletions.

-module(map_iteration).
-export([main/0]).

main() ->
    M = maps:from_list([{K, K * K} || K <- lists:seq(1, 20)]),
    Big = maps:from_list([{{k, K}, K} || K <- lists:seq(1, 500)]),
    [{small_order, maps:to_list(#{a => 2, 1 => 4, 1.5 => 5, "s" => 6, {} => 7, <<>> => 8}), maps:keys(#{2 => a, 1 => b}), maps:values(#{2 => a, 1 => b})},
     {iterator, lists:sort(walk(maps:next(maps:iterator(#{x => 1, y => 2, z => 3})))), maps:next(maps:iterator(#{}))},
     {fold, maps:fold(fun(K, V, A) -> K * 1000 + V + A end, 0, M)},
     {filter, lists:sort(maps:to_list(maps:filter(fun(K, V) -> (K + V) rem 4 =:= 0 end, M))), maps:filtermap(fun(K, V) -> if K < 3 -> {true, {V}}; K =:= 3 -> true; true -> false end end, M)},
     {map, maps:map(fun(K, V) -> V - K end, #{1 => 2, 5 => 1})},
     {merge, maps:merge(#{a => 1, b => 2}, #{b => 3, c => 4}), maps:merge_with(fun(_, A, B) -> {A, B} end, #{a => 1, b => 2}, #{b => 3}), maps:intersect(#{a => 1, b => 2}, #{b => 9}), maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{a => 1}, #{a => 2})},
     {with, maps:with([a, z], #{a => 1, b => 2}), maps:without([a, z], #{a => 1, b => 2}), maps:take(a, #{a => 1}), maps:take(b, #{a => 1})},
     {update, maps:update_with(a, fun(V) -> V + 1 end, #{a => 1}), maps:update_with(b, fun(V) -> V + 1 end, init, #{a => 1}), probe_lib:run(fun() -> maps:update_with(q, fun(V) -> V end, #{}) end)},
     {groups, maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 9)), maps:from_keys([a, b], 0)},
     {big, map_size(Big), lists:sum(maps:values(Big)), map_size(thin(Big, 500)), lists:sort(maps:keys(thin(Big, 500))) =:= [{k, K} || K <- lists:seq(7, 500, 7)]},
     {equal, maps:from_list(lists:reverse(maps:to_list(Big))) =:= Big, thin(Big, 500) =:= maps:filter(fun({k, K}, _) -> K rem 7 =:= 0 end, Big)},
     {errors, [probe_lib:run(F) || F <- [fun() -> maps:get(a, #{}) end, fun() -> maps:get(a, []) end, fun() -> maps:fold(x, 0, #{a => 1}) end, fun() -> maps:merge(#{}, a) end, fun() -> maps:iterator(a) end, fun() -> maps:size([]) end, fun() -> maps:update(a, 1, #{}) end]]}].

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(maps:next(I))].

thin(M, 0) -> M;
thin(M, N) when N rem 7 =:= 0 -> thin(M, N - 1);
thin(M, N) -> thin(maps:remove({k, N}, M), N - 1).
