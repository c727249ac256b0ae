%% SPDX-License-Identifier: Apache-2.0
%%
%% Type tests in guards and as expressions, on every kind of term.

-module(guard_types).
-export([main/0]).
-include("atomvm.hrl").
-record(point, {x, y}).

values() ->
    [a, true, false, 0, 134217728, 1 bsl 70, -1, 1.5, [], [1], [1 | 2], {}, {1}, {point, 1, 2}, {point, 1}, #{}, #{a => 1}, <<>>, <<1, 2>>, ?NOT_ON_ATOMVM(<<1:3>>),
     fun probe_lib:id/1, fun(X) -> X end, "text"].

main() ->
    Values = values(),
    [{guards, [guard(V) || V <- Values]},
     {expressions, [expression(V) || V <- Values]},
     {record, [record(V) || V <- Values]},
     {order_of_clauses, [first(V) || V <- Values]},
     {arity, [[is_function(V, N) || N <- [0, 1, 2]] || V <- Values]},
     {arity_error, [probe_lib:run(fun(N) -> is_function(fun probe_lib:id/1, N) end, [N]) || N <- [1, -1, a, 1.0, 1 bsl 70]]},
     {negated, [negated(V) || V <- Values]},
     {literals, [{is_atom(a), is_list([]), is_tuple({}), is_map(#{}), is_binary(<<>>), is_bitstring(<<1:1>>)}]}].

guard(V) when is_function(V) -> function;
guard(V) when is_map(V) -> map;
guard(V) when is_binary(V) -> binary;
guard(V) when is_bitstring(V) -> bitstring;
guard(V) when is_tuple(V) -> tuple;
guard(V) when is_list(V) -> list;
guard(V) when is_float(V) -> float;
guard(V) when is_integer(V) -> integer;
guard(V) when is_boolean(V) -> boolean;
guard(V) when is_atom(V) -> atom;
guard(_) -> unknown.

expression(V) ->
    [is_atom(V), is_boolean(V), is_integer(V), is_float(V), is_number(V), is_list(V), is_tuple(V), is_map(V), is_binary(V), is_bitstring(V),
     is_function(V), is_pid(V), is_port(V), is_reference(V), is_record(V, point)].

record(V) when is_record(V, point) -> {point, V#point.x};
record(V) when is_record(V, point, 2) -> short_point;
record(_) -> no.

first(V) when is_number(V) -> number;
first(V) when is_atom(V); is_list(V) -> atom_or_list;
first(V) when is_bitstring(V) -> bits;
first(_) -> other.

negated(V) when not is_list(V), not is_tuple(V), not is_number(V) -> simple;
negated(_) -> compound.
