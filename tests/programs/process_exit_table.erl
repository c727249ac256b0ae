%% SPDX-License-Identifier: Apache-2.0
%%
%% Who dies of what: each way to end or to be told, with and without link, monitor and trap_exit.

-module(process_exit_table).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    [{ends, [{W, observe(W)} || W <- [return, exit_normal, exit_shutdown, exit_kill, throw, error, raise, badmatch, {exit_self, normal}, {exit_self, kill}, {exit_self, x}, undef]]},
     {told, [{R, Trap, told(R, Trap)} || R <- [normal, kill, killed, shutdown, {a, b}], Trap <- [true, false]]},
     {linked, [{R, Trap, linked(R, Trap)} || R <- [normal, kill, crash], Trap <- [true, false]]},
     {chain, chain(5)},
     {unlinked, unlinked()},
     {monitors, monitors()},
     {late, late()},
     {normal_from_self, begin process_flag(trap_exit, true), exit(self(), normal), receive {'EXIT', P, normal} -> P =:= self() after 10 -> none end end},
     {leftovers, process_info(self(), message_queue_len)}].

observe(Way) ->
    {P, R} = spawn_opt(fun() -> finish(Way) end, [link, monitor]),
    E = receive {'EXIT', P, A} -> top(A) end,
    D = receive {'DOWN', R, process, P, B} -> top(B) end,
    {E, E =:= D}.

finish(return) -> probe_lib:id(value);
finish(exit_normal) -> exit(normal);
finish(exit_shutdown) -> exit({shutdown, why});
finish(exit_kill) -> exit(kill);
finish(throw) -> throw(ball);
finish(error) -> error({my, error});
finish(raise) -> erlang:raise(error, r, [{m, f, 1, []}]);
finish(badmatch) -> {a, _} = probe_lib:id({b, c});
finish({exit_self, R}) -> exit(self(), R), receive after 20 -> survived end;
finish(undef) -> ?MODULE:nothing(1).

top({Reason, [{M, F, A, _} | _]}) -> {Reason, {M, F, A}};
top(Reason) -> Reason.

told(Reason, Trap) ->
    Self = self(),
    {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, Trap), Self ! ready, receive {'EXIT', _, Got} -> exit({trapped, Got}); stop -> exit(survived) end end),
    receive ready -> ok end,
    exit(P, Reason),
    P ! stop,
    receive {'DOWN', R, process, P, Why} -> Why end.

linked(Reason, Trap) ->
    Self = self(),
    {P, R} = spawn_monitor(fun() ->
        process_flag(trap_exit, Trap),
        C = spawn_link(fun() -> receive go -> exit(Reason) end end),
        Self ! {child, C},
        receive {'EXIT', C, Got} -> exit({trapped, Got}); stop -> exit(survived) end
    end),
    C = receive {child, X} -> X end,
    M = monitor(process, C),
    C ! go,
    receive {'DOWN', M, process, C, _} -> ok end,
    P ! stop,
    receive {'DOWN', R, process, P, Why} -> Why end.

chain(N) ->
    Self = self(),
    First = spawn(fun() -> chain_link(N, Self) end),
    Last = receive {last, P} -> P end,
    R = monitor(process, First),
    exit(Last, broken),
    receive {'DOWN', R, process, First, Why} -> Why end.

chain_link(0, To) -> To ! {last, self()}, receive never -> ok end;
chain_link(N, To) -> spawn_link(fun() -> chain_link(N - 1, To) end), receive never -> ok end.

unlinked() ->
    P = spawn_link(fun() -> receive X -> exit(X) end end),
    true = unlink(P),
    R = monitor(process, P),
    P ! gone,
    {receive {'DOWN', R, process, P, W} -> W end, receive {'EXIT', P, _} -> linked after 5 -> unlinked end, unlink(P)}.

monitors() ->
    P = spawn(fun() -> receive X -> exit(X) end end),
    [A, B, C] = [monitor(process, P) || _ <- [1, 2, 3]],
    true = demonitor(B),
    Info = demonitor(C, [info, flush]),
    P ! over,
    {Info, receive {'DOWN', A, _, _, W} -> W end, receive {'DOWN', M, _, _, _} -> M =:= B after 5 -> none end, demonitor(A, [info])}.

late() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, _, _, normal} -> ok end,
    true = link(P),
    {receive {'EXIT', P, W} -> W after 20 -> none end, exit(P, x), is_process_alive(P), (P ! m) =:= m}.
