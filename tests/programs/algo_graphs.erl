%% SPDX-License-Identifier: Apache-2.0
%%
%% Graphs as maps: topological order, components, strongly connected components, spanning trees, bipartite colouring,
%% flows.

-module(algo_graphs).
-export([main/0]).

main() ->
    G = #{a => [b, c], b => [d], c => [d], d => [], e => [a]},
    Cyclic = #{1 => [2], 2 => [3], 3 => [1, 4], 4 => [5], 5 => [4], 6 => []},
    [{topological, sorted(G), sorted(Cyclic)},
     {components, components(Cyclic)},
     {spanning, kruskal([{7, a, d}, {5, a, b}, {9, b, d}, {8, b, c}, {7, b, e}, {5, c, e}, {15, d, e}, {6, d, f}, {8, e, f}, {9, e, g}, {11, f, g}])},
     {bipartite, [colour(X) || X <- [#{1 => [2, 4], 2 => [1, 3], 3 => [2, 4], 4 => [1, 3]}, #{1 => [2, 3], 2 => [1, 3], 3 => [1, 2]}]]},
     {flow, flow(#{{s, a} => 10, {s, b} => 5, {a, b} => 15, {a, t} => 5, {b, t} => 10}, s, t)},
     {breadth, breadth([a], G, #{a => 0})}].

sorted(G) -> sorted(lists:sort(maps:keys(G)), G, #{}, []).

sorted([], _, _, Acc) -> Acc;
sorted([V | Vs], G, Seen, Acc) ->
    try visit(V, G, {Seen, Acc}) of
        {S, A} -> sorted(Vs, G, S, A)
    catch throw:{cycle, _} = C -> C
    end.

visit(V, G, {Seen, Acc}) ->
    case Seen of
        #{V := done} -> {Seen, Acc};
        #{V := open} -> throw({cycle, V});
        _ ->
            {S, A} = lists:foldl(fun(W, X) -> visit(W, G, X) end, {Seen#{V => open}, Acc}, maps:get(V, G)),
            {S#{V := done}, [V | A]}
    end.

%% Kosaraju.
components(G) ->
    {_, Order} = lists:foldl(fun(V, X) -> depth(V, G, X) end, {#{}, []}, lists:sort(maps:keys(G))),
    Back = lists:foldl(fun({V, Ws}, M) -> lists:foldl(fun(W, N) -> N#{W => [V | maps:get(W, N, [])]} end, M, Ws) end, #{}, lists:sort(maps:to_list(G))),
    {_, Found} = lists:foldl(fun(V, {Seen, Acc}) ->
        case depth(V, Back, {Seen, []}) of
            {S, []} -> {S, Acc};
            {S, C} -> {S, [lists:sort(C) | Acc]}
        end end, {#{}, []}, Order),
    lists:sort(Found).

depth(V, _, {Seen, Acc}) when is_map_key(V, Seen) -> {Seen, Acc};
depth(V, G, {Seen, Acc}) ->
    {S, A} = lists:foldl(fun(W, X) -> depth(W, G, X) end, {Seen#{V => true}, Acc}, maps:get(V, G, [])),
    {S, [V | A]}.

kruskal(Edges) ->
    {_, Tree} = lists:foldl(fun({W, A, B}, {Sets, Acc}) ->
        case {find(A, Sets), find(B, Sets)} of
            {R, R} -> {Sets, Acc};
            {R, Q} -> {Sets#{R => Q}, [{W, A, B} | Acc]}
        end end, {#{}, []}, lists:sort(Edges)),
    {lists:sum([W || {W, _, _} <- Tree]), lists:reverse(Tree)}.

find(X, Sets) when map_get(X, Sets) =/= X -> find(map_get(X, Sets), Sets);
find(X, _) -> X.

colour(G) ->
    try lists:sort(maps:to_list(maps:fold(fun(V, _, C) -> case C of #{V := _} -> C; _ -> paint(V, 0, G, C) end end, #{}, G)))
    catch throw:Odd -> Odd
    end.

paint(V, N, G, C) ->
    case C of
        #{V := N} -> C;
        #{V := _} -> throw(odd_cycle);
        _ -> lists:foldl(fun(W, D) -> paint(W, 1 - N, G, D) end, C#{V => N}, maps:get(V, G))
    end.

flow(Cap, S, T) ->
    case path([[S]], Cap, T, [S]) of
        none -> 0;
        Path ->
            Steps = lists:zip(lists:droplast(Path), tl(Path)),
            Least = lists:min([maps:get(E, Cap) || E <- Steps]),
            Next = lists:foldl(fun({A, B}, C) -> C#{{A, B} := maps:get({A, B}, C) - Least, {B, A} => maps:get({B, A}, C, 0) + Least} end, Cap, Steps),
            Least + flow(Next, S, T)
    end.

path([], _, _, _) -> none;
path([[T | _] = P | _], _, T, _) -> lists:reverse(P);
path([[V | _] = P | Rest], Cap, T, Seen) ->
    New = lists:sort([B || {{A, B}, C} <- maps:to_list(Cap), A =:= V, C > 0, not lists:member(B, Seen)]),
    path(Rest ++ [[B | P] || B <- New], Cap, T, New ++ Seen).

breadth([], _, D) -> lists:sort(maps:to_list(D));
breadth([V | Q], G, D) ->
    New = [W || W <- maps:get(V, G), not is_map_key(W, D)],
    breadth(Q ++ New, G, lists:foldl(fun(W, M) -> M#{W => map_get(V, D) + 1} end, D, New)).
