%% SPDX-License-Identifier: Apache-2.0
%%
%% A server loop written by hand: calls, casts, timeouts, state that changes its code, deferred replies, a registered
%% name.

-module(process_server).
-export([main/0]).

main() ->
    true = register(counter, spawn(fun() -> loop(#{count => 0, waiting => []}) end)),
    R1 = [call({add, N}) || N <- [1, 5, -2]],
    cast({add, 100}),
    R2 = call(get),
    Self = self(),
    Waiters = [spawn(fun() -> Self ! {self(), call({wait_for, N})} end) || N <- [200, 150]],
    timer(5),
    R3 = call({add, 60}),
    [_, W2] = Waiters,
    R4 = receive {W2, V} -> V end,
    R5 = call({add, 100}),
    R6 = receive {_, V2} -> V2 end,
    R7 = call({become, fun(X) -> {negative, -X} end}),
    R8 = [call(get), call(unknown), call(crash)],
    timer(5),
    [R1, R2, R3, R4, R5, R6, R7, R8, whereis(counter), call(get), probe_lib:run(fun() -> counter ! x end)].

timer(T) -> receive after T -> ok end.

call(Request) ->
    case whereis(counter) of
        undefined -> no_server;
        Pid ->
            Ref = monitor(process, Pid),
            Pid ! {call, {self(), Ref}, Request},
            receive
                {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
                {'DOWN', Ref, process, Pid, {Why, _}} -> {crashed, Why}
            after 1000 -> timeout
            end
    end.

cast(Message) -> counter ! {cast, Message}.

loop(#{count := Count, waiting := Waiting} = State) ->
    {Ready, Left} = lists:partition(fun({N, _}) -> Count >= N end, Waiting),
    [reply(From, {reached, N, Count}) || {N, From} <- Ready],
    receive
        {call, From, Request} -> handle(Request, From, State#{waiting := Left});
        {cast, {add, N}} -> loop(State#{count := Count + N, waiting := Left})
    end.

handle({add, N}, From, #{count := C} = S) -> reply(From, C + N), loop(S#{count := C + N});
handle({wait_for, N}, From, #{waiting := W} = S) -> loop(S#{waiting := [{N, From} | W]});
handle({become, F}, From, S) -> reply(From, ok), loop(S#{shown => F});
handle(get, From, #{count := C, shown := F} = S) -> reply(From, F(C)), loop(S);
handle(get, From, #{count := C} = S) -> reply(From, C), loop(S);
handle(crash, _, _) -> error(asked_to);
handle(Other, From, S) -> reply(From, {unknown, Other}), loop(S).

reply({Pid, Ref}, Value) -> Pid ! {Ref, Value}.
