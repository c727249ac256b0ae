%% SPDX-License-Identifier: Apache-2.0
%%
%% Integers matched from binaries: every size up to 70 bits, signed, little endian, at odd offsets.

-module(bits_integer_match).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Bin = probe_lib:id(<<16#81, 16#23, 16#C5, 16#67, 16#F9, 16#AB, 16#0D, 16#EF, 16#10, 16#FE, 16#77>>),
    Sizes = [1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 39, 40, 47, 48, 56, 59, 60, 61, 63, 64] ++ ?ON_ATOMVM([], [65, 70]),
    [{unsigned_big, [{S, ub(Bin, O, S)} || S <- Sizes, O <- [0, 1, 7, 8, 13]]},
     {signed_big, [{S, sb(Bin, O, S)} || S <- Sizes, O <- [0, 1, 7, 8, 13]]},
     {unsigned_little, [{S, ul(Bin, O, S)} || S <- Sizes, O <- [0, 1, 7, 8, 13]]},
     {signed_little, [{S, sl(Bin, O, S)} || S <- Sizes, O <- [0, 1, 7, 8, 13]]},
     {bytes, [bytes(Bin)]},
     {words, words(Bin)},
     {nibbles, [N || <<N:4>> <= Bin]},
     {bits, [N || <<N:1>> <= <<16#A5, 16#3C>>]},
     {fixed, fixed(Bin)},
     {constant, [constant(B) || B <- [<<1, 2, 3>>, <<1, 3, 3>>, <<255, 255>>, <<16#1234:16, 9>>, <<>>, ?NOT_ON_ATOMVM(<<1:4>>)]]},
     {zero_size, zero(<<5>>)},
     {too_short, [case Bin of <<_:S>> -> {exact, S}; <<_:S, _/bits>> -> {prefix, S}; _ -> {short, S} end || S <- [0, 87, 88, 89, 1000]]},
     {units, units(Bin)},
     {native, begin <<N:16/native, _/binary>> = Bin, <<L:16/little, _/binary>> = Bin, N =:= L end}].

ub(B, O, S) -> case B of <<_:O, X:S, _/bits>> -> X; _ -> short end.

sb(B, O, S) -> case B of <<_:O, X:S/signed, _/bits>> -> X; _ -> short end.

ul(B, O, S) -> case B of <<_:O, X:S/little, _/bits>> -> X; _ -> short end.

sl(B, O, S) -> case B of <<_:O, X:S/little-signed, _/bits>> -> X; _ -> short end.

bytes(<<B, Rest/binary>>) -> [B | bytes(Rest)];
bytes(<<>>) -> [].

words(<<W:16, Rest/binary>>) -> [W | words(Rest)];
words(Rest) -> [Rest].

fixed(<<A:3, B:5, C:12, D:4/signed, E:32, F:7/signed-little, _:1, G:16/little, _/binary>>) -> {A, B, C, D, E, F, G}.

constant(<<1, 2, X>>) -> {one_two, X};
constant(<<1, _, X>>) -> {one, X};
constant(<<16#12, 16#34, X>>) -> {x1234, X};
constant(<<-1:16>>) -> minus_one;
constant(<<-1:16/signed>>) -> signed_minus_one;
constant(<<>>) -> empty;
constant(_) -> other.

zero(<<X:0, Y>>) -> {X, Y}.

units(<<A:2/unit:8, B:1/integer-unit:24, C:3/unit:3, _/bits>>) -> {A, B, C}.
