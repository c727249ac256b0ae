%% SPDX-License-Identifier: Apache-2.0
%%
%% sofs, ordsets, sets of both versions, gb_sets, orddict, dict, array, proplists, queue.

-module(otp_sofs).
-export([main/0]).

main() -> {relations(), families(), sets(), dictionaries(), arrays(), lists_of(), queues()}.

relations() ->
    R = sofs:relation([{1, a}, {2, b}, {3, a}, {1, c}]),
    S = sofs:relation([{a, x}, {b, y}, {c, x}]),
    E = fun sofs:to_external/1,
    [E(X) || X <- [sofs:composite(sofs:relation([{1, a}, {2, b}]), S), sofs:relative_product(R, S), sofs:converse(R), sofs:domain(R), sofs:range(R),
                   sofs:restriction(R, sofs:set([1])), sofs:image(R, sofs:set([1, 3])), sofs:inverse_image(R, sofs:set([a])), sofs:union(R, sofs:relation([{9, z}])),
                   sofs:difference(R, sofs:relation([{1, a}])), sofs:intersection(R, sofs:relation([{1, a}, {7, g}])), sofs:product(sofs:set([1, 2]), sofs:set([a, b])),
                   sofs:relation_to_family(R), sofs:projection(1, R), sofs:partition(1, R), sofs:field(R),
                   sofs:strict_relation(sofs:relation([{1, 1}, {1, 2}])), sofs:symdiff(sofs:set([1, 2]), sofs:set([2, 3])), sofs:extension(sofs:relation([{1, a}]), sofs:set([1, 2]), sofs:from_term(b))]]
        ++ [sofs:is_equal(R, R), sofs:is_subset(sofs:relation([{1, a}]), R), sofs:no_elements(R), sofs:is_a_function(R), sofs:type(R), sofs:is_sofs_set(x)].

families() ->
    F = sofs:family([{a, [1, 2]}, {b, [3]}, {c, []}]),
    E = fun sofs:to_external/1,
    [E(X) || X <- [sofs:family_to_relation(F), sofs:union_of_family(F), sofs:family_union(F, sofs:family([{a, [9]}, {d, [4]}])), sofs:family_projection(fun(S) -> S end, F),
                   sofs:family_specification({external, fun(L) -> length(L) > 0 end}, F), sofs:intersection_of_family(sofs:family([{a, [1, 2]}, {b, [2, 3]}]))]].

sets() ->
    A = [3, 1, 2, 1, 1.0, {x}, "s", <<"b">>],
    B = [2, 4, {x}],
    [begin
         {SA, SB} = {M:from_list(A), M:from_list(B)},
         L = fun(S) -> lists:sort(M:to_list(S)) end,
         {M, L(SA), L(M:union(SA, SB)), L(M:intersection(SA, SB)), L(M:subtract(SA, SB)), M:is_element(1.0, SA), M:is_element(9, SA), M:size(SA),
          M:is_subset(SB, SA), M:is_disjoint(SA, SB), L(M:add_element(7, SA)), L(M:del_element(1, SA)), lists:sort(M:fold(fun(X, Acc) -> [X | Acc] end, [], SA)),
          L(M:filter(fun(X) -> is_integer(X) end, SA)), M:is_set(SA), M:is_empty(M:new())}
     end || M <- [sets, gb_sets, ordsets]] ++
    [begin S = sets:from_list(lists:seq(1, 500), [{version, V}]), {lists:sort(sets:to_list(sets:filter(fun(X) -> X rem 50 =:= 0 end, S))), sets:size(S), is_map(S)} end || V <- [1, 2]] ++
    [{gb_sets:smallest(gb_sets:from_list(B)), gb_sets:largest(gb_sets:from_list(B)), gb_sets:take_smallest(gb_sets:from_ordset([1, 2, 3])),
      gb_sets:to_list(gb_sets:balance(gb_sets:from_list(lists:seq(1, 20)))), element(1, gb_sets:next(gb_sets:iterator_from(3, gb_sets:from_list(lists:seq(1, 5)))))}].

dictionaries() ->
    [begin
         D0 = M:from_list([{K, K * K} || K <- lists:seq(1, 100)]),
         D = M:update_counter(5, 1000, M:append(list, x, M:append_list(list, [y, z], M:store(a, b, M:erase(3, D0))))),
         {M, M:size(D), M:fetch(5, D), M:find(3, D), M:find(4, D), M:fetch(list, D), lists:sort(M:to_list(M:filter(fun(_, V) -> is_integer(V) andalso V < 50 end, D))),
          M:fold(fun(_, V, S) when is_integer(V) -> S + V; (_, _, S) -> S end, 0, D), lists:sort(M:fetch_keys(M:map(fun(_, V) -> V end, D))) =:= lists:sort(M:fetch_keys(D)),
          lists:sort(M:to_list(M:merge(fun(_, X, Y) -> {X, Y} end, M:from_list([{1, a}, {2, b}]), M:from_list([{2, c}, {3, d}])))), M:is_key(a, D), M:take(a, D) =/= error,
          M:is_empty(M:new()), try M:fetch(none, D) catch error:E -> is_atom(E) orelse is_tuple(E) end}
     end || M <- [dict, orddict]].

arrays() ->
    A = array:from_list(lists:seq(0, 99)),
    B = array:set(150, last, array:resize(120, A)),
    C = array:set(1, x, array:new([{default, zero}, {size, 4}, {fixed, true}])),
    {array:get(42, A), array:size(B), array:get(130, B), array:sparse_size(B), array:to_list(C), array:to_orddict(C), array:sparse_to_list(C),
     array:foldl(fun(I, V, S) when is_integer(V) -> S + I * V; (_, _, S) -> S end, 0, B), array:foldr(fun(_, V, L) -> [V | L] end, [], C), array:is_fix(C),
     array:to_list(array:map(fun(I, V) -> {I, V} end, C)), array:to_list(array:relax(C)), try array:set(9, y, C) catch error:R -> R end, array:default(C),
     array:to_list(array:from_orddict([{1, a}, {3, b}])), array:sparse_foldl(fun(I, _, L) -> [I | L] end, [], C)}.

lists_of() ->
    P = [a, {b, 1}, {c, 2, 3}, {b, 4}, {d, false}, {a, true}],
    {proplists:get_value(b, P), proplists:get_value(a, P), proplists:get_value(z, P, def), proplists:get_all_values(b, P), proplists:get_bool(d, P), proplists:lookup(c, P),
     proplists:lookup_all(b, P), proplists:delete(b, P), proplists:compact(P), proplists:unfold(P), proplists:get_keys([{x, 1}, y, {x, 2}]), proplists:expand([{a, [{e, 1}]}], P),
     proplists:substitute_aliases([{b, bb}], P), proplists:split(P, [b]), proplists:append_values(b, P), proplists:is_defined(d, P), proplists:to_map([a, {b, 1}]),
     proplists:normalize(P, [{negations, [{no_x, x}]}])}.

queues() ->
    Q = queue:in_r(front, queue:from_list([1, 2, 3, 4, 5])),
    {queue:to_list(Q), queue:out(Q), queue:out_r(Q), queue:peek(Q), queue:peek_r(Q), queue:len(Q), queue:to_list(queue:reverse(Q)), queue:member(3, Q),
     queue:to_list(queue:filter(fun(X) -> is_integer(X) andalso X > 2 end, Q)), queue:split(2, Q), queue:to_list(queue:join(Q, Q)), queue:is_empty(queue:new()),
     queue:fold(fun(X, L) -> [X | L] end, [], Q), queue:any(fun is_atom/1, Q), queue:all(fun is_atom/1, Q), queue:to_list(queue:delete(3, Q)), try queue:head(queue:new()) catch error:R -> R end}.
