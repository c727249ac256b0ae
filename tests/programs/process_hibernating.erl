%% SPDX-License-Identifier: Apache-2.0
%%
%% erlang:hibernate/3: wakes with a message, forgets the stack and its handlers, keeps dictionary and mailbox, passes
%% arguments of every kind, is killed, exits and fails from there.

-module(process_hibernating).
-export([main/0, wake/2, server/1, fails/1, done/1]).
-include("atomvm.hrl").

main() ->
    process_flag(trap_exit, true),
    [{wakes, wakes()}, {server, server()}, {lost_handler, lost_handler()}, {waiting_message, waiting()}, {killed, killed()},
     {bad, bad()}, {arguments, arguments()}, {returns, returns()}].

wakes() ->
    Self = self(),
    P = spawn_link(fun() -> put(key, value), deep(20, fun() -> erlang:hibernate(?MODULE, wake, [Self, lists:seq(1, 100)]) end) end),
    P ! go,
    receive {P, M} -> M end.

deep(0, F) -> F();
deep(N, F) -> [N | deep(N - 1, F)].

wake(To, L) ->
    M = receive X -> X after 0 -> nothing end,
    To ! {self(), {M, get(key), lists:sum(L), length(L)}}.

server() ->
    P = spawn_link(fun() -> server(#{}) end),
    [P ! {put, K, V} || {K, V} <- [{a, 1}, {b, 1 bsl 100}, {c, <<0:800>>}]],
    [begin P ! {get, self(), K}, receive {value, V} -> V end end || K <- [c, a, b, d]].

server(State) ->
    receive
        {put, K, V} -> erlang:hibernate(?MODULE, server, [State#{K => V}]);
        {get, From, K} -> From ! {value, erlang:phash2(maps:get(K, State, none))}, server(State)
    end.

lost_handler() ->
    P = spawn(fun() -> try erlang:hibernate(?MODULE, fails, [x]) catch _:_ -> exit(caught) after put(after_ran, true) end end),
    R = monitor(process, P),
    P ! wake,
    receive {'DOWN', R, process, P, {Why, [{M, F, A, _} | _] = S}} -> {Why, M, F, A, length(S)}; {'DOWN', R, process, P, Why} -> Why end.

fails(X) -> receive wake -> ok end, error({failed, X}).

waiting() ->
    Self = self(),
    P = spawn_link(fun() -> receive start -> ok end, erlang:hibernate(?MODULE, wake, [Self, []]) end),
    P ! first, P ! start, P ! second,
    receive {P, M} -> M end.

killed() ->
    [begin
         P = spawn_link(fun() -> erlang:hibernate(?MODULE, done, [x]) end),
         receive after 1 -> ok end,
         exit(P, Why),
         receive {'EXIT', P, R} -> R after 20 -> P ! finish, receive {'EXIT', P, R} -> {survived, R} end end
     end || Why <- [kill, shutdown, normal]].

done(_) -> receive finish -> exit(finished) end.

bad() ->
    [begin
         {P, R} = spawn_monitor(fun() -> erlang:hibernate(M, F, A) end),
         P ! wake,
         receive {'DOWN', R, _, _, {Why, [{M1, F1, A1, _} | _]}} -> {Why, M1, F1, A1}; {'DOWN', R, _, _, Why} -> Why end
     end || {M, F, A} <- [{?MODULE, missing, [1]}, {?MODULE, fails, [1, 2]}, {1, f, []}, {?MODULE, done, not_a_list}, {?MODULE, "done", []}, {?MODULE, done, [1 | 2]}]].

arguments() ->
    Self = self(),
    P = spawn_link(fun() -> B = binary:copy(<<"abc">>, 100), <<_:?ON_ATOMVM(8, 4), R/bits>> = B, erlang:hibernate(erlang, apply, [fun(X, Y, Z) -> Self ! {args, bit_size(X), Y, Z(2)} end, [R, 1.5, fun(N) -> N + Self end]]) end),
    P ! x,
    receive {args, _, _, _} = A -> A; {'EXIT', P, {E, [{M, F, _, _} | _]}} -> {E, M, F} end.

returns() ->
    P = spawn_link(fun() -> erlang:hibernate(lists, reverse, [[1, 2]]), exit(not_here) end),
    P ! x,
    receive {'EXIT', P, Why} -> Why end.
