%% SPDX-License-Identifier: Apache-2.0
%%
%% Memo tables in the process dictionary, in maps passed along and in a process; open recursion through a fun table.

-module(fun_memo_and_fix).
-export([main/0]).

main() ->
    Fib = fun(Self, N) when N < 2 -> {N, Self}; (Self, N) -> {Self(N - 1) + Self(N - 2), Self} end,
    [{dictionary, memo(Fib, 80), length([K || {memo, K} <- get_keys()])},
     {map, element(1, fib(120, #{}))},
     {server, begin P = spawn(fun() -> server(#{}) end), R = [ask(P, N) || N <- [10, 30, 10]], P ! stop, R end},
     {table, run(#{even => fun(T, 0) -> {true, T}; (T, N) -> go(T, odd, N - 1) end, odd => fun(T, 0) -> {false, T}; (T, N) -> go(T, even, N - 1) end}, even, 101)},
     {override, begin Base = #{area => fun(_, {W, H}) -> W * H end, show => fun(T, S) -> {shape, go(T, area, S)} end}, [run(Base, show, {2, 3}), run(Base#{area := fun(_, {W, H}) -> W + H end}, show, {2, 3})] end},
     {stirling, [[stirling(N, K) || K <- lists:seq(0, N)] || N <- lists:seq(0, 6)]}].

memo(F, N) ->
    case get({memo, N}) of
        undefined -> {V, _} = F(fun(M) -> memo(F, M) end, N), put({memo, N}, V), V;
        V -> V
    end.

fib(N, M) when is_map_key(N, M) -> {map_get(N, M), M};
fib(N, M) when N < 2 -> {N, M#{N => N}};
fib(N, M) ->
    {A, M1} = fib(N - 1, M),
    {B, M2} = fib(N - 2, M1),
    {A + B, M2#{N => A + B}}.

server(Cache) ->
    receive
        {From, N} when is_map_key(N, Cache) -> From ! {self(), {hit, map_get(N, Cache)}}, server(Cache);
        {From, N} -> {V, C} = fib(N, Cache), From ! {self(), {computed, V, map_size(C)}}, server(C);
        stop -> ok
    end.

ask(P, N) -> P ! {self(), N}, receive {P, R} -> R end.

run(Table, Name, X) -> case go(Table, Name, X) of {V, T} when is_map(T) -> V; V -> V end.
go(Table, Name, X) -> (maps:get(Name, Table))(Table, X).

stirling(N, N) -> 1;
stirling(_, 0) -> 0;
stirling(N, K) when K > N -> 0;
stirling(N, K) -> K * stirling(N - 1, K) + stirling(N - 1, K - 1).
