%% SPDX-License-Identifier: Apache-2.0
%%
%% What links and monitors tell for each way to end, in chains of linked processes, with and without trapping.

-module(process_exit_reasons).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    Ends = [{normal, fun() -> ok end}, {exit_normal, fun() -> exit(normal) end}, {exit, fun() -> exit({bad, 1}) end}, {error, fun() -> error(oops) end},
            {throw, fun() -> throw(ball) end}, {kill_self, fun() -> exit(self(), kill), receive after infinity -> x end end}, {exit_kill, fun() -> exit(kill) end},
            {badmatch, fun() -> 1 = probe_lib:id(2) end}, {undef, fun() -> no_such_module:f() end}, {shutdown, fun() -> exit(shutdown) end}],
    Result =
        [{linked, [{N, linked(F)} || {N, F} <- Ends]},
         {monitored, [{N, monitored(F)} || {N, F} <- Ends]},
         {chain, [{N, chain(F)} || {N, F} <- Ends]},
         {sent, [{R, T, sent(R, T)} || R <- [normal, kill, killed, other], T <- [true, false]]},
         {dead, [dead(F) || F <- [fun link/1, fun(P) -> monitor(process, P) end, fun unlink/1, fun(P) -> exit(P, x) end, fun is_process_alive/1, fun(P) -> P ! hello end]]}],
    process_flag(trap_exit, false),
    Result.

short({R, [{_, _, _, _} | _]}) -> {R, trace};
short(R) -> R.

linked(F) ->
    P = spawn_link(F),
    receive {'EXIT', P, R} -> short(R) end.

monitored(F) ->
    {P, Ref} = spawn_monitor(F),
    receive {'DOWN', Ref, process, P, R} -> short(R) end.

%% The one in the middle does not trap: it dies of the same reason, unless that is normal.
chain(F) ->
    P = spawn_link(fun() -> spawn_link(F), receive after 300 -> exit(survived) end end),
    receive {'EXIT', P, R} -> short(R) end.

sent(Reason, Traps) ->
    Self = self(),
    {P, Ref} = spawn_monitor(fun() -> process_flag(trap_exit, Traps), Self ! ready, receive {'EXIT', Self, R} -> exit({trapped, R}) after 200 -> exit(survived) end end),
    receive ready -> ok end,
    exit(P, Reason),
    receive {'DOWN', Ref, process, P, R} -> R end.

dead(F) ->
    {P, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    R = case F(P) of X when is_reference(X) -> receive {'DOWN', X, process, P, W} -> {down, W} end; X -> X end,
    {R, receive {'EXIT', P, Y} -> {'EXIT', Y} after 0 -> none end}.
