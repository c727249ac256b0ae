%% SPDX-License-Identifier: Apache-2.0
%%
%% Registered names; what process_info tells.

-module(process_names).
-export([main/0]).

main() ->
    [{names, names()},
     {infos, infos()}].

names() ->
    S = self(),
    register(me, S), me ! hi, A = receive hi -> ok end,
    {me, node()} ! hello, B = receive hello -> ok end,
    C = class(fun() -> register(me, S) end), D = whereis(me), true = unregister(me),
    {A, B, C, D =:= S, whereis(me), class(fun() -> nobody ! x end)}.

infos() ->
    S = self(),
    {P, M} = spawn_monitor(fun() -> register(infoproc, self()), put(k, v), S ! ready, receive stop -> ok end end),
    receive ready -> erlang:yield() end, P ! a, P ! b,
    R = [process_info(P, I) || I <- [registered_name, message_queue_len, messages, dictionary, trap_exit, links]],
    P ! stop, receive {'DOWN', M, process, P, normal} -> ok end, {R, process_info(P), is_process_alive(P)}.

class(F) -> try F() catch C:R -> {C, R} end.
