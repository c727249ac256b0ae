%% SPDX-License-Identifier: Apache-2.0
%%
%% Monitors of processes and names, demonitor, aliases and their kinds.

-module(process_monitors).
-export([main/0]).

main() ->
    [{monitors, monitors()},
     {aliases, aliases()}].

monitors() ->
    {P, R} = spawn_monitor(fun() -> receive go -> exit(done) end end),
    P ! go,
    A = receive {'DOWN', R, process, P, Why} -> Why end,
    R2 = monitor(process, P),
    B = receive {'DOWN', R2, process, P, Why2} -> Why2 end,
    R3 = monitor(process, nosuchname),
    C = receive {'DOWN', R3, process, N, Why3} -> {N, Why3} end,
    Q = spawn(fun() -> receive after infinity -> ok end end),
    R4 = monitor(process, Q), D1 = demonitor(R4), exit(Q, kill),
    D = receive {'DOWN', R4, _, _, _} = X -> X after 20 -> quiet end,
    {A, B, C, D1, D, demonitor(R4, [flush, info])}.

aliases() ->
    S = self(), A = alias(),
    spawn(fun() -> A ! one, S ! two end), receive two -> ok end, X = receive one -> got after 0 -> none end,
    unalias(A), A ! three, Y = receive three -> got after 0 -> none end,
    P = spawn(fun() -> receive {From, Ref} -> Ref ! {reply, From} end end),
    Ref = monitor(process, P, [{alias, reply_demonitor}]), P ! {S, Ref},
    Z = receive {reply, S} -> replied after 1000 -> none end,
    W = receive {'DOWN', Ref, _, _, _} -> down after 20 -> no_down end,
    {X, Y, Z, W}.
