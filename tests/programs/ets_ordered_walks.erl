%% SPDX-License-Identifier: Apache-2.0
%%
%% An ordered_set walked in both directions by keys of all types, from keys that are not there, and changed on the way.

-module(ets_ordered_walks).
-export([main/0]).

main() ->
    Keys = [5, 1.5, -3, 1 bsl 70, a, b, <<"bin">>, <<1:3>>, "str", [], {1, 2}, {3}, #{k => 1}, 2.0, 1.0e10],
    T = ets:new(t, [ordered_set]),
    true = ets:insert(T, [{K, erlang:phash2(K)} || K <- Keys]),
    [{forward, forward(T, ets:first(T))},
     {sorted, [K || {K, _} <- ets:tab2list(T)] =:= lists:sort(Keys)},
     {backward, backward(T, ets:last(T)) =:= lists:reverse(forward(T, ets:first(T)))},
     {between, [{ets:next(T, K), ets:prev(T, K)} || K <- [0, 1.6, c, {2}, {}, <<>>, [z], 1 bsl 80, -1.0e300]]},
     {equal_keys, [ets:lookup(T, K) =:= ets:lookup(T, 2) || K <- [2.0, 2]], ets:insert_new(T, {2, new}), ets:insert_new(T, {3, 5}), ets:insert(T, {5.0, float}), ets:lookup(T, 5), ets:member(T, -3.0)},
     {counter, ets:update_counter(T, 3.0, {2, 7}, {3.0, 10}), ets:lookup(T, 3), probe_lib:run(fun() -> ets:update_counter(T, 3, 1) =:= ets:update_counter(T, b, {3, 1}) end)},
     {delete_while_walking, delete_every_second(T, ets:first(T), [])},
     {rest, [K || {K, _} <- ets:tab2list(T)]},
     {take, ets:take(T, ets:first(T)), ets:take(T, nothing), ets:info(T, size)},
     {fold, ets:foldl(fun({K, _}, A) -> [K | A] end, [], T) =:= lists:reverse(ets:foldr(fun({K, _}, A) -> [K | A] end, [], T))},
     {chunks, chunks(ets:select(T, [{{'$1', '_'}, [], ['$1']}], 3), [])},
     {reverse_chunks, chunks(ets:select_reverse(T, [{{'$1', '_'}, [{is_tuple, '$1'}], ['$_']}], 1), [])},
     {slots, [ets:slot(T, N) =/= '$end_of_table' || N <- [0, 1]], probe_lib:run(fun() -> ets:slot(T, 99) end)},
     {bag_of_keys, bag()},
     {emptied, ets:delete_all_objects(T), ets:first(T), ets:last(T), ets:next(T, a), ets:prev(T, a), ets:tab2list(T)},
     {gone, ets:delete(T), probe_lib:run(fun() -> ets:first(T) end)}].

forward(_, '$end_of_table') -> [];
forward(T, K) -> [K | forward(T, ets:next(T, K))].

backward(_, '$end_of_table') -> [];
backward(T, K) -> [K | backward(T, ets:prev(T, K))].

delete_every_second(_, '$end_of_table', Acc) -> lists:reverse(Acc);
delete_every_second(T, K, Acc) ->
    ets:delete(T, K),
    case ets:next(T, K) of
        '$end_of_table' -> lists:reverse([K | Acc]);
        N -> delete_every_second(T, ets:next(T, N), [K | Acc])
    end.

chunks('$end_of_table', Acc) -> lists:reverse(Acc);
chunks({L, C}, Acc) -> chunks(ets:select(C), [L | Acc]).

bag() ->
    B = ets:new(b, [duplicate_bag, {keypos, 2}]),
    ets:insert(B, [{x, 1}, {y, 1}, {x, 1}, {z, 1.0}, {w, 2}]),
    A = {ets:lookup(B, 1), ets:lookup(B, 1.0), ets:lookup_element(B, 1, 1), ets:select_count(B, [{{x, '_'}, [], [true]}])},
    ets:delete_object(B, {x, 1}),
    {A, ets:lookup(B, 1), ets:match_delete(B, {'_', 2}), ets:info(B, size)}.
