%% SPDX-License-Identifier: Apache-2.0
%%
%% Segment sizes that are variables and expressions, taken from earlier segments, and bad ones.

-module(bits_size).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Bin = probe_lib:id(<<3, "abcdef", 2, 16#1234:16, 1>>),
    [{prefixed, prefixed(Bin)},
     {nested, nested(<<1, 2, "xyz", 7>>)},
     {expression, expression(<<5, 1, 2, 3, 4, 5, 6>>)},
     {packets, packets(<<2, "hi", 0, 5, "there", 1, "!">>)},
     {bit_sizes, [field(S, <<16#DEADBEEF:32>>) || S <- ?ON_ATOMVM([0, 8, 16, 32, 33], [0, 1, 5, 8, 31, 32, 33])]},
     {variable, [variable(S, Bin) || S <- [0, 1, 11, 12, -1, a, 1.5, 1 bsl 70, 1 bsl 28, []]]},
     {variable_binary, [variable_binary(S, Bin) || S <- [0, 1, 11, 12, -1, a, 1 bsl 70, 1 bsl 28]]},
     {build, [probe_lib:run(fun() -> <<Bin:S/binary>> end) || S <- [0, 1, 11, 12, -1, a] ++ ?ON_ATOMVM([], [1 bsl 70])]},
     {build_bits, [probe_lib:run(fun() -> <<Bin:S/bits>> end) || S <- ?ON_ATOMVM([0, 8, 80, 88, 89, -1], [0, 1, 9, 88, 89, -1])]},
     {build_units, [probe_lib:run(fun() -> <<Bin:S/binary-unit:4>> end) || S <- ?ON_ATOMVM([0, 2, 22, 23], [0, 1, 22, 23])]},
     {multiple, ?NOT_ON_ATOMVM(multiple(<<2, 4, 16#AB, 16#C, 255>>))},
     {computed, computed(<<1, 2, 3, 4, 5, 6, 7, 8>>)},
     {unit, [unit(B) || B <- ?ON_ATOMVM([<<>>, <<1:24>>, <<1:48>>], [<<>>, <<1:12>>, <<1:24>>, <<1:7>>, <<1:36>>])]},
     {match_zero, [case Bin of <<X:0/binary, _/binary>> -> X end]},
     {tlv, tlv(<<1:8, 16:16, 1, 2, 2:8, 8:16, 9, 7:8, 0:16>>)}].

prefixed(<<N, Text:N/binary, Rest/binary>>) -> {N, Text, Rest}.

nested(<<A, B, C:A/binary, D:B/binary, E>>) -> {A, B, C, D, E};
nested(_) -> no.

expression(<<N, A:(N - 3)/binary, B:(N * 2 - 2)/bits, Rest/bits>>) -> {A, B, Rest}.

packets(<<N, P:N/binary, Rest/binary>>) -> [P | packets(Rest)];
packets(<<>>) -> [].

field(S, B) ->
    case B of
        <<X:S, Y/bits>> -> {S, X, Y};
        _ -> {S, short}
    end.

variable(S, B) ->
    case B of
        <<X:S, _/bits>> -> {integer, X};
        <<_/bits>> -> no
    end.

variable_binary(S, B) ->
    case B of
        <<X:S/binary, _/bits>> -> {binary, X};
        _ -> no
    end.

multiple(<<A, B, X:A/unit:4, Y:B, Rest/bits>>) -> {X, Y, Rest};
multiple(_) -> no.

computed(Bin) ->
    Half = byte_size(Bin) div 2,
    <<A:Half/binary, B/binary>> = Bin,
    <<C:(byte_size(A) - 1)/binary, _/binary>> = B,
    {A, B, C}.

unit(<<X/binary-unit:12>>) -> {twelve, bit_size(X)};
unit(<<_:7/bits>>) -> seven;
unit(_) -> other.

tlv(<<T, L:16, V:L/bits, Rest/binary>>) -> [{T, V} | tlv(Rest)];
tlv(<<>>) -> [].
