%% SPDX-License-Identifier: Apache-2.0
%%
%% The functions of maps: lookup, update, fold, filter, iterators, conversions and errors.

-module(map_bifs).
-export([main/0]).

main() ->
    M = probe_lib:id(#{a => 1, b => 2, c => 3}),
    [{get, maps:get(a, M), maps:get(z, M, default)},
     {find, maps:find(a, M), maps:find(z, M)},
     {is_key, maps:is_key(a, M), maps:is_key(z, M)},
     {put, maps:put(d, 4, M), maps:put(a, 0, M)},
     {update, maps:update(a, 0, M), probe_lib:run(fun() -> maps:update(z, 0, M) end)},
     {update_with, maps:update_with(a, fun(V) -> V + 10 end, M), maps:update_with(z, fun(V) -> V end, 5, M)},
     {remove, maps:remove(a, M), maps:remove(z, M)},
     {take, maps:take(a, M), maps:take(z, M)},
     {merge, maps:merge(M, #{c => x, d => y}), maps:merge_with(fun(_, A, B) -> {A, B} end, M, #{c => x, d => y})},
     {with, maps:with([a, z, c], M), maps:without([a, z], M)},
     {fold, lists:sort(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M))},
     {map, maps:map(fun(_, V) -> V * V end, M)},
     {filter, maps:filter(fun(_, V) -> V > 1 end, M), maps:filtermap(fun(_, V) -> V > 1 andalso {true, -V} end, M)},
     {foreach, maps:foreach(fun(_, _) -> x end, M)},
     {iterator, lists:sort(iterate(maps:next(maps:iterator(M))))},
     {from_list, maps:from_list([{x, 1}, {y, 2}, {x, 3}]), maps:from_keys([a, b, a], v)},
     {to_list, lists:sort(maps:to_list(M)), maps:to_list(#{2 => b, 1 => a, "c" => 3})},
     {intersect, maps:intersect(M, #{a => x, q => y}), maps:intersect_with(fun(_, A, B) -> [A, B] end, M, #{b => z})},
     {groups, maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10))},
     {groups2, maps:groups_from_list(fun erlang:length/1, fun lists:reverse/1, ["ab", "c", "de"])},
     {errors, [probe_lib:run(F) || F <- [fun() -> maps:get(z, M) end, fun() -> maps:get(a, probe_lib:id([])) end, fun() -> maps:put(a, b, probe_lib:id(x)) end,
                                         fun() -> maps:keys(probe_lib:id(1)) end, fun() -> maps:from_list(probe_lib:id([a])) end,
                                         fun() -> maps:from_list(probe_lib:id([{a, 1} | x])) end, fun() -> maps:merge(M, probe_lib:id(y)) end,
                                         fun() -> maps:remove(a, probe_lib:id(z)) end, fun() -> maps:size(probe_lib:id({})) end,
                                         fun() -> maps:map(fun(_, V) -> V end, probe_lib:id(q)) end,
                                         fun() -> maps:fold(probe_lib:id(notfun), 0, M) end]]}].

iterate({K, V, I}) -> [{K, V} | iterate(maps:next(I))];
iterate(none) -> [].
