%% SPDX-License-Identifier: Apache-2.0
%%
%% Tail calls: loops much longer than one time slice, mutual recursion, accumulators.

-module(calls_tail).
-export([main/0]).

main() ->
    [{count, count(1000000, 0)},
     {even, even(500001)},
     {odd, odd(500001)},
     {three, three_a(100000, [])},
     {sum, sum(lists:seq(1, 20000), 0)},
     {collatz, collatz(837799, 0)},
     {gcd, gcd(1071 * 97, 462 * 97)},
     {down, down(300000)}].

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + 3).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

three_a(N, Seen) when N rem 30000 =:= 0 -> three_b(N - 1, [{a, N} | Seen]);
three_a(N, Seen) -> three_b(N - 1, Seen).

three_b(N, Seen) when N =< 0 -> {b, Seen};
three_b(N, Seen) -> three_c(N - 1, Seen).

three_c(N, Seen) when N =< 0 -> {c, Seen};
three_c(N, Seen) -> three_a(N - 1, Seen).

sum([X | Rest], Acc) -> sum(Rest, Acc + X);
sum([], Acc) -> Acc.

collatz(1, Steps) -> Steps;
collatz(N, Steps) when N band 1 =:= 0 -> collatz(N bsr 1, Steps + 1);
collatz(N, Steps) -> collatz(3 * N + 1, Steps + 1).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

down(N) when N > 0 -> down(N - 1);
down(N) -> N.
