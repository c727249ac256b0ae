%% SPDX-License-Identifier: Apache-2.0
%%
%% Loops and guards whose variables the compiler knows to be in a range that ends next to a border: counters that cross
%% it up and down, sums, products, ranges in guards, matches on constants there.

-module(int_guards_near_small).
-export([main/0]).
-include("atomvm.hrl").

-define(P(N), (1 bsl N)).

main() ->
    [{up, [up(S, S + 6, []) || S <- starts()]},
     {down, [down(S, 6, []) || S <- starts()]},
     {ranges, [[range(V) || D <- [-1, 0, 1], V <- [S + D]] || S <- starts()]},
     {typed, [typed(A, B) || A <- [0, 1, 134217727, 16#7FFFFFFF, 16#FFFFFFFF], B <- [0, 1, 134217727, 16#FFFFFFFF]]},
     {products, [product(A, B) || A <- [46340, 46341, 65535, 65536, 134217727, -134217728], B <- [46340, 46341, 65535, 65536, 134217727, -134217728]]},
     {byte_sums, [byte_sum(<<16#FFFFFFFF:32, 16#FFFFFFFFFFFFFFFF:64, 1:?ON_ATOMVM(8, 1)>>, 0), byte_sum(<<0:96>>, ?P(27) - 1)]},
     {fields, [fields(<<V:64>>) || V <- [0, 1, ?P(27) - 1, ?P(28), ?P(31), ?P(32) - 1, ?P(59), ?P(60), ?P(63), ?P(64) - 1]]},
     {constants, [constant(V) || S <- starts(), V <- [S - 1, S, S + 1]]},
     {count, count(?P(27) - 1000, ?P(27) + 1000, 0), count(-?P(27) - 1000, -?P(27) + 1000, 0), count(?P(59) - 1000, ?P(59) + 1000, 0), count(?P(60) - 500, ?P(60) + 500, 0)},
     {negate, [{-V, abs(V), -V - 1, 0 - V} || S <- starts(), V <- [S]]},
     {seq, [lists:seq(S - 2, S + 2) || S <- starts()], lists:seq(?P(59) + 2, ?P(59) - 3, -2)},
     {length_sum, [lists:sum(L) || L <- [lists:duplicate(100, ?P(27) - 1), lists:duplicate(100, -?P(59)), [?P(64), -?P(64), 1]]]}].

starts() -> [?P(27), -?P(27), ?P(28), ?P(31), -?P(31), ?P(32), ?P(59), -?P(59), ?P(60), -?P(60), ?P(63), -?P(63), ?P(64)].

up(N, Max, Acc) when N < Max -> up(N + 1, Max, [N - 3 | Acc]);
up(_, _, Acc) -> Acc.

down(_, 0, Acc) -> Acc;
down(N, K, Acc) -> down(N - 1, K - 1, [N + 2 | Acc]).

range(V) when V >= -?P(27), V < ?P(27) -> small;
range(V) when V >= -?P(31), V =< ?P(31) - 1 -> word;
range(V) when V > 0, V < ?P(32) -> unsigned;
range(V) when abs(V) < ?P(59) -> {otp_small, V rem 1000};
range(V) when V bsr 63 =:= 0; V bsr 63 =:= -1 -> {long, V div 1000000007};
range(V) -> {big, V rem 1000000007}.

typed(A, B) when is_integer(A), A >= 0, A =< 16#FFFFFFFF, is_integer(B), B >= 0, B =< 16#FFFFFFFF ->
    {A + B, A - B, A * B, A bor (B bsl 8), (A band B) + 1, (A bxor B) * 2, A * 8 + B, (A bsr 3) - B}.

product(A, B) when A < 134217728, A >= -134217728, B < 134217728, B >= -134217728 -> {A * B, A * B + A, A * B div 7, A * A - B * B}.

byte_sum(<<B, R/bits>>, S) -> byte_sum(R, S * 2 + B);
byte_sum(<<_:1>>, S) -> {odd, S};
byte_sum(<<>>, S) -> S.

fields(B) ->
    <<A:28, C:36/signed>> = B,
    <<D:27/signed, E:37>> = B,
    <<F:32/little, G:32/signed-little>> = B,
    <<H:60, _:4>> = B,
    <<_:4, I:60/signed>> = B,
    {A + 1, C - 1, D * 2, E bor 1, F - G, H + I, A < C, max(D, E)}.

constant(134217727) -> a;
constant(134217728) -> b;
constant(-134217728) -> c;
constant(-134217729) -> d;
constant(16#7FFFFFFF) -> e;
constant(16#80000000) -> f;
constant(-16#80000001) -> g;
constant(576460752303423487) -> h;
constant(576460752303423488) -> i;
constant(-576460752303423489) -> j;
constant(16#FFFFFFFFFFFFFFFF) -> k;
constant(16#10000000000000001) -> l;
constant(_) -> none.

count(N, Max, Acc) when N =:= Max -> Acc;
count(N, Max, Acc) -> count(N + 1, Max, Acc + N band 1).
