%% SPDX-License-Identifier: Apache-2.0
%%
%% Bignums: factorials, Fibonacci numbers, powers, roots, greatest common divisors, modular powers.

-module(int_bignum).
-export([main/0]).

main() ->
    [{factorial, factorial(200)},
     {fib, fib(1000, 0, 1)},
     {power, [power(B, E) || B <- [2, 3, 10, -7], E <- [0, 1, 10, 64, 100, 333]]},
     {gcd, gcd(factorial(60) * 101, power(2, 200) * 101 * 7)},
     {root, isqrt(power(10, 100))},
     {modular, modular(power(3, 50), power(5, 60), power(2, 127) - 1)},
     {mersenne, [P || P <- [3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 67, 89, 107, 127], lucas_lehmer(P)]},
     {pi, pi_digits(60)},
     {negative, [{A div B, A rem B, A band B, A bor B, A bxor B} || A <- [-power(7, 60), power(7, 60)], B <- [-power(3, 50), power(3, 50)]]},
     {shrink, factorial(30) div factorial(29)},
     {zero, factorial(40) - factorial(40)},
     {compare, [factorial(N) < power(10, N) || N <- lists:seq(20, 30)]},
     {equal, factorial(25) =:= factorial(24) * 25},
     {sum, lists:sum([power(I, 20) || I <- lists:seq(1, 50)])},
     {as_key, maps:get(factorial(30), #{factorial(30) => yes}, no)}].

factorial(0) -> 1;
factorial(N) -> N * factorial(N - 1).

fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

power(_, 0) -> 1;
power(B, E) when E band 1 =:= 1 -> B * power(B, E - 1);
power(B, E) -> power(B * B, E bsr 1).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

isqrt(N) -> isqrt(N, N).

isqrt(N, X) ->
    case (X + N div X) bsr 1 of
        Y when Y < X -> isqrt(N, Y);
        _ -> X
    end.

modular(_, 0, _) -> 1;
modular(B, E, M) when E band 1 =:= 0 -> modular(B * B rem M, E bsr 1, M);
modular(B, E, M) -> B * modular(B, E - 1, M) rem M.

lucas_lehmer(P) -> lucas_lehmer(P - 2, 4, (1 bsl P) - 1).

lucas_lehmer(0, S, _) -> S =:= 0;
lucas_lehmer(N, S, M) -> lucas_lehmer(N - 1, (S * S - 2) rem M, M).

%% Machin's formula in fixed point.
pi_digits(N) ->
    One = power(10, N + 10),
    (4 * (4 * arctan(5, One) - arctan(239, One))) div power(10, 10).

arctan(X, One) -> arctan(One div X, X * X, 1, 1, 0).

arctan(0, _, _, _, Sum) -> Sum;
arctan(Term, Square, Odd, Sign, Sum) -> arctan(Term div Square, Square, Odd + 2, -Sign, Sum + Sign * (Term div Odd)).
