%% SPDX-License-Identifier: Apache-2.0
%%
%% Registered names: who may take one, what happens at the end of a process, sends to names, wrong ones.

-module(process_names_edges).
-export([main/0]).

main() ->
    Loop = fun L() -> receive {From, M} -> From ! {reply, M}, L(); stop -> ok end end,
    P = spawn(Loop),
    A = [register(box, P), whereis(box) =:= P, probe_lib:run(fun() -> register(box, self()) end), probe_lib:run(fun() -> register(other, P) end)],
    box ! {self(), 1},
    B = receive {reply, X} -> X end,
    {box, node()} ! {self(), 2},
    C = receive {reply, Y} -> Y end,
    D = [lists:member(box, registered()), process_info(P, registered_name), process_info(self(), registered_name)],
    M = monitor(process, P),
    box ! stop,
    receive {'DOWN', M, _, _, _} -> ok end,
    E = [whereis(box), lists:member(box, registered()), probe_lib:run(fun() -> box ! x end), probe_lib:run(fun() -> register(late, P) end), probe_lib:run(fun() -> unregister(box) end)],
    F = [register(me, self()), me ! hello, receive hello -> got end, unregister(me), whereis(me)],
    G = [probe_lib:run(fun() -> register(N, self()) end) || N <- [undefined, "x", 1, {a}]] ++ [probe_lib:run(fun() -> register(x, Q) end) || Q <- [a, 1, make_ref_text()]],
    H = [erlang:send(self(), to_self), receive to_self -> ok end, erlang:send(self(), m2, []), receive m2 -> ok end, probe_lib:run(fun() -> erlang:send(nobody, x) end)],
    I = begin register(again, spawn(fun() -> receive go -> ok end end)), again ! go, reuse(50) end,
    [A, B, C, D, E, F, G, H, I].

make_ref_text() -> "ref".

%% The name is free once the process has ended.
reuse(0) -> never;
reuse(N) ->
    case whereis(again) of
        undefined -> R = register(again, self()), unregister(again), R;
        _ -> receive after 1 -> reuse(N - 1) end
    end.
