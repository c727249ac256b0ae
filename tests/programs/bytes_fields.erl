%% SPDX-License-Identifier: Apache-2.0
%%
%% Binaries of whole bytes: fields of every kind matched and built, at sizes that are constant, computed, zero, negative,
%% no numbers, and larger than what is there.

-module(bytes_fields).
-export([main/0]).

main() ->
    B = probe_lib:id(<<1, 2, 3, 4, 5, 6, 7, 8, 255, 254, 253, 252, 251, 250, 249, 248, 128, 127, 0, 65>>),
    Sizes = [0, 1, 2, 4, 8, 19, 20, 21, -1, -8, 1 bsl 27, 1 bsl 40, 1.0, a],
    [{ints, [ints(binary:part(B, At, 8)) || At <- [0, 1, 4, 8, 12]]},
     {sized, [sized(S, B) || S <- Sizes]},
     {skipped, [skip(S, B) || S <- Sizes]},
     {taken, [take(S, B) || S <- Sizes]},
     {built, [probe_lib:run(fun() -> build(S, V) end) || S <- [0, 8, 16, 24, 32, 64, 128, -8, a], V <- [0, -1, 300, 1 bsl 31, 1 bsl 60, 1 bsl 70, x]]},
     {parts, [probe_lib:run(fun() -> part(S, B) end) || S <- [0, 1, 20, 21, -1, 1.0, a]]},
     {floats, [floats(F) || F <- [0.0, 1.5, -2.25, 1.0e300, 7, 1 bsl 40]]},
     {float_sizes, [probe_lib:run(fun() -> Z = probe_lib:id(S), <<1.5:Z/float>> end) || S <- [16, 32, 64, 8, 0, 128, -1]]},
     {utf, [utf(C) || C <- [0, 65, 16#7f, 16#80, 16#7ff, 16#800, 16#ffff, 16#10000, 16#10ffff]]},
     {no_utf, [probe_lib:run(fun() -> bad_utf(K, C) end) || K <- [8, 16, 32], C <- [16#d800, 16#110000, -1, a, 1.5]]},
     {broken_utf, [utf_of(X) || X <- [<<16#c0, 16#80>>, <<16#e2, 16#82>>, <<16#ff>>, <<>>, <<16#f4, 16#90, 16#80, 16#80>>, <<"a">>]]},
     {fixed, [fixed(X) || X <- [<<"GET /">>, <<"GEX /">>, <<"GE">>, <<>>, <<"PUT x">>, <<0, 0, 0, 42, 7>>, <<255, 255, 255, 255, 1>>]]},
     {wide, [wide(X) || X <- [<<16#123456789abcdef0:64>>, <<16#fedcba9876543210:64, 1>>, <<0:64>>, <<1:128>>]]},
     {doubled, << <<X, X>> || <<X>> <= B >>},
     {pairs, [{X, Y} || <<X:16, Y:16/little>> <= B]},
     {appended, byte_size(append(<<>>, 3000))},
     {tails, tails(<<"abcdef">>, [])},
     {back, back(<<1, 2, 3>>)}].

ints(B) ->
    <<A, Bb:16, C:24/little, D:16/signed>> = B,
    <<E:32/signed-little, F:32/signed>> = B,
    <<G:64/signed>> = B,
    <<H:64/little>> = B,
    <<I:3/unit:8, _/binary>> = B,
    {A, Bb, C, D, E, F, G, H, I}.

sized(S, B) -> case B of <<_, X:S/unit:8, R/binary>> -> {X, byte_size(R)}; _ -> no end.
skip(S, B) -> case B of <<_:S/unit:8, X, _/binary>> -> X; <<_:S/unit:8>> -> all; _ -> no end.
take(S, B) -> case B of <<_:16, P:S/binary, R/bytes>> -> {P, byte_size(R)}; _ -> no end.

build(S, V) -> <<7, V:S, 8, V:S/little>>.
part(S, B) -> <<B:S/binary, "|", B/binary>>.

floats(F) ->
    X = <<F/float, F:64/float-little>>,
    <<G/float, H/float-little>> = X,
    {X, G, H, case <<F:64/float, 0:32>> of <<_:64, Y:32/float>> -> Y end}.

utf(C) ->
    X = <<C/utf8, C/utf16, C/utf16-little, C/utf32, C/utf32-little>>,
    <<A/utf8, B/utf16, D/utf16-little, E/utf32, F/utf32-little>> = X,
    <<_/utf8, R/binary>> = X,
    {X, A =:= C, B =:= C, D =:= C, E =:= C, F =:= C, byte_size(R)}.

bad_utf(8, C) -> <<C/utf8>>;
bad_utf(16, C) -> <<C/utf16>>;
bad_utf(32, C) -> <<C/utf32>>.

utf_of(<<C/utf8, R/binary>>) -> {C, R};
utf_of(_) -> none.

fixed(<<"GET ", R/binary>>) -> {get, R};
fixed(<<"PUT ", R/binary>>) -> {put, R};
fixed(<<42:32, X>>) -> {number, X};
fixed(<<16#ffffffff:32, X>>) -> {all_ones, X};
fixed(<<A, B>>) -> {two, A, B};
fixed(_) -> other.

wide(<<16#123456789abcdef0:64>>) -> first;
wide(<<16#fedcba9876543210:64, X>>) -> {second, X};
wide(<<X:64>>) -> {eight, X};
wide(X) -> {size, byte_size(X)}.

append(B, 0) -> B;
append(B, N) -> append(<<B/binary, N:24, (byte_size(B)):16>>, N - 1).

tails(<<>>, Acc) -> lists:reverse(Acc);
tails(<<_, R/binary>> = B, Acc) -> tails(R, [{B, byte_size(R)} | Acc]).

%% A clause that fails late gives the position back.
back(<<1, X, 4>>) -> {four, X};
back(<<1, X, R/binary>>) when X > 5 -> {large, R};
back(<<A, R/binary>>) -> {A, R, back2(R)}.
back2(<<_:16, _, _/binary>>) -> long;
back2(<<X:16>>) -> {exact, X};
back2(_) -> short.
