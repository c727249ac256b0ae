%% SPDX-License-Identifier: Apache-2.0
%%
%% Native records: making, reading, updating, matching, guards; of this module, of another, of any.
-module(record_native).
-export([main/0]).
-import_record(record_lib, [many]).

-record #local{a, b = 1}.
-record #empty{}.

main() ->
    none = record_lib:name(loaded),
    Records = [#local{a = 1}, #local{a = x, b = y}, #empty{}, record_lib:point(3), record_lib:hidden(4), #many{},
               #many{a = 0, h = bar}, {local, 1, 2}, foo, [], #{a => 1}],
    [{making, [outcome(F) || F <- [fun external/0, fun no_value/0, fun not_exported/0, fun no_such/0, fun no_field/0,
                                   fun not_loaded/0, fun own_name/0]]},
     [{R, [outcome(fun() -> F(R) end) || F <- [fun read/1, fun read_external/1, fun read_any/1, fun update/1, fun update_external/1,
                                               fun update_any/1, fun update_bad/1, fun match/1, fun match_bind/1, fun guard/1,
                                               fun guard_any/1, fun record_lib:name/1, fun tests/1, fun nested/1]]}
      || R <- Records]].

outcome(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.

external() -> #record_lib:point{x = 10, z = 11}.
no_value() -> #record_lib:point{x = 10}.
not_exported() -> #record_lib:hidden{a = 1}.
no_such() -> #record_lib:nothing{a = 1}.
no_field() -> #record_lib:point{w = 1, x = 2}.
not_loaded() -> #no_such_module:point{w = 1, x = 2}.
own_name() -> #record_native:local{a = 1}.

read(R) -> R#local.b.
read_external(R) -> R#record_lib:point.y.
read_any(R) -> R#_.a.
update(R) -> R#local{b = [R#local.a]}.
update_external(R) -> R#record_lib:point{x = 1, z = z}.
update_any(R) -> R#_{a = new}.
update_bad(R) -> R#record_lib:many{i = 1}.

match(#local{a = A, b = 1}) -> {local, A};
match(#local{}) -> local;
match(#record_lib:point{x = X, y = Y}) -> {point, X, Y};
match(#many{a = 0, b = B, h = H}) -> {many, B, H};
match(#_{a = A}) -> {any, A};
match(_) -> none.

match_bind(R) ->
    #local{a = A, b = B} = R,
    {A, B}.

guard(R) when R#local.a =:= 1 -> one;
guard(R) when is_record(R, local) -> local;
guard(R) when R#record_lib:point.x > 0, is_record(R, record_lib, point) -> point;
guard(R) when is_record(R) -> record;
guard(_) -> other.

guard_any(R) when R#_.a =:= 1; R#_.a =:= 4 -> yes;
guard_any(_) -> no.

tests(R) ->
    Is = fun erlang:is_record/1,
    [Is(R), is_tuple(R), is_map(R), is_number(R), is_integer(R), is_float(R), is_binary(R), is_bitstring(R), is_atom(R), is_list(R),
     is_function(R), is_pid(R), is_reference(R), is_record(R, record_lib, point), is_record(R, local, 3),
     outcome(fun() -> erlang:is_record(R, id(hidden)) end), outcome(fun() -> erlang:is_record(R, id(record_lib), id(many)) end),
     outcome(fun() -> R + 1 end), outcome(fun() -> tuple_size(R) end), outcome(fun() -> element(1, R) end)].

nested(R) ->
    N = #local{a = R, b = #local{a = [R]}},
    (N#local{b = N})#local.b#local.b#local.a.

id(X) -> X.
