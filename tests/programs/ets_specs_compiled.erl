%% SPDX-License-Identifier: Apache-2.0
%%
%% Match specifications over rows of all types: guards that fail, nested patterns, maps, const, bodies that build terms,
%% ets:fun2ms, test_ms, select_replace and select_delete.

-module(ets_specs_compiled).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{1, a, [x, y]}, {2, 3.5, {in, 9}}, {3, <<"bytes">>, #{k => v}}, {4, "text", []}, {5, 1 bsl 65, {in, {in, 7}}}, {6, -4, [1 | 2]}, {7, 0, self_is}]),
    Out = 3,
    Selected = [{Name, probe_lib:run(fun() -> ets:select(T, Spec) end)} || {Name, Spec} <- [
        {all, [{'_', [], ['$_']}]},
        {numbers, [{{'$1', '$2', '_'}, [{is_number, '$2'}], [{{'$1', {'*', '$2', 2}}}]}]},
        {failing, [{{'$1', '$2', '_'}, [{'>', {'+', '$2', 1}, 0}], ['$1']}]},
        {division, [{{'$1', '$2', '_'}, [{'=:=', {'rem', 12, '$2'}, 0}], ['$1']}]},
        {orelse_, [{{'$1', '$2', '_'}, [{'orelse', {'=:=', {element, 1, '$2'}, in}, {'<', '$1', 3}}], ['$1']}]},
        {or_, [{{'$1', '$2', '$3'}, [{'or', {is_list, '$3'}, {is_map, '$3'}}], ['$1']}]},
        {nested, [{{'$1', '_', {in, '$2'}}, [], [['$1' | '$2']]}, {{'$1', '_', ['$2' | '$3']}, [], [#{head => '$2', tail => '$3'}]}]},
        {map_pattern, [{{'$1', '_', #{k => '$2'}}, [], [{{'$2', '$1'}}]}]},
        {map_size, [{{'$1', '_', '$2'}, [{'=:=', {map_size, '$2'}, 1}], [{map_get, k, '$2'}]}]},
        {sizes, [{{'$1', '$2', '_'}, [{'>', {size, '$2'}, 4}], [{{'$1', {size, '$2'}}}]}]},
        {constants, [{{2, '_', '_'}, [], [{const, {'$1', '_', a}}, {{{self_is, not_self}}}]}, {{'$1', '_', []}, [], ['$$']}]},
        {first_clause_wins, [{{'$1', '_', '_'}, [{'<', '$1', 3}], [low]}, {{'$1', '_', '_'}, [], [{{high, '$1'}}]}]},
        {lengths, [{{'$1', '_', '$2'}, [{'>=', {length, '$2'}, 0}], [{hd, '$2'}]}]},
        {bits, [{{'$1', '$2', '_'}, [{'=/=', {'band', '$2', 4}, 0}], [{'bsr', '$2', 1}]}]},
        {body_fails, [{{'$1', '$2', '_'}, [], [{'+', '$2', 1}]}]},
        {tuple_in_guard, [{{'$1', '_', '$2'}, [{'==', '$2', {{in, 9.0}}}], ['$1']}]},
        {bad_guard, [{{'$1', '_', '_'}, [{no_such, '$1'}], ['$1']}]},
        {bad_spec, [{'$1', [], []}, x]},
        {unbound, [{{'_', '_', '_'}, [{'>', '$9', 1}], ['$_']}]},
        {unbound_deep, [{{'$1', '_', '_'}, [], [#{a => {{'$1', '$2'}}}]}]},
        {unbound_const, [{{'$1', a, '_'}, [], [{const, '$2'}]}]},
        {unbound_never_reached, [{{'$1', '_', '_'}, [{'andalso', false, '$2'}], ['$1']}]},
        {zero_in_front, [{{'$1', '$01', '_'}, [], ['$01']}, {{'$1', a, '_'}, [], ['$01']}]}]],
    [Selected,
     {from_fun, ets:select(T, ets:fun2ms(fun({N, V, _} = Row) when is_integer(V), N > Out -> {Row, V + Out}; ({N, "text", _}) -> N end))},
     {count, ets:select_count(T, ets:fun2ms(fun({N, _, L}) when is_list(L) orelse N =:= Out -> true; (_) -> false end))},
     {matches, ets:match(T, {'$2', '_', {in, '$1'}}), ets:match_object(T, {'_', '_', [x | '_']}), ets:match(T, {'_', '$0', '$0'})},
     {replaced, ets:select_replace(T, [{{'$1', '$2', '_'}, [{is_integer, '$2'}], [{{'$1', {'-', '$2'}, replaced}}]}]), ets:lookup(T, 5), ets:lookup(T, 6)},
     {bad_replace, probe_lib:run(fun() -> ets:select_replace(T, [{{'$1', '$2', '_'}, [], [{{'$2', '$1', x}}]}]) end)},
     {deleted, ets:select_delete(T, [{{'$1', '_', replaced}, [{'>', '$1', 5}], [true]}, {{1, '_', '_'}, [], [false]}]), [element(1, R) || R <- ets:tab2list(T)]},
     {test_ms, [ets:test_ms(Tuple, [{{'$1', '$1'}, [], [{{same, '$1'}}]}]) || Tuple <- [{1, 1}, {1, 1.0}, {a, b}]]},
     {runs, ets:match_spec_run([{1, 2}, {3}, x, {5, 6}], ets:match_spec_compile([{{'$1', '$2'}, [], [{'+', '$1', '$2'}]}]))}].
