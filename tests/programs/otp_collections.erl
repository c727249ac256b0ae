%% SPDX-License-Identifier: Apache-2.0
%%
%% sets, dict, queue, array, orddict, ordsets and proplists of the installed OTP.

-module(otp_collections).
-export([main/0]).

main() ->
    L = [5, 3, 8, 1, 9, 2, 7, 3, 5],
    [{sets, sets()},
     {dict, dict()},
     {queue, queue()},
     {array, array()},
     {orddict, orddict:to_list(orddict:update_counter(b, 5, orddict:from_list([{b, 1}, {a, 2}]))), orddict:fetch(a, [{a, 1}]), orddict:find(z, []),
      orddict:merge(fun(_, A, B) -> A + B end, [{a, 1}, {b, 2}], [{b, 3}, {c, 4}]), orddict:append(k, v, [{k, [u]}])},
     {ordsets, ordsets:from_list(L), ordsets:union([1, 3], [2, 3]), ordsets:subtract([1, 2, 3], [2]), ordsets:intersection([1, 2], [2, 3]), ordsets:is_subset([1], [1, 2])},
     {proplists, proplists:get_value(a, [{a, 1}, b]), proplists:get_value(b, [{a, 1}, b]), proplists:get_all_values(a, [{a, 1}, {a, 2}]), proplists:delete(a, [{a, 1}, b, a]),
      proplists:get_bool(b, [b]), proplists:compact([{a, true}, {b, 1}]), proplists:unfold([a, {b, 2}]), lists:sort(proplists:get_keys([a, {b, 1}, a])), proplists:to_map([a, {b, 2}]),
      proplists:expand([{foo, [bar, baz]}], [fie, foo, fum]), proplists:normalize([{a, 1}, c], [{aliases, [{a, z}]}]), proplists:lookup(b, [a, b])}].

sets() ->
    A = sets:from_list([1, 2, 3, 4, x, "s"]),
    B = sets:from_list([3, 4, 5], [{version, 2}]),
    [sets:size(A), lists:sort(sets:to_list(sets:union(A, sets:from_list([3, 9])))), lists:sort(sets:to_list(sets:intersection(A, sets:from_list([3, 4, 5])))),
     lists:sort(sets:to_list(sets:subtract(A, sets:from_list([1])))), sets:is_element(x, A), sets:is_element(9, A), sets:is_element(5, B), sets:size(sets:add_element(6, B)),
     sets:fold(fun(X, S) when is_integer(X) -> X + S; (_, S) -> S end, 0, A), lists:sort(sets:to_list(sets:filter(fun is_integer/1, A))),
     sets:size(sets:from_list(lists:seq(1, 500))), lists:sort(sets:to_list(sets:del_element(3, B))), sets:is_disjoint(B, sets:from_list([1], [{version, 2}]))].

dict() ->
    D = lists:foldl(fun(I, A) -> dict:store(I, I * I, A) end, dict:new(), lists:seq(1, 200)),
    [dict:size(D), dict:fetch(14, D), dict:find(500, D), dict:is_key(200, D), lists:sum([V || {_, V} <- dict:to_list(D)]),
     dict:fold(fun(K, V, A) -> K + V + A end, 0, D), lists:sort(dict:fetch_keys(dict:filter(fun(K, _) -> K > 190 end, D))),
     dict:fetch(3, dict:update(3, fun(V) -> -V end, D)), dict:size(dict:erase(3, D)), dict:fetch(k, dict:append_list(k, [1, 2], dict:new())),
     dict:fetch(c, dict:update_counter(c, 5, dict:new())), lists:sort(dict:to_list(dict:merge(fun(_, A, B) -> A + B end, dict:from_list([{a, 1}]), dict:from_list([{a, 2}, {b, 3}])))),
     probe_lib:run(fun() -> dict:fetch(none, D) end), lists:sort(dict:to_list(dict:map(fun(_, V) -> V + 1 end, dict:from_list([{x, 1}]))))].

queue() ->
    Q = lists:foldl(fun queue:in/2, queue:new(), lists:seq(1, 10)),
    {{value, First}, Q1} = queue:out(Q),
    {{value, Last}, Q2} = queue:out_r(Q1),
    [First, Last, queue:len(Q2), queue:to_list(queue:in_r(zero, Q2)), queue:is_empty(queue:new()), queue:peek(Q), queue:peek_r(Q), queue:to_list(queue:reverse(Q)),
     queue:to_list(queue:filter(fun(X) -> X > 5 end, Q)), queue:member(3, Q), queue:to_list(queue:join(Q2, queue:from_list([a]))), queue:split(3, queue:from_list([1, 2, 3, 4, 5])),
     queue:out(queue:new()), queue:fold(fun(X, A) -> X + A end, 0, Q), probe_lib:run(fun() -> queue:get(queue:new()) end)].

array() ->
    A = lists:foldl(fun(I, B) -> array:set(I, I * I, B) end, array:new({default, none}), [0, 5, 10, 100, 1000]),
    [array:size(A), [array:get(I, A) || I <- [0, 1, 5, 10, 999, 1000, 2000]], array:sparse_to_orddict(A), array:sparse_foldl(fun(I, V, S) -> I + V + S end, 0, A),
     array:to_list(array:from_list([a, b, c])), array:to_list(array:resize(5, array:from_list([1, 2]))), array:is_fix(array:fix(A)),
     array:to_list(array:map(fun(I, V) -> {I, V} end, array:from_list([x, y]))), array:foldr(fun(_, V, L) -> [V | L] end, [], array:from_list(lists:seq(1, 50))),
     probe_lib:run(fun() -> array:set(-1, a, A) end), array:to_list(array:reset(0, array:from_list([q, r], none)))].
