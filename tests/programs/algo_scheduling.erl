%% SPDX-License-Identifier: Apache-2.0
%%
%% Schedules: job sequencing with deadlines, activity selection, critical path, round robin, banker's safety, elevator
%% order.

-module(algo_scheduling).
-export([main/0]).

main() ->
    [{deadlines, jobs([{a, 2, 100}, {b, 1, 19}, {c, 2, 27}, {d, 1, 25}, {e, 3, 15}])}, {activities, pick(lists:keysort(2, [{1, 4}, {3, 5}, {0, 6}, {5, 7}, {8, 9}, {5, 9}]), 0)},
     {critical, critical([{a, 3, []}, {b, 2, [a]}, {c, 4, [a]}, {d, 1, [b, c]}, {e, 2, []}])}, {robin, robin([{p1, 5}, {p2, 2}, {p3, 4}], 2, 0)},
     {banker, [safe([3, 3, 2], [{p0, [0, 1, 0], [7, 4, 3]}, {p1, [2, 0, 0], [1, 2, 2]}, {p2, [3, 0, 2], [6, 0, 0]}]), safe([0, 0, 0], [{p, [1, 0, 0], [1, 0, 0]}])]},
     {elevator, [sweep(50, up, [95, 180, 34, 119, 11, 50, 62]), sweep(50, down, [95, 11, 62])]}, {intervals, merge(lists:sort([{1, 3}, {2, 6}, {8, 10}, {9, 9}, {15, 18}]))}].

jobs(L) -> lists:sort(maps:to_list(lists:foldl(fun({J, D, P}, M) -> case [T || T <- lists:seq(D, 1, -1), not is_map_key(T, M)] of [T | _] -> M#{T => {J, P}}; [] -> M end end, #{}, lists:reverse(lists:keysort(3, L))))).
pick([{S, E} | R], Last) when S >= Last -> [{S, E} | pick(R, E)];
pick([_ | R], Last) -> pick(R, Last);
pick([], _) -> [].
critical(Ts) -> Early = lists:foldl(fun({N, D, Ps}, M) -> M#{N => D + lists:max([0 | [map_get(P, M) || P <- Ps]])} end, #{}, Ts), {lists:max(maps:values(Early)), lists:sort(maps:to_list(Early))}.
robin([], _, _) -> [];
robin([{P, N} | Q], S, T) when N =< S -> [{P, T + N} | robin(Q, S, T + N)];
robin([{P, N} | Q], S, T) -> robin(Q ++ [{P, N - S}], S, T + S).
safe(_, []) -> [];
safe(Free, Ps) ->
    case lists:partition(fun({_, _, Need}) -> lists:all(fun({F, N}) -> N =< F end, lists:zip(Free, Need)) end, Ps) of
        {[], Stuck} -> {stuck, [P || {P, _, _} <- Stuck]};
        {[{P, Has, _} | Ok], No} -> case safe([F + H || {F, H} <- lists:zip(Free, Has)], Ok ++ No) of {stuck, S} -> {stuck, S}; R -> [P | R] end
    end.
sweep(At, up, L) -> lists:sort([X || X <- L, X >= At]) ++ lists:reverse(lists:sort([X || X <- L, X < At]));
sweep(At, down, L) -> lists:reverse(lists:sort([X || X <- L, X =< At])) ++ lists:sort([X || X <- L, X > At]).
merge([{A, B}, {C, D} | R]) when C =< B -> merge([{A, max(B, D)} | R]);
merge([I | R]) -> [I | merge(R)];
merge([]) -> [].
