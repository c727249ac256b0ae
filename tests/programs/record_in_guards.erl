%% SPDX-License-Identifier: Apache-2.0
%%
%% Records in heads, guards and updates: fields of tuples that are no such record, too short or too long ones, updates of
%% several fields with reads in them, records in records, default values that are computed, errors of each.

-module(record_in_guards).
-export([main/0]).

-record(p, {x = 0, y = 0, tag}).
-record(box, {min = #p{}, max = #p{x = 1, y = 1}, name = "box", count = length([a, b])}).
-record(empty, {}).
-record(wide, {a, b, c, d, e, f = 6, g, h, i, j, k, l = lists:seq(1, 3)}).

main() ->
    Values = [#p{}, #p{x = 5, y = -1, tag = t}, #box{}, #empty{}, {p, 1}, {p, 1, 2, 3, 4}, p, {p}, {box, 1, 2, 3, 4}, [], #{x => 1}, {q, 1, 2, 3}, #wide{a = 1}, {p, 9.5, 2, x}],
    [{heads, [head(V) || V <- Values]},
     {guards, [guard(V) || V <- Values]},
     {is, [{is_record(V, p), is_record(V, box), is_record(V, empty), is_record(V, p, 4), is_record(V, p, 2)} || V <- Values]},
     {read, [probe_lib:run(fun() -> (probe_lib:id(V))#p.y end) || V <- Values]},
     {update, [probe_lib:run(fun() -> V#p{x = V#p.x + 1, tag = {was, V#p.tag}} end) || V <- Values]},
     {deep, [probe_lib:run(fun() -> deep(V) end) || V <- [#box{}, #box{min = none}, #p{}, #box{max = #p{x = a}}]]},
     {wide, wide(#wide{}, [1, 2, 3]), (#wide{_ = z})#wide.l, #wide{f = 1, _ = 0}},
     {fields, record_info(fields, wide), record_info(size, wide), #wide.l, #p.tag, lists:keyfind(7, #p.y, [#p{y = 6}, #p{y = 7, tag = found}])},
     {chain, ((#box{})#box.min#p{x = 3})#p{y = 4}, (#box{name = n})#box{count = 0}#box.name},
     {defaults, [#box.count =:= 5, (#box{})#box.count]},
     {filter, [X || #p{x = X, tag = undefined} <- Values], [B#box.name || B <- Values, is_record(B, box)], [V || V <- Values, V#p.x > 0]},
     {fold, lists:foldl(fun(#p{x = X}, #p{y = Y} = Acc) -> Acc#p{x = Acc#p.x + X, y = Y - 1}; (_, Acc) -> Acc#p{tag = [skipped | tags(Acc)]} end, #p{}, Values)},
     {same, #p{} =:= {p, 0, 0, undefined}, #p{x = 1} < #p{x = 2}, setelement(#p.x, #p{}, 9), erlang:make_tuple(4, undefined, [{1, p}])}].

head(#p{x = 0}) -> zero;
head(#p{tag = T, x = X}) when X > 4 -> {T, X};
head(#box{min = #p{x = X}, max = #p{y = Y}}) -> {box, X, Y};
head(#empty{}) -> empty;
head(#wide{a = A, f = F, l = [_ | L]}) -> {A, F, L};
head(#p{}) -> p;
head(T) when element(1, T) =:= p -> {other_p, tuple_size(T)};
head(_) -> none.

guard(V) when V#p.x > 4, is_integer(V#p.x) -> {large, V#p.x};
guard(V) when V#p.x =:= V#p.y -> same;
guard(V) when is_record(V, p), not is_integer(V#p.x) -> odd_p;
guard(V) when V#box.count + 1 =:= 3; V#box.name =:= 3 -> box;
guard(V) when is_record(V#wide.l, p) orelse V#wide.a =:= 1 -> wide;
guard(V) when not is_record(V, empty), is_tuple(V) -> tuple;
guard(_) -> none.

deep(B) -> B#box{min = (B#box.min)#p{x = -1}, max = (B#box.max)#p{y = B#box.max#p.x * 2}}.

wide(W, []) -> W;
wide(W, [N | T]) -> wide(W#wide{a = N, c = W#wide.a, e = W#wide.c, g = {N, W#wide.g}, l = [N | W#wide.l], k = T}, T).

tags(#p{tag = undefined}) -> [];
tags(#p{tag = L}) -> L.
