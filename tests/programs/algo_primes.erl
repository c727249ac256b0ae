%% SPDX-License-Identifier: Apache-2.0
%%
%% Primes: sieve, Miller and Rabin on big numbers, factors by Pollard's rho, Mersenne numbers by Lucas and Lehmer.

-module(algo_primes).
-export([main/0]).

main() ->
    [{sieve, sieve(lists:seq(2, 200))},
     {probable, [{N, prime(N)} || N <- [2, 561, 7919, 3215031751, (1 bsl 61) - 1, (1 bsl 89) - 1, (1 bsl 67) - 1]]},
     {factors, [{N, factors(N)} || N <- [1, 97, 360, 8051, 1000003 * 10007, 600851475143, 4294967297]]},
     {mersenne, [P || P <- sieve(lists:seq(2, 130)), P > 2, lucas(P)]},
     {gcd, [gcd(A, B) || {A, B} <- [{12, 18}, {0, 5}, {1 bsl 100, 6 * (1 bsl 70)}, {-12, 18}]]},
     {extended, [extended(A, B) || {A, B} <- [{240, 46}, {17, 3120}, {(1 bsl 89) - 1, 1 bsl 64}]]}].

sieve([]) -> [];
sieve([P | Rest]) when P * P > 200 -> [P | Rest];
sieve([P | Rest]) -> [P | sieve([N || N <- Rest, N rem P =/= 0])].

power(_, 0, M) -> 1 rem M;
power(X, N, M) when N band 1 =:= 0 -> power(X * X rem M, N bsr 1, M);
power(X, N, M) -> X * power(X, N - 1, M) rem M.

prime(2) -> true;
prime(N) when N < 2; N rem 2 =:= 0 -> false;
prime(N) ->
    {S, D} = split(N - 1, 0),
    lists:all(fun(A) -> A rem N =:= 0 orelse witness(power(A, D, N), S, N) end, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]).

split(D, S) when D rem 2 =:= 0 -> split(D div 2, S + 1);
split(D, S) -> {S, D}.

witness(X, _, N) when X =:= 1; X =:= N - 1 -> true;
witness(_, 1, _) -> false;
witness(X, S, N) -> witness(X * X rem N, S - 1, N).

factors(1) -> [];
factors(N) ->
    case prime(N) of
        true -> [N];
        false -> D = divisor(N, 1), lists:sort(factors(D) ++ factors(N div D))
    end.

divisor(N, _) when N rem 2 =:= 0 -> 2;
divisor(N, C) -> rho(N, C, 2, 2).

rho(N, C, X, Y) ->
    F = fun(V) -> (V * V + C) rem N end,
    X1 = F(X),
    Y1 = F(F(Y)),
    case gcd(abs(X1 - Y1), N) of
        1 -> rho(N, C, X1, Y1);
        N -> divisor(N, C + 1);
        D -> D
    end.

gcd(A, 0) -> abs(A);
gcd(A, B) -> gcd(B, A rem B).

extended(A, 0) -> {A, 1, 0};
extended(A, B) ->
    {G, X, Y} = extended(B, A rem B),
    {G, Y, X - A div B * Y}.

lucas(P) ->
    M = (1 bsl P) - 1,
    lists:foldl(fun(_, S) -> (S * S - 2 + M) rem M end, 4, lists:seq(1, P - 2)) =:= 0.
