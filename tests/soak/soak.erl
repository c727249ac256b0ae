%% SPDX-License-Identifier: Apache-2.0
%%
%% Work whose memory must all come back: each function makes processes and what belongs to them, lets them die in one way
%% or another, and gives a value that is known beforehand. soak.mjs runs rounds for minutes, memory_test.mjs each
%% function alone.

-module(soak).
-export([round/0, parts/0, links/0, monitors/0, timers/0, names/0, aliases/0, binaries/0, dictionary/0, mailbox/0, maps/0,
         exceptions/0, ring/0]).

parts() -> [links, monitors, timers, names, aliases, binaries, dictionary, mailbox, maps, exceptions, ring].

round() -> [{Part, ?MODULE:Part()} || Part <- parts()].

wait(Pid) ->
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason end.

%% A web of links; one exit ends all.
links() ->
    P = spawn(fun() ->
                      Ps = [spawn_link(fun idle/0) || _ <- lists:seq(1, 50)],
                      [A ! {link, B} || A <- Ps, B <- Ps, A < B],
                      hd(Ps) ! {exit, torn},
                      idle()
              end),
    wait(P).

idle() ->
    receive
        {link, P} -> catch link(P), idle();
        {exit, Reason} -> exit(Reason);
        stop -> ok
    end.

%% Watchers die before what they watch, and the other way round; tags are terms of their own.
monitors() ->
    Target = spawn(fun idle/0),
    Watchers = [spawn(fun() -> monitor(process, Target, [{tag, {seen, I, <<0:800>>}}]), idle() end) || I <- lists:seq(1, 100)],
    [kill(W) || W <- lists:sublist(Watchers, 50)],
    Refs = [monitor(process, Target, [{tag, {mine, I}}]) || I <- lists:seq(1, 20)],
    Target ! stop,
    Sum = lists:sum([receive {{mine, I}, R, process, Target, normal} -> I end || R <- Refs]),
    [kill(W) || W <- Watchers],
    Sum.

kill(P) ->
    Ref = monitor(process, P),
    exit(P, kill),
    receive {'DOWN', Ref, process, P, Reason} -> Reason end.

%% Timers for processes that die, that are cancelled, and that fire.
timers() ->
    P = spawn(fun idle/0),
    [erlang:send_after(1000000, P, {far, I, [a, b]}) || I <- lists:seq(1, 100)],
    Own = [erlang:start_timer(1000000, self(), {own, I}) || I <- lists:seq(1, 100)],
    Left = [T || T <- Own, is_integer(erlang:cancel_timer(T))],
    Near = [erlang:start_timer(0, self(), I) || I <- lists:seq(1, 20)],
    Fired = lists:sum([receive {timeout, T, I} -> I end || T <- Near]),
    killed = kill(P),
    receive never -> ok after 1 -> {length(Left), Fired} end.

names() ->
    Ps = [begin P = spawn(fun idle/0), register(N, P), P end || N <- [soak_a, soak_b, soak_c]],
    soak_a ! stop,
    exit(whereis(soak_b), gone),
    soak_c ! {exit, left},
    Reasons = [wait(P) || P <- Ps],
    {[R =:= noproc orelse R =:= normal orelse R =:= gone orelse R =:= left || R <- Reasons],
     [whereis(N) || N <- [soak_a, soak_b, soak_c]]}.

aliases() ->
    P = spawn(fun() -> [alias([O]) || O <- [explicit_unalias, reply], _ <- lists:seq(1, 20)], idle() end),
    Server = spawn(fun echo/0),
    Sum = lists:sum([call(Server, I) || I <- lists:seq(1, 100)]),
    {Sum, kill(P), kill(Server)}.

echo() -> receive {call, Alias, X} -> Alias ! {Alias, X + 1}, echo() end.

call(Server, X) ->
    Ref = monitor(process, Server, [{alias, reply_demonitor}]),
    Server ! {call, Ref, X},
    receive {Ref, Y} -> Y end.

%% Shared, appended to, cut, sent around.
binaries() ->
    Big = binary:copy(<<"0123456789">>, 5000),
    S = self(),
    Ps = [spawn(fun() -> receive {B, From} -> From ! {self(), byte_size(append(B, 50)), binary:part(B, I, 100)} end end)
          || I <- lists:seq(1, 20)],
    [P ! {Big, S} || P <- Ps],
    Held = [spawn(fun() -> receive {keep, B} -> put(b, B), idle() end end) || _ <- Ps],
    [P ! {keep, Big} || P <- Held],
    Sizes = [receive {P, Size, Part} -> Size + byte_size(Part) end || P <- Ps],
    [P ! stop || P <- Held],
    [wait(P) || P <- Held ++ Ps],
    lists:sum(Sizes).

append(B, 0) -> B;
append(B, N) -> append(<<B/binary, N:64>>, N - 1).

dictionary() ->
    P = spawn(fun() -> [put({key, I}, lists:seq(1, I)) || I <- lists:seq(1, 200)], exit({got, length(get({key, 150}))}) end),
    case wait(P) of noproc -> {got, 150}; R -> R end.

%% A mailbox that is full when its owner dies, and a heap that was large.
mailbox() ->
    P = spawn(fun idle/0),
    [P ! {message, I, [I, "text"], #{i => I}} || I <- lists:seq(1, 20000)],
    killed = kill(P),
    Q = spawn(fun() -> L = [{I, I} || I <- lists:seq(1, 100000)], exit({sum, lists:sum([A || {A, _} <- L])}) end),
    case wait(Q) of noproc -> {sum, 5000050000}; R -> R end.

maps() ->
    M = lists:foldl(fun(I, A) -> A#{I => {I, integer_to_binary(I)}} end, #{}, lists:seq(1, 500)),
    N = lists:foldl(fun maps:remove/2, M, lists:seq(1, 500, 2)),
    {map_size(N), maps:fold(fun(K, _, S) -> K + S end, 0, N)}.

exceptions() ->
    lists:sum([try throw_deep(I) catch throw:{_, X} -> X; error:{badmatch, X} -> X; exit:X -> X end || I <- lists:seq(1, 300)]).

throw_deep(I) when I rem 3 =:= 0 -> throw({lists:seq(1, 100), I});
throw_deep(I) when I rem 3 =:= 1 -> exit(I);
throw_deep(I) -> none = I.

%% A message goes around.
ring() ->
    S = self(),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> pass(Next) end) end, S, lists:seq(1, 200)),
    Laps = [begin First ! {token, Lap, [Lap]}, receive {token, N, _} -> N end end || Lap <- lists:seq(1, 20)],
    First ! done,
    receive done -> lists:sum(Laps) end.

pass(Next) ->
    receive
        {token, N, L} -> Next ! {token, N + 1, [N | L]}, pass(Next);
        done -> Next ! done
    end.
