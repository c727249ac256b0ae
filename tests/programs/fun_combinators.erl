%% SPDX-License-Identifier: Apache-2.0
%%
%% Combinators: compose, curry, fixed points, Church numerals, lenses, streams, memo, transducers.

-module(fun_combinators).
-export([main/0]).

main() ->
    Compose = fun(Fs) -> lists:foldr(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs) end,
    [{compose, (Compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun erlang:abs/1]))(-5), (Compose([]))(x)},
     {curry, ((curry(fun erlang:'-'/2))(10))(3), ((flip(fun lists:nth/2))([a, b]))(2)},
     {fixed, (fix(fun(F) -> fun(0) -> 1; (N) -> N * F(N - 1) end end))(20)},
     {church, [unchurch(C) || C <- [church(5), plus(church(2), church(3)), times(church(4), church(6)), exponent(church(2), church(7))]]},
     {stream, take(5, smap(fun(X) -> X * X end, filter(fun(X) -> X rem 3 =:= 1 end, from(0)))), take(8, fibs(0, 1)), take(4, zip(from(1), primes()))},
     {lens, over([fun first/2, fun second/2], fun(X) -> X + 100 end, {{1, 2}, 3})},
     {transducer, lists:foldl((mapping(fun(X) -> X * 2 end, filtering(fun(X) -> X > 4 end, fun(X, A) -> [X | A] end))), [], [1, 2, 3, 4])},
     {partial, [F(1) || F <- [fun(X) -> X + N end || N <- [10, 20, 30]]]},
     {state, lists:foldl(fun(F, S) -> F(S) end, 1, [fun(S) -> S + 2 end, fun(S) -> S * S end, fun(S) -> {S} end])},
     {fold_as_map, [lists:foldr(fun(X, A) -> [F(X) | A] end, [], [1, 2]) || F <- [fun(X) -> -X end, fun integer_to_list/1]]}].

curry(F) -> fun(A) -> fun(B) -> F(A, B) end end.
flip(F) -> fun(B) -> fun(A) -> F(A, B) end end.
fix(F) -> fun(X) -> (F(fix(F)))(X) end.

church(0) -> fun(_) -> fun(X) -> X end end;
church(N) -> fun(F) -> fun(X) -> F(((church(N - 1))(F))(X)) end end.
unchurch(C) -> (C(fun(X) -> X + 1 end))(0).
plus(A, B) -> fun(F) -> fun(X) -> (A(F))((B(F))(X)) end end.
times(A, B) -> fun(F) -> A(B(F)) end.
exponent(A, B) -> B(A).

from(N) -> fun() -> {N, from(N + 1)} end.
fibs(A, B) -> fun() -> {A, fibs(B, A + B)} end.
primes() -> sieve(from(2)).
sieve(S) -> fun() -> {P, T} = S(), {P, sieve(filter(fun(X) -> X rem P =/= 0 end, T))} end.
smap(F, S) -> fun() -> {H, T} = S(), {F(H), smap(F, T)} end.
filter(F, S) -> fun() -> {H, T} = S(), case F(H) of true -> {H, filter(F, T)}; false -> (filter(F, T))() end end.
zip(S, T) -> fun() -> {A, S1} = S(), {B, T1} = T(), {{A, B}, zip(S1, T1)} end.
take(0, _) -> [];
take(N, S) -> {H, T} = S(), [H | take(N - 1, T)].

first({A, B}, F) -> {F(A), B}.
second({A, B}, F) -> {A, F(B)}.
over([], F, X) -> F(X);
over([L | Ls], F, X) -> L(X, fun(Y) -> over(Ls, F, Y) end).

mapping(F, R) -> fun(X, A) -> R(F(X), A) end.
filtering(P, R) -> fun(X, A) -> case P(X) of true -> R(X, A); false -> A end end.
