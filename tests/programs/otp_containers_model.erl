%% SPDX-License-Identifier: Apache-2.0
%%
%% Sets, trees, arrays, queues and dictionaries of Erlang/OTP under the same thousand random operations as a plain list:
%% each must agree with it all the way.

-module(otp_containers_model).
-export([main/0]).

main() ->
    {Ops, _} = lists:mapfoldl(fun(_, S) -> {A, S1} = rand:uniform_s(3, S), {K, S2} = rand:uniform_s(60, S1), {{A, key(K)}, S2} end, rand:seed_s(exsss, {1, 2, 3}), lists:seq(1, 600)),
    [{set, [run(Ops, New, Add, Del, List) || {New, Add, Del, List} <- sets()]},
     {model, erlang:phash2(ordered(model(Ops, [])))},
     {dict, [run_dict(Ops, M) =:= lists:sort(dict_model(Ops, [])) || M <- [dict, orddict]], run_tree(Ops) =:= lists:sort(dict_model(Ops, []))},
     {array, array:to_list(lists:foldl(fun({A, K}, Arr) -> array:set(erlang:phash2(K, 20), {A, K}, Arr) end, array:new({default, none}), Ops)) =:= arrays(Ops)},
     {queue, queue(Ops)},
     {algebra, algebra()},
     {trees, begin T = gb_trees:balance(lists:foldl(fun(K, T0) -> gb_trees:enter(K, -K, T0) end, gb_trees:empty(), lists:seq(100, 1, -3))), {gb_trees:smallest(T), gb_trees:largest(T), gb_trees:lookup(50, T), gb_trees:size(T), walk(gb_trees:next(gb_trees:iterator_from(90, T))), element(1, gb_trees:take_smallest(T))} end}].

key(K) when K rem 4 =:= 0 -> K;
key(K) when K rem 4 =:= 1 -> float(K - 1);
key(K) when K rem 4 =:= 2 -> {K};
key(K) -> integer_to_list(K).

%% 1 and 2 add, 3 deletes. Sets that compare with == take 4 and 4.0 for one.
model([{3, K} | T], L) -> model(T, lists:delete(K, L));
model([{_, K} | T], L) -> model(T, case lists:member(K, L) of true -> L; false -> [K | L] end);
model([], L) -> L.

sets() ->
    [{fun sets:new/0, fun sets:add_element/2, fun sets:del_element/2, fun sets:to_list/1},
     {fun() -> sets:new([{version, 2}]) end, fun sets:add_element/2, fun sets:del_element/2, fun sets:to_list/1},
     {fun maps:new/0, fun(K, M) -> M#{K => x} end, fun maps:remove/2, fun maps:keys/1}].

run(Ops, New, Add, Del, List) ->
    S = lists:foldl(fun({3, K}, S) -> Del(K, S); ({_, K}, S) -> Add(K, S) end, New(), Ops),
    ordered(List(S)) =:= ordered(model(Ops, [])).

%% 4 and 4.0 in a fixed order.
ordered(L) -> lists:sort([{K, is_float(K)} || K <- L]).

dict_model(Ops, L) -> lists:foldl(fun({3, K}, D) -> exact_delete(K, D); ({A, K}, D) -> [{K, A} | exact_delete(K, D)] end, L, whole(Ops)).
exact_delete(K, D) -> [E || {K1, _} = E <- D, K1 =/= K].

%% Without floats all of them agree on which keys are equal.
whole(Ops) -> [{A, if is_float(K) -> {f, K}; true -> K end} || {A, K} <- Ops].

run_dict(Ops, M) -> lists:sort(M:to_list(lists:foldl(fun({3, K}, D) -> M:erase(K, D); ({A, K}, D) -> M:store(K, A, D) end, M:new(), whole(Ops)))).
run_tree(Ops) -> gb_trees:to_list(lists:foldl(fun({3, K}, D) -> gb_trees:delete_any(K, D); ({A, K}, D) -> gb_trees:enter(K, A, D) end, gb_trees:empty(), whole(Ops))).

arrays(Ops) ->
    M = lists:foldl(fun({A, K}, Acc) -> Acc#{erlang:phash2(K, 20) => {A, K}} end, #{}, Ops),
    [maps:get(I, M, none) || I <- lists:seq(0, lists:max(maps:keys(M)))].

queue(Ops) ->
    {Q, Out} = lists:foldl(fun({1, K}, {Q, O}) -> {queue:in(K, Q), O};
                              ({2, K}, {Q, O}) -> {queue:in_r(K, Q), O};
                              ({3, _}, {Q, O}) -> case queue:out(Q) of {{value, V}, Q1} -> {Q1, [V | O]}; {empty, Q1} -> {Q1, [none | O]} end end, {queue:new(), []}, Ops),
    {queue:len(Q), erlang:phash2(queue:to_list(Q)), erlang:phash2(Out), queue:to_list(queue:reverse(Q)) =:= lists:reverse(queue:to_list(Q))}.

algebra() ->
    A = [1, 2.0, 3, a, "x"],
    B = [5, 3, b, "x"],
    [[lists:sort(M:to_list(F(M:from_list(A), M:from_list(B)))) || F <- [fun M:union/2, fun M:intersection/2, fun M:subtract/2]] ++ [M:is_subset(M:from_list([3]), M:from_list(A)), M:is_disjoint(M:from_list([z]), M:from_list(A))] || M <- [sets, ordsets, gb_sets]].

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(gb_trees:next(I))].
