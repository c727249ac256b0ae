%% SPDX-License-Identifier: Apache-2.0
%%
%% Receives that wait for a reference made before: with old messages in front of the answer, several at once, made in
%% other functions, reused, never answered, and what is left in the mailbox in its order.

-module(process_receive_marks).
-export([main/0]).

main() ->
    Server = spawn_link(fun() -> serve([]) end),
    [self() ! {noise, N} || N <- lists:seq(1, 50)],
    Answers = [call(Server, {add, N}) || N <- [1, 2, 3]],
    Two = two(Server),
    Later = later(Server),
    Monitored = [monitored(W) || W <- [normal, crash, {value, 3}, noproc]],
    Looped = loop(Server, 5, []),
    Reused = reused(Server),
    Inside = inside(Server),
    Timeout = timeout(),
    Noise = drain(),
    Alias = [begin A = alias(), R = via_alias(A, U), R end || U <- [keep, gone]],
    [{answers, Answers}, {two, Two}, {later, Later}, {monitored, Monitored}, {looped, Looped}, {reused, Reused}, {inside, Inside},
     {timeout, Timeout}, {noise, Noise}, {alias, Alias}, {left, process_info(self(), message_queue_len)}, {stop, call(Server, stop)}].

serve(Seen) ->
    receive
        {call, From, Ref, stop} -> From ! {Ref, lists:reverse(Seen)};
        {call, From, Ref, {add, N}} -> From ! {other, Ref}, From ! {Ref, N + length(Seen)}, serve([N | Seen]);
        {call, From, Ref, silent} -> From ! {other, Ref}, serve(Seen)
    end.

call(Server, What) ->
    Ref = make_ref(),
    Server ! {call, self(), Ref, What},
    receive {Ref, Answer} -> Answer end.

two(Server) ->
    A = make_ref(),
    B = make_ref(),
    Server ! {call, self(), A, {add, 100}},
    Server ! {call, self(), B, {add, 200}},
    Second = receive {B, X} -> X end,
    First = receive {A, Y} -> Y end,
    {First, Second, A < B, A =:= A}.

later(Server) ->
    Ref = send(Server, {add, 7}),
    self() ! between,
    case await(Ref) of
        V when is_integer(V) -> receive between -> {V, between} after 0 -> {V, lost} end
    end.

send(Server, What) -> Ref = make_ref(), Server ! {call, self(), Ref, What}, Ref.
await(Ref) -> receive {Ref, V} -> V end.

monitored(noproc) ->
    Ref = monitor(process, spawn_and_wait()),
    receive {'DOWN', Ref, process, _, Why} -> Why end;
monitored(Why) ->
    {_, Ref} = spawn_monitor(fun() -> receive after 1 -> exit(Why) end end),
    receive {'DOWN', Ref, process, _, Reason} -> Reason end.

spawn_and_wait() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> P end.

loop(_, 0, Acc) -> Acc;
loop(Server, N, Acc) ->
    Ref = make_ref(),
    Server ! {call, self(), Ref, {add, N}},
    receive
        {Ref, V} -> loop(Server, N - 1, [V | Acc]);
        {noise, 49} -> receive {Ref, V} -> loop(Server, N - 1, [{noise, V} | Acc]) end
    end.

reused(Server) ->
    Ref = make_ref(),
    [Server ! {call, self(), Ref, {add, N}} || N <- [1, 2]],
    X = receive {Ref, A} -> A end,
    Server ! {call, self(), Ref, {add, 3}},
    Y = receive {Ref, B} -> B end,
    Z = receive {Ref, C} -> C end,
    [X, Y, Z].

inside(Server) ->
    Ref = make_ref(),
    Server ! {call, self(), Ref, {add, 1}},
    receive
        {Ref, _} -> Ref2 = make_ref(), Server ! {call, self(), Ref2, {add, 2}}, receive {Ref2, V} -> [V | [receive {Ref, _} -> twice after 0 -> once end]] end
    end.

timeout() ->
    Ref = make_ref(),
    receive {Ref, _} -> got after 0 -> receive {noise, 3} -> three after 0 -> none end end.

drain() -> receive {noise, N} -> [N | drain()]; {other, R} when is_reference(R) -> [ref | drain()] after 0 -> [] end.

via_alias(A, U) ->
    U =:= gone andalso unalias(A),
    A ! {A, hello},
    receive {A, M} -> {got, M, unalias(A)} after 5 -> {nothing, unalias(A)} end.
