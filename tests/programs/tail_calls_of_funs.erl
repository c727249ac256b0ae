%% SPDX-License-Identifier: Apache-2.0
%%
%% A fun that is called last leaves no frame of its caller: loops through funs run in the same stack however long, and
%% stack traces show it; funs that cannot be called are still the caller's error.

-module(tail_calls_of_funs).
-export([main/0, bad/2, no_clause/1]).

main() ->
    [{stack, [steady(F, [10, 100, 5000]) || F <- [fun self_call/1, fun pair/1, fun named/1, fun passing/1, fun external/1, fun applied/1, fun with_floats/1]]},
     {long, self_call(300000) > 0, sum(200000, 0, fun(S) -> S end)},
     {frames, [frames(F) || F <- [fun() -> bad(foo, 1) end, fun() -> bad(fun(_, _) -> two end, 1) end, fun() -> bad(fun ?MODULE:missing/1, 1) end, fun() -> bad(fun ?MODULE:no_clause/1, 1) end,
                                  fun() -> bad(fun erlang:atom_to_list/1, 1) end, fun() -> bad(fun(X) -> put(x, X), error(inside) end, 1) end, fun() -> [bad(3, 1)] end]]},
     {many_arguments, begin F = fun(A, B, C, D, E, G, H, I, J, K, L, M, N, O, P, Q, R, S) -> [S, R, Q, P, O, N, M, L, K, J, I, H, G, E, D, C, B, A] end, put(used, F), many(F) end},
     {in_receive, begin self() ! stop, receive_loop(fun(stop) -> stopped end) end}].

stack() -> element(2, process_info(self(), stack_size)).

%% Whether longer loops take no more stack: frames differ by a few words between systems.
steady(F, Ns) -> Sizes = [F(N) || N <- Ns], lists:max(Sizes) - lists:min(Sizes) < 50.

self_call(N) -> K = probe_lib:id(1), F = fun(_, 0) -> stack(); (G, M) -> put(k, K), G(G, M - K) end, F(F, N).
pair(N) -> K = probe_lib:id(1), A = fun(_, _, 0) -> stack(); (X, Y, M) -> put(k, K), X(Y, X, M - 1) end, B = fun(X, Y, M) -> put(k, {b, K}), X(Y, X, M) end, A(B, A, N).
named(N) -> K = probe_lib:id(1), F = fun Loop(0) -> stack(); Loop(M) -> put(k, K), Loop(M - K) end, F(N).
passing(N) -> pass(N, fun(_) -> stack() end).
pass(0, F) -> F(done);
pass(N, F) -> put(k, N), pass(N - 1, fun(X) -> put(k, X), F(N) end).
external(N) -> put(n, N), step(fun step/1).
step(F) -> case get(n) of 0 -> stack(); N -> put(n, N - 1), F(F) end.
applied(N) -> K = probe_lib:id(1), F = fun(_, 0) -> stack(); (G, M) -> put(k, K), apply(G, [G, M - K]) end, F(F, N).
with_floats(N) -> F = fun(_, 0, X) when X > 0 -> stack(); (G, M, X) -> put(k, X), G(G, M - 1, X * 1.0001) end, F(F, N, 1.0).

sum(0, S, F) -> F(S);
sum(N, S, F) -> F2 = probe_lib:id(F), put(s, S), next(fun(M) -> put(m, M), sum(M - 1, S + M, F2) end, N).
next(F, N) -> put(n, N), F(N).

bad(F, X) -> put(x, X), F(X).
no_clause(none) -> ok.

many(F) -> put(f, 1), F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18).

receive_loop(F) -> receive M -> F(M) after 0 -> F(stop) end.

frames(F) ->
    try F()
    catch C:R:S -> {C, R, [{N, A, lists:keyfind(line, 1, L)} || {M, N, A, L} <- S, M =:= ?MODULE]}
    end.
