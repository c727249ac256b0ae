%% SPDX-License-Identifier: Apache-2.0
%%
%% Rings, pipelines, fan-out and gather, ping-pong, a token passed in order.

-module(process_ring).
-export([main/0]).

main() ->
    [{ring, [ring(N, Laps) || {N, Laps} <- [{1, 3}, {5, 4}, {50, 2}]]},
     {pipeline, pipeline([fun(X) -> X + 1 end, fun(X) -> X * X end, fun(X) -> {x, X} end], lists:seq(1, 6))},
     {map, pmap(fun(X) -> X * X end, lists:seq(1, 40))},
     {map_fails, pmap(fun(X) -> 10 div X end, [1, 0, 5])},
     {ping, ping(20)},
     {tree, tree(5)},
     {sieve, sieve(50)}].

ring(N, Laps) ->
    Self = self(),
    First = lists:foldl(fun(I, Next) -> spawn(fun() -> forward(Next, I) end) end, Self, lists:seq(N, 1, -1)),
    Result = lists:foldl(fun(_, Sum) -> First ! {token, Sum}, receive {token, S} -> S end end, 0, lists:seq(1, Laps)),
    First ! stop,
    receive stop -> Result end.

forward(Next, I) ->
    receive
        {token, S} -> Next ! {token, S + I}, forward(Next, I);
        stop -> Next ! stop
    end.

pipeline(Funs, Inputs) ->
    Self = self(),
    First = lists:foldr(fun(F, Next) -> spawn(fun() -> stage(F, Next) end) end, Self, Funs),
    [First ! {value, I} || I <- Inputs],
    First ! done,
    collect().

stage(F, Next) ->
    receive
        {value, V} -> Next ! {value, F(V)}, stage(F, Next);
        done -> Next ! done
    end.

collect() -> receive {value, V} -> [V | collect()]; done -> [] end.

pmap(F, L) ->
    Refs = [element(2, spawn_monitor(fun() -> exit({value, F(X)}) end)) || X <- L],
    [receive {'DOWN', R, process, _, {value, V}} -> V; {'DOWN', R, process, _, {Why, _}} -> {failed, Why} end || R <- Refs].

ping(N) ->
    Self = self(),
    Pong = spawn(fun() -> pong(0) end),
    [begin Pong ! {ping, Self, I}, receive {pong, I} -> ok end end || I <- lists:seq(1, N)],
    Pong ! {count, Self},
    receive {count, C} -> C end.

pong(N) -> receive {ping, P, I} -> P ! {pong, I}, pong(N + 1); {count, P} -> P ! {count, N} end.

tree(0) -> 1;
tree(N) ->
    Self = self(),
    Ps = [spawn(fun() -> Self ! {self(), tree(N - 1)} end) || _ <- [l, r]],
    lists:sum([receive {P, V} -> V end || P <- Ps]).

sieve(Max) ->
    Self = self(),
    Head = spawn(fun() -> start_sieve(Self) end),
    [Head ! N || N <- lists:seq(2, Max)],
    Head ! stop,
    receive {primes, Ps} -> Ps end.

start_sieve(To) -> receive stop -> To ! {primes, []}; P -> filter(P, spawn(fun() -> start_sieve_in(To, [P]) end)) end.

start_sieve_in(To, Found) ->
    receive
        stop -> To ! {primes, lists:reverse(Found)};
        P -> filter(P, spawn(fun() -> start_sieve_in(To, [P | Found]) end))
    end.

filter(P, Next) ->
    receive
        stop -> Next ! stop;
        N when N rem P =/= 0 -> Next ! N, filter(P, Next);
        _ -> filter(P, Next)
    end.
