%% SPDX-License-Identifier: Apache-2.0
%%
%% Monitors: several on one process, removed, flushed, on names, on the dead, by alias of spawn options, their messages
%% in order.

-module(process_monitor_many).
-export([main/0]).

main() ->
    S = self(),
    Wait = fun() -> receive stop -> exit(told) end end,
    P = spawn(Wait),
    Rs = [monitor(process, P) || _ <- [1, 2, 3]],
    [_, R2, _] = Rs,
    A = [demonitor(R2), demonitor(R2)],
    P ! stop,
    B = [receive {'DOWN', R, process, P, Why} -> Why after 30 -> none end || R <- Rs],
    Dead = monitor(process, P),
    C = [receive {'DOWN', Dead, process, P, W} -> W end, demonitor(Dead, [flush]), demonitor(Dead, [info])],
    true = register(named, spawn(Wait)),
    N = monitor(process, named),
    named ! stop,
    D = receive {'DOWN', N, process, {named, Node}, W2} -> {W2, Node =:= node()} end,
    E = begin N2 = monitor(process, no_such_name), receive {'DOWN', N2, process, {no_such_name, _}, W3} -> W3 end end,
    {P2, M2} = spawn_monitor(fun() -> S ! {first, self()}, exit(second) end),
    F = [receive {first, P2} -> first end, receive {'DOWN', M2, _, _, W4} -> W4 end],
    {P3, M3} = spawn_opt(fun() -> exit(opt) end, [monitor]),
    G = receive {'DOWN', M3, process, P3, W5} -> W5 end,
    H = [demonitor(monitor(process, spawn(Wait)), [info]), probe_lib:run(fun() -> monitor(process, 1) end), probe_lib:run(fun() -> demonitor(a) end), probe_lib:run(fun() -> demonitor(make_ref(), [bad]) end)],
    I = begin Q = spawn(fun() -> ok end), M4 = monitor(process, Q), receive after 5 -> ok end, demonitor(M4, [flush]), receive {'DOWN', M4, _, _, _} -> still after 0 -> flushed end end,
    [A, B, C, D, E, F, G, H, I].
