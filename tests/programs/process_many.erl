%% SPDX-License-Identifier: Apache-2.0
%%
%% Many processes at work at the same time; hibernation.

-module(process_many).
-export([main/0]).

main() ->
    [{nested, nested()},
     {hib, hib()},
     {many, many(2000)}].

nested() ->
    S = self(),
    Ps = [spawn(fun() -> receive {go, N} -> S ! {N, fib(N)} end end) || _ <- lists:seq(1, 20)],
    lists:foldl(fun(P, N) -> P ! {go, N}, N + 1 end, 1, Ps),
    [receive {N, F} -> F end || N <- lists:seq(1, 20)].

hib() ->
    S = self(),
    P = spawn(fun() -> erlang:hibernate(erlang, apply, [fun(X) -> receive M -> S ! {woke, X, M} end end, [arg]]) end),
    timer:sleep(5), P ! now, receive {woke, A, B} -> {A, B} after 1000 -> none end.

many(N) ->
    S = self(),
    Ps = [spawn_link(fun() -> receive {add, K} -> S ! K end end) || _ <- lists:seq(1, N)],
    [P ! {add, 1} || P <- Ps],
    lists:sum([receive K -> K end || _ <- Ps]).

fib(N) when N < 2 -> N; fib(N) -> fib(N-1) + fib(N-2).
