%% SPDX-License-Identifier: Apache-2.0
%%
%% Large factorials, digits of pi and e by integers, square roots, Fibonacci by doubling, Ackermann, Collatz.

-module(algo_big_numbers).
-export([main/0]).

main() ->
    [{factorial, fact(200), length(integer_to_list(fact(400)))},
     {pi, pi(60)},
     {e, e(50)},
     {sqrt, [isqrt(N) || N <- [0, 1, 15, 16, 1 bsl 101, 2 * pow10(80)]]},
     {fib, [element(1, fib(N)) || N <- [0, 1, 10, 90, 91, 500]]},
     {ackermann, [ack(M, N) || {M, N} <- [{0, 5}, {1, 7}, {2, 9}, {3, 4}]]},
     {collatz, [collatz(N, 0, 0) || N <- [1, 27, 703, (1 bsl 70) + 1]]},
     {binomial, [binomial(N, K) || {N, K} <- [{5, 2}, {60, 30}, {100, 50}]]},
     {catalan, [binomial(2 * N, N) div (N + 1) || N <- lists:seq(30, 36)]}].

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

pow10(N) -> list_to_integer([$1 | lists:duplicate(N, $0)]).

%% Machin's formula.
pi(Digits) ->
    One = pow10(Digits + 10),
    4 * (4 * arctan(5, One) - arctan(239, One)) div pow10(10).

arctan(X, One) -> arctan(X * X, One div X, 1, 1, 0).

arctan(_, 0, _, _, Sum) -> Sum;
arctan(XX, Power, N, Sign, Sum) -> arctan(XX, Power div XX, N + 2, -Sign, Sum + Sign * (Power div N)).

e(Digits) -> e(pow10(Digits + 10), 1, 0) div pow10(10).

e(0, _, Sum) -> Sum;
e(Term, N, Sum) -> e(Term div N, N + 1, Sum + Term).

isqrt(0) -> 0;
isqrt(N) -> isqrt(N, N).

isqrt(N, X) ->
    case (X + N div X) div 2 of
        Y when Y < X -> isqrt(N, Y);
        _ -> X
    end.

fib(0) -> {0, 1};
fib(N) ->
    {A, B} = fib(N div 2),
    C = A * (2 * B - A),
    D = A * A + B * B,
    case N rem 2 of 0 -> {C, D}; 1 -> {D, C + D} end.

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

collatz(1, Steps, Max) -> {Steps, Max};
collatz(N, Steps, Max) when N band 1 =:= 0 -> collatz(N bsr 1, Steps + 1, max(N, Max));
collatz(N, Steps, Max) -> collatz(3 * N + 1, Steps + 1, max(N, Max)).

binomial(N, K) -> fact(N) div (fact(K) * fact(N - K)).
