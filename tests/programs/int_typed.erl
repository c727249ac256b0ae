%% SPDX-License-Identifier: Apache-2.0
%%
%% Arithmetic whose operand types the compiler knows from guards, patterns and other arithmetic.

-module(int_typed).
-export([main/0]).

main() ->
    Edges = probe_lib:edges(),
    [{bounded, [bounded(X) || X <- Edges]},
     {is_integer, [integer(X, Y) || X <- Edges, Y <- [1, -5, 134217727, 1 bsl 64]]},
     {byte, [byte(X) || X <- [0, 1, 127, 255, 256, -1, a]]},
     {masked, [masked(X) || X <- Edges]},
     {wide, [wide(X) || X <- Edges]},
     {product, [product(X, Y) || X <- [0, 1, 999, 1000, -1000, 1001], Y <- [0, 1000, -999, 12]]},
     {big_range, [big_range(X) || X <- Edges]},
     {lengths, [lengths(L) || L <- [[], [1], lists:seq(1, 100)]]},
     {number, [number(X) || X <- [1, 1.5, 1 bsl 70, a]]},
     {mixed, [mixed(X, Y) || X <- [1, 2.5, 134217727, 1 bsl 65], Y <- [1, 2.0, -134217728]]},
     {loop, loop(0, 100000, 1)},
     {crc, crc(<<"123456789">>, 16#FFFFFFFF)}].

bounded(X) when is_integer(X), X >= 0, X < 134217728 -> {X + 1, X - 1, X * 2, X * X, -X, X div 3, X rem 3, X bsl 3, X bsr 3};
bounded(X) when is_integer(X), X >= -1000, X =< 1000 -> {neg, X + 1000, X * -1, X - 1001, abs(X)};
bounded(_) -> outside.

integer(X, Y) when is_integer(X), is_integer(Y) -> {X + Y, X - Y, X * Y, X band Y, X bor Y, X div Y, X rem Y}.

byte(X) when is_integer(X), X band 16#FF =:= X -> {byte, X * 257, X + 255, 255 - X, bnot X};
byte(_) -> no.

masked(X) ->
    A = X band 16#FFFF,
    B = (X bsr 16) band 16#7FFFFFF,
    C = X band 16#FFFFFFF,
    {A + B, A * B, A - B, A bxor B, C + C, C * A, (A bsl 12) bor B, (C + 1) * 2 - B}.

wide(X) when is_integer(X), -16#80000000 =< X, X =< 16#7FFFFFFF -> {X + X, X - 1, X * X, X bsl 1, X div 7};
wide(_) -> wider.

product(X, Y) when X >= -1000, X =< 1000, Y >= -1000, Y =< 1000, is_integer(X), is_integer(Y) -> X * Y + X - Y;
product(_, _) -> no.

big_range(X) when is_integer(X), X > 0, X < 1 bsl 59 -> {X + X, X - 1, X bsr 5, X rem 1000};
big_range(_) -> no.

lengths(L) ->
    N = length(L),
    {N + 1, N * N, N - 200, N bsl 20, byte_size(list_to_binary(L)) + N}.

number(X) when is_number(X) -> X * 2 + 1;
number(_) -> no.

mixed(X, Y) when is_number(X), is_number(Y) -> {X + Y, X - Y, X * Y, X / Y, X < Y, X == Y}.

loop(Acc, 0, _) -> Acc;
loop(Acc, N, Step) -> loop(Acc + Step * N, N - 1, Step).

crc(<<Byte, Rest/binary>>, Crc) -> crc(Rest, crc_bits(Crc bxor Byte, 8));
crc(<<>>, Crc) -> Crc bxor 16#FFFFFFFF.

crc_bits(Crc, 0) -> Crc;
crc_bits(Crc, N) when Crc band 1 =:= 1 -> crc_bits((Crc bsr 1) bxor 16#EDB88320, N - 1);
crc_bits(Crc, N) -> crc_bits(Crc bsr 1, N - 1).
