%% SPDX-License-Identifier: Apache-2.0
%%
%% Links, exit signals, trap_exit, and what exit/2 does with the reasons normal and kill.

-module(process_links).
-export([main/0]).

main() ->
    [{links, links()},
     {trap, trap()},
     {exits, exits()}].

links() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(bye) end),
    R1 = receive {'EXIT', P, X} -> X after 1000 -> none end,
    Q = spawn_link(fun() -> receive stop -> ok end end),
    unlink(Q), exit(Q, kill),
    R2 = receive {'EXIT', Q, Y} -> Y after 50 -> none end,
    Z = spawn_link(fun() -> ok end),
    R3 = receive {'EXIT', Z, W} -> W after 1000 -> none end,
    spawn_link(fun() -> a = b() end),
    {'EXIT', V, R4} = receive M -> M end,
    process_flag(trap_exit, false),
    {R1, R2, R3, is_pid(V), element(1, R4)}.

trap() ->
    S = self(),
    P = spawn(fun() -> process_flag(trap_exit, true), S ! ready, receive {'EXIT', F, R} -> S ! {got, F =:= S, R} end, receive {'EXIT', _, R2} -> S ! {got2, R2} end end),
    receive ready -> ok end,
    exit(P, hello), exit(P, normal),
    A = receive {got, T, R} -> {T, R} end, B = receive {got2, R2} -> R2 end, {A, B}.

exits() ->
    S = self(),
    {P, R} = spawn_monitor(fun() -> S ! (catch exit(self(), normal)), receive after infinity -> ok end end),
    A = receive {'DOWN', R, process, P, Why} -> Why end,
    {_, R2} = spawn_monitor(fun() -> exit(self(), kill), receive after infinity -> ok end end),
    B = receive {'DOWN', R2, process, _, Why2} -> Why2 end,
    {_, R3} = spawn_monitor(fun() -> throw(ball) end),
    {{C, _}, _} = {receive {'DOWN', R3, process, _, Why3} -> Why3 end, x},
    {A, B, C}.

b() -> b.
