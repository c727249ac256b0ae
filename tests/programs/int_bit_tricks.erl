%% SPDX-License-Identifier: Apache-2.0
%%
%% Bit tricks: population count, lowest bit, reversal, powers of two, Gray, Hamming codes, subsets by masks, bit fields,
%% LFSR.

-module(int_bit_tricks).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Ns = [0, 1, 6, 255, 256, 16#deadbeef, (1 bsl 64) - 1, 1 bsl 100],
    [{N, pop(N), pop2(N), N band -N, N band (N - 1), width(N), reverse(N band 16#ffffffff, 32, 0)} || N <- Ns] ++
    [{powers, [N || N <- lists:seq(1, 200), N band (N - 1) =:= 0]},
     ?NOT_ON_ATOMVM({hamming, [begin C = encode(D), [decode(C bxor (1 bsl I)) =:= D || I <- lists:seq(0, 6)] end || D <- [0, 5, 11, 15]]}),
     {subsets, [[I || I <- [0, 1, 2], M band (1 bsl I) =/= 0] || M <- lists:seq(0, 7)]},
     {same_size, gosper(2#111, 2#1000000, [])},
     {lfsr, lists:sublist(lfsr(16#ace1, 12), 12)},
     {fields, [field(16#12345678, P, S) || {P, S} <- [{0, 4}, {4, 8}, {28, 4}, {3, 13}]]},
     {rotate, [((N bsl 5) bor (N bsr 27)) band 16#ffffffff || N <- [1, 16#80000000, 16#deadbeef]]},
     {parity, [pop(N) band 1 || N <- lists:seq(0, 15)]},
     {isolate, [bits(N) || N <- [0, 5, (1 bsl 65) + 1]]}].

pop(0) -> 0;
pop(N) -> (N band 1) + pop(N bsr 1).
pop2(0) -> 0;
pop2(N) -> 1 + pop2(N band (N - 1)).
width(0) -> 0;
width(N) -> 1 + width(N bsr 1).
reverse(_, 0, Acc) -> Acc;
reverse(N, K, Acc) -> reverse(N bsr 1, K - 1, (Acc bsl 1) bor (N band 1)).

encode(D) ->
    <<A:1, B:1, C:1, E:1>> = <<D:4>>,
    <<R:7>> = <<(A bxor B bxor E):1, (A bxor C bxor E):1, A:1, (B bxor C bxor E):1, B:1, C:1, E:1>>,
    R.
decode(N) ->
    <<P1:1, P2:1, A:1, P3:1, B:1, C:1, E:1>> = <<N:7>>,
    S = (P1 bxor A bxor B bxor E) + 2 * (P2 bxor A bxor C bxor E) + 4 * (P3 bxor B bxor C bxor E),
    Fixed = case S of 0 -> N; _ -> N bxor (1 bsl (7 - S)) end,
    <<_:2, X:1, _:1, Y:3>> = <<Fixed:7>>,
    X * 8 + Y.

gosper(N, Limit, Acc) when N >= Limit -> lists:reverse(Acc);
gosper(N, Limit, Acc) ->
    C = N band -N,
    R = N + C,
    gosper((((R bxor N) bsr 2) div C) bor R, Limit, [N | Acc]).

lfsr(_, 0) -> [];
lfsr(S, N) -> B = (S bxor (S bsr 2) bxor (S bsr 3) bxor (S bsr 5)) band 1, [S | lfsr((S bsr 1) bor (B bsl 15), N - 1)].
field(N, P, S) -> (N bsr P) band ((1 bsl S) - 1).
bits(0) -> [];
bits(N) -> B = N band -N, [width(B) - 1 | bits(N - B)].
