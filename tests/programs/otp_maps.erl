%% SPDX-License-Identifier: Apache-2.0
%%
%% Word counts, inverted indices and graph searches with maps of the installed OTP.

-module(otp_maps).
-export([main/0]).

main() ->
    Text = "the cat sat on the mat and the dog sat on the log while the cat saw the dog",
    Words = string:lexemes(Text, " "),
    [{counts, lists:sort(maps:to_list(lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words)))},
     {index, maps:map(fun(_, Ps) -> lists:reverse(Ps) end, index(Words, 1, #{}))},
     {bfs, bfs([{a, 0}], graph(), #{})},
     {topological, topological(graph())},
     {memo, element(1, collatz(97, #{}))},
     {by_length, lists:sort(maps:to_list(maps:groups_from_list(fun erlang:length/1, lists:usort(Words))))},
     {invert, maps:fold(fun(K, Vs, A) -> lists:foldl(fun(V, B) -> maps:update_with(V, fun(L) -> lists:sort([K | L]) end, [K], B) end, A, Vs) end, #{}, graph())},
     {iterator, lists:sort(collect(maps:iterator(graph())))}].

index([W | Rest], N, M) -> index(Rest, N + 1, M#{W => [N | maps:get(W, M, [])]});
index([], _, M) -> M.

graph() -> #{a => [b, c], b => [d], c => [d, e], d => [f], e => [f], f => []}.

bfs([{N, D} | Rest], G, Seen) when is_map_key(N, Seen) -> bfs(Rest, G, maps:update_with(N, fun(X) -> min(X, D) end, Seen));
bfs([{N, D} | Rest], G, Seen) -> bfs(Rest ++ [{M, D + 1} || M <- maps:get(N, G)], G, Seen#{N => D});
bfs([], _, Seen) -> Seen.

topological(G) when map_size(G) =:= 0 -> [];
topological(G) ->
    Sinks = lists:sort([N || {N, []} <- maps:to_list(G)]),
    G1 = maps:map(fun(_, L) -> L -- Sinks end, maps:without(Sinks, G)),
    Sinks ++ topological(G1).

collatz(1, M) -> {0, M};
collatz(N, M) ->
    case M of
        #{N := L} -> {L, M};
        #{} ->
            {L, M1} = collatz(if N band 1 =:= 0 -> N div 2; true -> 3 * N + 1 end, M),
            {L + 1, M1#{N => L + 1}}
    end.

collect(I) ->
    case maps:next(I) of
        none -> [];
        {K, V, I1} -> [{K, V} | collect(I1)]
    end.
