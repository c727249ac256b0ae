%% SPDX-License-Identifier: Apache-2.0
%%
%% Futures, barriers, semaphores, a rendezvous, a publish and subscribe hub, rate counting, built on messages alone.

-module(process_futures).
-export([main/0]).

main() ->
    [{futures, [await(F) || F <- [async(fun() -> 1 + 1 end), async(fun() -> error(no) end), async(fun() -> throw({t, 1}) end), async(fun() -> exit(gone) end)]]}, {barrier, barrier(4)}, {semaphore, semaphore(2, 6)}, {meet, rendezvous()}, {hub, hub()}, {any, any([3000, 1, 2000])}, {stream, stream(5)}, {gather, gather(lists:seq(1, 5))}].

async(F) -> spawn_monitor(fun() -> exit({value, F()}) end).
await({P, R}) -> receive {'DOWN', R, process, P, {value, V}} -> {ok, V}; {'DOWN', R, process, P, {{nocatch, T}, _}} -> {thrown, T}; {'DOWN', R, process, P, {E, [_ | _]}} -> {error, E}; {'DOWN', R, process, P, W} -> {exit, W} end.

barrier(N) ->
    S = self(),
    B = spawn(fun() -> Ps = [receive {here, P} -> P end || _ <- lists:seq(1, N)], [P ! go || P <- Ps] end),
    [spawn(fun() -> B ! {here, self()}, S ! before, receive go -> S ! {past, I} end end) || I <- lists:seq(1, N)],
    All = [receive M -> M end || _ <- lists:seq(1, 2 * N)],
    {length([x || before <- All]), lists:sort([I || {past, I} <- All])}.

semaphore(Max, N) ->
    S = self(),
    Sem = spawn(fun() -> sem(Max, 0, 0) end),
    [spawn(fun() -> Sem ! {take, self()}, receive ok -> receive after 1 -> ok end, Sem ! give, S ! {done, I} end end) || I <- lists:seq(1, N)],
    Done = lists:sort([receive {done, I} -> I end || _ <- lists:seq(1, N)]),
    Sem ! {peak, S},
    {Done, receive {peak, P} -> P =< Max end}.
sem(0, Held, Peak) -> receive give -> sem(1, Held - 1, Peak) end;
sem(Free, Held, Peak) -> receive {take, P} -> P ! ok, sem(Free - 1, Held + 1, max(Peak, Held + 1)); give -> sem(Free + 1, Held - 1, Peak); {peak, P} -> P ! {peak, Peak} end.

rendezvous() ->
    S = self(),
    A = spawn(fun() -> receive {partner, P} -> P ! {hi, self(), from_a}, receive {hi, P, X} -> S ! {a, X} end end end),
    B = spawn(fun() -> receive {partner, P} -> P ! {hi, self(), from_b}, receive {hi, P, X} -> S ! {b, X} end end end),
    A ! {partner, B}, B ! {partner, A},
    {receive {a, X} -> X end, receive {b, Y} -> Y end}.

hub() ->
    S = self(),
    H = spawn(fun() -> hub([]) end),
    Subs = [begin P = spawn(fun() -> collect(T, [], S) end), H ! {sub, T, P}, P end || T <- [news, all, sport]],
    [H ! {pub, T, M} || {T, M} <- [{news, 1}, {sport, 2}, {news, 3}]],
    H ! stop,
    [receive {Sub, T, L} -> {T, L} end || Sub <- Subs].
hub(Subs) -> receive {sub, T, P} -> hub([{T, P} | Subs]); {pub, T, M} -> [P ! {got, T, M} || {U, P} <- Subs, U =:= T orelse U =:= all], hub(Subs); stop -> [P ! done || {_, P} <- Subs] end.
collect(T, Acc, S) -> receive {got, U, M} -> collect(T, [{U, M} | Acc], S); done -> S ! {self(), T, lists:reverse(Acc)} end.

any(Ts) ->
    S = self(), R = make_ref(),
    Ps = [spawn(fun() -> receive after T -> S ! {R, T} end end) || T <- Ts],
    First = receive {R, T} -> T end,
    [exit(P, kill) || P <- Ps],
    receive after 40 -> ok end,
    {First, receive {R, _} -> late after 0 -> none end}.

stream(N) -> S = self(), P = spawn(fun() -> produce(1, S) end), L = [begin P ! more, receive {item, X} -> X end end || _ <- lists:seq(1, N)], P ! stop, L.
produce(I, S) -> receive more -> S ! {item, I * I}, produce(I + 1, S); stop -> ok end.
gather(L) -> S = self(), Ps = [spawn(fun() -> S ! {self(), X * 10} end) || X <- L], [receive {P, V} -> V end || P <- Ps].
