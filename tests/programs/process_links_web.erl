%% SPDX-License-Identifier: Apache-2.0
%%
%% Webs of links: sets that die together, one that traps, unlink in time, links twice, spawn_link races, exit signals in
%% order.

-module(process_links_web).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    R = [{together, together(5)}, {barrier, barrier()}, {twice, twice()}, {unlinked, unlinked()}, {order, order()}, {cascade, cascade(8)}, {self_link, [link(self()), unlink(self())]}, {supervised, supervised(3)}],
    process_flag(trap_exit, false),
    R.

together(N) ->
    S = self(),
    Hub = spawn(fun() -> Ps = [spawn_link(fun() -> receive after infinity -> x end end) || _ <- lists:seq(1, N)], S ! {web, Ps}, receive after infinity -> x end end),
    Ps = receive {web, L} -> L end,
    Ms = [monitor(process, P) || P <- [Hub | Ps]],
    exit(lists:last(Ps), boom),
    [receive {'DOWN', M, _, _, W} -> W end || M <- Ms].

%% The one in the middle traps: the far end lives on.
barrier() ->
    S = self(),
    Middle = spawn(fun() -> process_flag(trap_exit, true), A = spawn_link(fun() -> exit(a_died) end), B = spawn_link(fun() -> receive ask -> S ! alive end end),
                            receive {'EXIT', A, W} -> S ! {trapped, W} end, B ! ask, receive {'EXIT', B, W2} -> S ! {then, W2} end end),
    [receive {trapped, W} -> W end, receive alive -> alive end, receive {then, W2} -> W2 end, is_pid(Middle)].

twice() ->
    P = spawn(fun() -> receive go -> exit(once) end end),
    link(P), link(P), P ! go,
    [receive {'EXIT', P, W} -> W end, receive {'EXIT', P, _} -> again after 10 -> none end].

unlinked() ->
    P = spawn_link(fun() -> receive go -> exit(unseen) end end),
    unlink(P), M = monitor(process, P), P ! go,
    [receive {'DOWN', M, _, _, W} -> W end, receive {'EXIT', P, _} -> seen after 10 -> none end].

order() ->
    S = self(),
    P = spawn_link(fun() -> [S ! {n, I} || I <- [1, 2, 3]], exit(last) end),
    [receive {n, I} -> I; {'EXIT', P, W} -> W end || _ <- lists:seq(1, 4)].

cascade(0) -> receive after infinity -> x end;
cascade(N) ->
    case N of
        8 -> P = spawn_link(fun() -> cascade(N - 1) end), receive {'EXIT', P, W} -> {cascaded, W} end;
        1 -> exit(bottom);
        _ -> spawn_link(fun() -> cascade(N - 1) end), receive after infinity -> x end
    end.

supervised(0) -> [];
supervised(N) ->
    P = spawn_link(fun() -> case N of 2 -> exit(normal); _ -> exit({crash, N}) end end),
    receive {'EXIT', P, normal} -> [done | supervised(N - 1)]; {'EXIT', P, W} -> [{restart, W} | supervised(N - 1)] end.
