%% SPDX-License-Identifier: Apache-2.0
%%
%% Records: construction, defaults, access, update, patterns, guards, badrecord.

-module(record_use).
-export([main/0]).
-record(point, {x = 0, y = 0}).
-record(shape, {name, at = #point{}, size = 1.0, tags = []}).
-record(one, {field}).
-record(none, {}).

main() ->
    P = probe_lib:id(#point{x = 3, y = 4}),
    S = probe_lib:id(#shape{name = square, at = P}),
    Values = [P, S, {point, 1}, {point, 1, 2, 3}, {shape, 1, 2}, point, [], #none{}, #one{field = 1}],
    [{construct, #point{}, #shape{}, #none{}, #point{y = 7}},
     {access, P#point.x, S#shape.at, (S#shape.at)#point.y},
     {update, P#point{x = 10}, S#shape{at = P#point{y = 0}, tags = [new]}, S#shape{}},
     {index, #point.y, element(#shape.size, S)},
     {match, [match(V) || V <- Values]},
     {guard, [is_record(V, point) || V <- Values]},
     {guard_field, [guard(V) || V <- Values]},
     {badrecord, [probe_lib:run(fun() -> V#point.x end) || V <- Values]},
     {badrecord_update, [probe_lib:run(fun() -> V#point{x = 1} end) || V <- Values]},
     {info, record_info(fields, shape), record_info(size, shape)},
     {all_default, #shape{name = a, _ = filled}},
     {list, lists:keysort(#point.y, [#point{x = 1, y = 5}, #point{x = 2, y = 3}])},
     {loop, moved(1000, P)},
     {bad_in_middle, probe_lib:frames(fun() -> {moved(1, probe_lib:id({circle, 1}))} end, 1)}].

match(#point{x = X, y = Y}) -> {X, Y};
match(#shape{name = N, at = #point{x = X}}) -> {N, X};
match(#shape{}) -> shape;
match(#none{}) -> none;
match(#one{field = F}) -> F;
match(_) -> no.

guard(R) when R#point.x > 2 -> right;
guard(R) when is_record(R, shape), R#shape.name =:= square -> square;
guard(_) -> no.

moved(0, P) -> P;
moved(N, P) -> moved(N - 1, P#point{x = P#point.x + N, y = P#point.y - 1}).
