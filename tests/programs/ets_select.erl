%% SPDX-License-Identifier: Apache-2.0
%%
%% Patterns and match specifications.

-module(ets_select).
-include_lib("stdlib/include/ms_transform.hrl").
-export([main/0]).

main() ->
    {[table(T) || T <- [set, ordered_set, bag, duplicate_bag]], expressions(), patterns(), portions(), specs(), replace(), errors(),
     digraphs()}.

new(Type) ->
    T = ets:new(select, [Type]),
    ets:insert(T, [{X, X rem 3, {X, [X, X + 1]}, #{n => X}} || X <- lists:seq(1, 30)]),
    T.

table(Type) ->
    T = new(Type),
    S = fun lists:sort/1,
    {Type,
     S(ets:match(T, {'$1', 0, '_', '_'})), S(ets:match(T, {'$2', '$1', {'$2', '_'}, '_'})), S(ets:match_object(T, {'_', 1, '_', '_'})),
     ets:match(T, {7, '$1', '$2', '_'}), ets:match(T, {'_', 9, '_', '_'}), S(ets:match(T, {'$1', '_', {'_', ['_', 12]}, '_'})),
     S(ets:select(T, ets:fun2ms(fun({X, 2, _, _}) when X > 20 -> X end))),
     S(ets:select(T, ets:fun2ms(fun({X, Y, {Z, [A | _]}, #{n := N}} = W) when X + Y > 20, Z rem 2 =:= 0 -> {W, [A, N], {X, Y}} end))),
     ets:select_count(T, ets:fun2ms(fun({X, _, _, _}) when X =< 10 orelse X > 28 -> true end)),
     ets:select_delete(T, ets:fun2ms(fun({X, _, _, _}) when X band 1 =:= 1 -> true end)), ets:info(T, size),
     ets:match_delete(T, {'_', 0, '_', '_'}), ets:info(T, size), S([K || {K, _, _, _} <- ets:tab2list(T)]),
     ets:select_delete(T, [{'_', [], [true]}]), ets:info(T, size)}.

expressions() ->
    T = ets:new(e, [ordered_set]),
    ets:insert(T, [{1, 2.5, abc, [1, 2, 3], {t, u}, <<"bytes">>, #{k => v}}, {2, -7, self(), [], {}, <<1:3>>, #{}}]),
    Head = {'$1', '$2', '$3', '$4', '$5', '$6', '$7'},
    Guards = [{is_float, '$2'}, {is_atom, '$3'}, {'=:=', {hd, '$4'}, 1}, {'==', {length, '$4'}, 0}, {'>', {size, '$5'}, 1},
              {is_pid, '$3'}, {'=:=', {map_get, k, '$7'}, v}, {is_map_key, k, '$7'}, {'=:=', {map_size, '$7'}, 0}, {'not', {is_binary, '$6'}},
              {'and', true, {is_integer, '$1'}}, {'or', {is_float, '$2'}, false}, {'xor', {is_float, '$2'}, true},
              {'andalso', {is_float, '$2'}, {'>', '$2', 2}}, {'orelse', {is_atom, '$3'}, {'<', '$2', 0}}, {'<', {abs, '$2'}, 3},
              {'=:=', {element, 1, '$5'}, t}, {'=:=', '$3', {self}}, {'=:=', {node}, {node, '$3'}}, {'=:=', {bit_size, '$6'}, 3},
              {'=:=', {trunc, '$2'}, 2}, {'=:=', {round, '$2'}, 3}, {'=:=', '$5', {{t, u}}}, {'=:=', '$4', [1, 2, 3]}, {'=:=', '$5', {const, {}}},
              {is_record, '$5', t, 2}, {is_tuple, '$5'}, {'=/=', '$1', 1}, {'/=', '$1', 1.0}, {'>=', '$1', 2}, {'=<', '$1', 1},
              {'=:=', {'div', 7, 2}, {'+', '$1', 2}}, {'=:=', {'bsl', '$1', 2}, 8}, {'=:=', {'-', '$1'}, -1}, true, false, '$1', {is_number, '$2'},
              {is_reference, '$3'}, {is_function, '$3'}, {is_list, '$4'}, {is_map, '$7'}, {'=:=', {tl, '$4'}, [2, 3]}],
    Bodies = ['$_', '$$', '$1', {{'$1', x}}, ['$1', '$2' | '$4'], #{a => '$1', '$3' => 1}, {const, '$1'}, {const, {a, '$1'}}, {'+', '$1', 1},
              {'/', '$1', 0}, {element, 1, '$5'}, {hd, '$4'}, "text", <<"b">>, 1.5, {{}}, {{a, {{b}}}}, [], {self}, {'bnot', '$1'}, {tl, '$4'}],
    {[{G, ets:select(T, [{Head, [G], ['$1']}])} || G <- Guards], [{B, ets:select(T, [{Head, [], [B]}])} || B <- Bodies] =/= [],
     [ets:select(T, [{Head, [], [B]}]) || B <- Bodies -- ['$_', '$$', #{a => '$1', '$3' => 1}, ['$1', '$2' | '$4'], {self}]],
     ets:select(T, [{{1, '_', '_', '_', '_', '_', '_'}, [], [first]}, {'_', [], [{{second, {element, 1, '$_'}}}]}]),
     ets:select(T, [{Head, [true, {'>', '$1', 0}], [ignored, '$1']}])}.

patterns() ->
    T = ets:new(p, [bag]),
    ets:insert(T, [{k, N} || N <- [1, 1.0, a, "s", {x, y}, {x, x}, [a, b], [a | b], #{a => 1, b => 2}, #{a => 1}, <<"x">>, '$1', '_', '$x', fun lists:map/2]]),
    M = fun(P) -> lists:sort(ets:match_object(T, {k, P})) end,
    {M(1), M(1.0), M({x, '_'}), M({'$1', '$1'}), M(['_' | '_']), M([a, '$1']), M(#{a => '_'}), M(#{a => 1, b => '$1'}), M(#{}), M('$x'), M("s"),
     ets:match(T, {'$1', '$0'}) =/= [], lists:sort(ets:match(T, {'$9', {'$3', '$7'}})), length(ets:match(T, '$1')), length(ets:match_object(T, '_'))}.

portions() ->
    [begin
         T = new(Type),
         {lists:sort(all(ets:select(T, [{{'$1', 1, '_', '_'}, [], ['$1']}], 4), select, [])), lists:sort(all(ets:match(T, {'$1', 2, '_', '_'}, 3), match, [])),
          length(all(ets:match_object(T, '_', 7), match_object, [])), ets:select(T, [{{nothing}, [], [1]}], 5),
          lists:sort(ets:select_reverse(T, [{{'$1', 0, '_', '_'}, [], ['$1']}]))}
     end || Type <- [set, ordered_set]] ++
        [ets:select_reverse(new(ordered_set), [{{'$1', 0, '_', '_'}, [], ['$1']}]),
         element(1, ets:select(new(ordered_set), [{{'$1', 0, '_', '_'}, [], ['$1']}], 4)),
         element(1, ets:select_reverse(new(ordered_set), [{{'$1', 0, '_', '_'}, [], ['$1']}], 4))].

all('$end_of_table', _, Acc) -> Acc;
all({L, Continuation}, F, Acc) -> all(ets:F(Continuation), F, L ++ Acc).

specs() ->
    C = ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 1}], [{{'$2', '$1'}}]}]),
    {ets:match_spec_run([{1, a}, {2, b}, {3, c}, {4}], C), ets:is_compiled_ms(C), ets:is_compiled_ms(x),
     ets:test_ms({1, 2}, [{{'$1', '_'}, [], ['$1']}]), ets:test_ms({1}, [{{'$1', '_'}, [], ['$1']}])}.

replace() ->
    T = new(ordered_set),
    {ets:select_replace(T, ets:fun2ms(fun({X, Y, A, B}) when X < 4 -> {X, Y + 10, A, B} end)), [ets:lookup_element(T, K, 2) || K <- [1, 2, 3, 4]]}.

errors() ->
    T = new(set),
    [try F() catch C:R -> {C, R} end
     || F <- [fun() -> ets:select(T, x) end, fun() -> ets:select(T, []) end, fun() -> ets:select(T, [{'$1', [], []}]) end,
              fun() -> ets:select(T, [{'_', [{nonsense, 1}], [1]}]) end, fun() -> ets:select(T, [{'_', [], [{is_atom}]}]) end,
              fun() -> ets:select(T, [{x, [], [1]}]) end, fun() -> ets:select(T, [{'_', [], ['$_']}], 0) end,
              fun() -> ets:match(none, '_') end, fun() -> ets:select(T, [{'_', x, ['$_']}]) end, fun() -> ets:match_spec_compile(x) end]].

digraphs() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- lists:seq(1, 8)],
    [digraph:add_edge(G, A, B) || {A, B} <- [{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}, {6, 7}, {5, 8}]],
    Result = {lists:sort(digraph:vertices(G)), length(digraph:edges(G)), lists:sort(digraph:out_neighbours(G, 3)), digraph:get_path(G, 1, 8),
              digraph:get_cycle(G, 2), digraph:get_short_path(G, 1, 5), lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)]),
              lists:sort([lists:sort(C) || C <- digraph_utils:components(G)]), digraph_utils:is_acyclic(G), digraph_utils:topsort(G),
              lists:sort(digraph_utils:reachable([4], G)), lists:sort(digraph_utils:reaching([4], G)), digraph:no_edges(G),
              lists:sort([lists:sort(C) || C <- digraph_utils:cyclic_strong_components(G)])},
    digraph:del_vertex(G, 3),
    Acyclic = {digraph_utils:is_acyclic(G), length(digraph_utils:topsort(G)), digraph:get_path(G, 1, 8), digraph:no_vertices(G)},
    {Result, Acyclic, digraph:delete(G)}.
