%% SPDX-License-Identifier: Apache-2.0
%%
%% Shortest paths with an ordered list as queue, negative cycles by Bellman and Ford, all pairs by Floyd and Warshall.

-module(algo_dijkstra).
-export([main/0]).

main() ->
    Edges = [{a, b, 7}, {a, c, 9}, {a, f, 14}, {b, c, 10}, {b, d, 15}, {c, d, 11}, {c, f, 2}, {d, e, 6}, {e, f, 9}],
    Graph = lists:foldl(fun add/2, #{}, Edges ++ [{T, F, W} || {F, T, W} <- Edges]),
    [{dijkstra, [{T, route(dijkstra(Graph, a), T)} || T <- [a, b, c, d, e, f, z]]},
     {ford, [bellman([{1, 2, 4}, {2, 3, W}, {3, 1, 1}], 1, 3) || W <- [2, -5, -6]]},
     {floyd, floyd([{1, 2, 3}, {2, 3, 1.5}, {3, 1, 2}, {1, 3, 10}], [1, 2, 3])}].

add({F, T, W}, G) -> maps:update_with(F, fun(L) -> [{T, W} | L] end, [{T, W}], G).

dijkstra(Graph, From) -> dijkstra(Graph, ordsets:from_list([{0, From, [From]}]), #{}).

dijkstra(_, [], Done) -> Done;
dijkstra(G, [{_, V, _} | Rest], Done) when is_map_key(V, Done) -> dijkstra(G, Rest, Done);
dijkstra(G, [{D, V, Path} | Rest], Done) ->
    New = ordsets:from_list([{D + W, T, [T | Path]} || {T, W} <- maps:get(V, G)]),
    dijkstra(G, ordsets:union(Rest, New), Done#{V => {D, Path}}).

route(Done, T) ->
    case Done of
        #{T := {D, Path}} -> {D, lists:reverse(Path)};
        #{} -> unreachable
    end.

bellman(Edges, From, N) ->
    Relax = fun(_, D) -> lists:foldl(fun({F, T, W}, M) ->
        case M of
            #{F := A, T := B} when A + W < B -> M#{T := A + W};
            #{F := A} when not is_map_key(T, M) -> M#{T => A + W};
            _ -> M
        end end, D, Edges) end,
    Done = lists:foldl(Relax, #{From => 0}, lists:seq(1, N - 1)),
    case Relax(x, Done) of
        Done -> {distances, lists:sort(maps:to_list(Done))};
        _ -> negative_cycle
    end.

floyd(Edges, Nodes) ->
    Start = maps:from_list([{{N, N}, 0} || N <- Nodes] ++ [{{F, T}, W} || {F, T, W} <- Edges]),
    Get = fun(F, T, M) -> maps:get({F, T}, M, infinity) end,
    Plus = fun(A, B) when is_atom(A); is_atom(B) -> infinity; (A, B) -> A + B end,
    Done = lists:foldl(fun({K, I, J}, M) -> M#{{I, J} => min(Get(I, J, M), Plus(Get(I, K, M), Get(K, J, M)))} end, Start,
                       [{K, I, J} || K <- Nodes, I <- Nodes, J <- Nodes]),
    lists:sort(maps:to_list(Done)).
