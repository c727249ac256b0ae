%% SPDX-License-Identifier: Apache-2.0
%%
%% Many of everything: live processes, spawns in sequence, messages in a mailbox, processes that never wait.

-module(process_scale).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{live, live(?ON_ATOMVM(1000, 100000))},
     {sequence, sequence(?ON_ATOMVM(1000, 1000000), 0)},
     {in_order, in_order(?ON_ATOMVM(2000, 1000000))},
     {selective, selective(?ON_ATOMVM(1000, 1000000), ?ON_ATOMVM(20, 2000))},
     {late, late(?ON_ATOMVM(2000, 1000000))},
     {shrink, shrink(?ON_ATOMVM(20000, 500000))},
     {chain, chain(?ON_ATOMVM(500, 50000))},
     {watched, watched(?ON_ATOMVM(300, 20000))},
     {busy, busy(?ON_ATOMVM(6, 20))}].

%% All of them wait at the same time.
live(N) ->
    S = self(),
    Ps = [spawn_link(fun() -> receive {add, K} -> S ! K + I end end) || I <- lists:seq(1, N)],
    Count = length(erlang:processes()) >= N,
    [P ! {add, 1} || P <- Ps],
    {Count, sum(N, 0)}.

sum(0, Sum) -> Sum;
sum(N, Sum) -> receive K when is_integer(K) -> sum(N - 1, Sum + K) end.

sequence(0, Sum) -> Sum;
sequence(N, Sum) ->
    S = self(),
    spawn(fun() -> S ! {done, N} end),
    receive {done, N} -> sequence(N - 1, Sum + N) end.

in_order(N) ->
    fill(1, N),
    {message_queue_len, N} = process_info(self(), message_queue_len),
    drain(1, N).

fill(I, N) when I > N -> ok;
fill(I, N) -> self() ! {m, I}, fill(I + 1, N).

drain(I, N) when I > N -> {all, N};
drain(I, N) -> receive {m, J} when J =:= I -> drain(I + 1, N); Other -> {wrong, I, Other} end.

%% Calls of a server while the mailbox is full: each looks at the messages behind its marker alone.
selective(N, Calls) ->
    fill(1, N),
    Server = spawn_link(fun echo/0),
    Sum = lists:sum([call(Server, I) || I <- lists:seq(1, Calls)]),
    Server ! stop,
    {Sum, drain(1, N)}.

echo() ->
    receive
        {call, From, Ref, X} -> From ! {Ref, X + 1}, echo();
        stop -> ok
    end.

call(Server, X) ->
    Ref = make_ref(),
    Server ! {call, self(), Ref, X},
    receive {Ref, Y} -> Y end.

%% The one that matches is the last.
late(N) ->
    fill(1, N),
    self() ! last,
    Got = receive last -> last after 0 -> none end,
    {Got, receive nothing -> nothing after 0 -> none end, drain(1, N)}.

%% A heap that was large becomes small again, and so does the memory of the system.
shrink(N) ->
    S = self(),
    P = spawn_link(fun() -> shrinking(S, N) end),
    receive {P, Peak, After} -> {Peak > 4 * N, After < Peak div 20} end.

shrinking(S, N) ->
    Length = length(lists:seq(1, N) ++ lists:seq(1, 2)),
    List = [{I} || I <- lists:seq(1, N)],
    {_, Peak} = process_info(self(), memory),
    Length = length(List) + 2,
    erlang:garbage_collect(),
    {_, After} = process_info(self(), memory),
    S ! {self(), Peak, After}.

%% Each is linked to the one before it: one exit ends all.
chain(N) ->
    S = self(),
    {P, Ref} = spawn_monitor(fun() -> link_chain(N, S) end),
    receive {ready, Last} -> exit(Last, stop) end,
    receive {'DOWN', Ref, process, P, Reason} -> Reason end.

link_chain(0, S) -> S ! {ready, self()}, receive never -> ok end;
link_chain(N, S) -> spawn_link(fun() -> link_chain(N - 1, S) end), receive never -> ok end.

%% One process with many watchers, and one watcher of many.
watched(N) ->
    Target = spawn(fun() -> receive stop -> exit(stopped) end end),
    S = self(),
    Watchers = [spawn(fun() ->
                          Ref = monitor(process, Target),
                          S ! watching,
                          receive {'DOWN', Ref, process, Target, R} -> exit({seen, R}) end
                      end) || _ <- lists:seq(1, N)],
    Refs = [monitor(process, W, [{tag, {down, I}}]) || {I, W} <- lists:zip(lists:seq(1, N), Watchers)],
    [receive watching -> ok end || _ <- Watchers],
    Target ! stop,
    lists:sum([receive {{down, I}, Ref, process, _, {seen, stopped}} when is_reference(Ref) -> I end || _ <- Refs]).

%% Loops that never wait, with and without calls of other modules, leave the others their turn.
busy(N) ->
    Busy = [spawn_link(fun() -> case I rem 3 of
                                    0 -> spin(0);
                                    1 -> spin_apart(0);
                                    2 -> spin_body([0])
                                end end) || I <- lists:seq(1, N)],
    Server = spawn_link(fun echo/0),
    Sum = lists:sum([call(Server, I) || I <- lists:seq(1, ?ON_ATOMVM(20, 100))]),
    Timer = erlang:start_timer(20, self(), tick),
    Tick = receive {timeout, Timer, tick} -> tick end,
    Counted = [R > 0 || P <- Busy, {reductions, R} <- [process_info(P, reductions)]],
    [begin unlink(P), exit(P, kill) end || P <- Busy],
    Server ! stop,
    {Sum, Tick, lists:usort(Counted)}.

spin(N) -> spin(N + 1).
spin_apart(N) -> spin_apart(lists:last([N, N])).
spin_body(L) -> spin_body([length(spin_help(100)) | tl(L)]).
spin_help(0) -> [];
spin_help(N) -> [N | spin_help(N - 1)].
