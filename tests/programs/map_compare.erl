%% SPDX-License-Identifier: Apache-2.0
%%
%% Order and equality of maps, among themselves and with other terms.

-module(map_compare).
-export([main/0]).

main() ->
    Maps = [#{}, #{a => 1}, #{a => 2}, #{b => 1}, #{a => 1, b => 2}, #{1 => a}, #{1.0 => a}, #{a => 1.0}, #{#{} => #{}}, #{"x" => []}, #{2 => a, 1 => b}],
    [{all, [[{A < B, A == B, A =:= B} || B <- Maps] || A <- Maps]},
     {sorted, lists:sort(Maps)},
     {others, [{#{} < V, #{} > V} || V <- [1, a, {}, {1, 2, 3}, [], [1], <<>>, 1.5]]},
     {order_of_insertion, (probe_lib:id(#{b => 2}))#{a => 1} =:= (probe_lib:id(#{a => 1}))#{b => 2}},
     {as_key, maps:get(#{x => 1}, #{#{x => 1} => found})},
     {as_key_float, maps:get(#{x => 1.0}, #{#{x => 1} => found}, none)},
     {list_key, lists:keyfind(#{a => 1}, 1, [{#{a => 1.0}, float}, {#{a => 1}, int}])},
     {max, lists:max(Maps), lists:min(Maps)},
     {usort, lists:usort(Maps ++ Maps) =:= lists:sort(Maps)}].
