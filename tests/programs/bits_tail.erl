%% SPDX-License-Identifier: Apache-2.0
%%
%% Binary tails and sub-binaries: matching in loops, keeping parts, returning to earlier positions.

-module(bits_tail).
-export([main/0]).

main() ->
    Text = probe_lib:id(<<"the quick brown fox jumps over the lazy dog, again and again and again until the binary is a long one">>),
    [{words, words(Text)},
     {count, count(Text, $a, 0)},
     {reverse, reverse(Text)},
     {find, [find(Text, P) || P <- [<<"quick">>, <<"the">>, <<"dog">>, <<"missing">>, <<>>]]},
     {replace, replace(Text, <<"again">>, <<"more">>)},
     {backtrack, [number(B) || B <- [<<"123">>, <<"12.5">>, <<"-7">>, <<"1e5">>, <<"x">>, <<>>, <<"12.">>, <<"0x1F">>]]},
     {keep, keep(Text, [])},
     {split_at, [split_at(N, Text) || N <- [0, 3, 100]]},
     {whole, whole(Text) =:= Text},
     {two_patterns, both(<<1, 2, 3, 4>>)},
     {passed_on, outer(<<"ab;cd;ef">>)},
     {context_twice, twice(<<1, 2, 3, 4, 5, 6>>)},
     {json, json(<<"{\"a\": [1, 2, {\"b\": null}], \"c\": \"text\", \"d\": -12}">>)},
     {base64, decode64(<<"aGVsbG8gd29ybGQ=">>)},
     {sub_of_sub, sub(Text, 10)},
     {binary_part, binary:part(Text, 4, 5), binary_part(Text, byte_size(Text), -7)}].

words(B) -> words(B, <<>>, []).

words(<<$\s, R/binary>>, W, Acc) -> words(R, <<>>, [W | Acc]);
words(<<C, R/binary>>, W, Acc) -> words(R, <<W/binary, C>>, Acc);
words(<<>>, W, Acc) -> lists:reverse([W | Acc]).

count(<<C, R/binary>>, C, N) -> count(R, C, N + 1);
count(<<_, R/binary>>, C, N) -> count(R, C, N);
count(<<>>, _, N) -> N.

reverse(B) -> reverse(B, <<>>).

reverse(<<C, R/binary>>, Acc) -> reverse(R, <<C, Acc/binary>>);
reverse(<<>>, Acc) -> Acc.

find(B, P) -> find(B, P, byte_size(P), 0).

find(B, P, S, N) ->
    case B of
        <<P:S/binary, _/binary>> -> N;
        <<_, R/binary>> -> find(R, P, S, N + 1);
        <<>> -> none
    end.

replace(B, P, With) ->
    S = byte_size(P),
    case B of
        <<P:S/binary, R/binary>> -> <<With/binary, (replace(R, P, With))/binary>>;
        <<C, R/binary>> -> <<C, (replace(R, P, With))/binary>>;
        <<>> -> <<>>
    end.

number(<<$-, R/binary>>) -> {minus, number(R)};
number(<<"0x", R/binary>>) -> {hex, R};
number(<<C, _/binary>> = B) when C >= $0, C =< $9 -> digits(B, 0);
number(B) -> {no, B}.

digits(<<C, R/binary>>, N) when C >= $0, C =< $9 -> digits(R, N * 10 + C - $0);
digits(<<$., C, _/binary>> = B, N) when C >= $0, C =< $9 -> <<_, R/binary>> = B, {N, point, R};
digits(<<>>, N) -> N;
digits(R, N) -> {N, rest, R}.

keep(<<A, B, C, R/binary>> = All, Acc) when A =:= $a -> keep(R, [{All =/= R, <<B, C>>} | Acc]);
keep(<<_, R/binary>>, Acc) -> keep(R, Acc);
keep(<<>>, Acc) -> Acc.

split_at(N, B) ->
    <<A:N/binary, R/binary>> = B,
    {A, R}.

whole(<<B/binary>>) -> B.

both(<<A, R/binary>> = Bin) ->
    <<B:16, S/binary>> = Bin,
    {A, R, B, S}.

outer(B) -> inner(B, B, 0, []).

inner(<<$;, R/binary>>, Start, N, Acc) -> inner(R, R, 0, [binary:part(Start, 0, N) | Acc]);
inner(<<_, R/binary>>, Start, N, Acc) -> inner(R, Start, N + 1, Acc);
inner(<<>>, Start, N, Acc) -> lists:reverse([binary:part(Start, 0, N) | Acc]).

twice(B) ->
    <<A, R/binary>> = B,
    X = sum(R, 0),
    Y = sum(R, A),
    {X, Y, R}.

sum(<<X, R/binary>>, Acc) -> sum(R, Acc + X);
sum(<<>>, Acc) -> Acc.

json(B) ->
    {V, R} = value(skip(B)),
    <<>> = skip(R),
    V.

skip(<<C, R/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t -> skip(R);
skip(B) -> B.

value(<<"null", R/binary>>) -> {null, R};
value(<<"true", R/binary>>) -> {true, R};
value(<<${, R/binary>>) -> members(skip(R), #{});
value(<<$[, R/binary>>) -> elements(skip(R), []);
value(<<$", R/binary>>) -> text(R, <<>>);
value(<<$-, R/binary>>) ->
    {V, R1} = value(R),
    {-V, R1};
value(<<C, _/binary>> = B) when C >= $0, C =< $9 -> integer(B, 0).

members(<<$}, R/binary>>, M) -> {M, R};
members(<<$,, R/binary>>, M) -> members(skip(R), M);
members(<<$", R/binary>>, M) ->
    {K, R1} = text(R, <<>>),
    <<$:, R2/binary>> = skip(R1),
    {V, R3} = value(skip(R2)),
    members(skip(R3), M#{K => V}).

elements(<<$], R/binary>>, L) -> {lists:reverse(L), R};
elements(<<$,, R/binary>>, L) -> elements(skip(R), L);
elements(B, L) ->
    {V, R} = value(B),
    elements(skip(R), [V | L]).

text(<<$", R/binary>>, Acc) -> {Acc, R};
text(<<C, R/binary>>, Acc) -> text(R, <<Acc/binary, C>>).

integer(<<C, R/binary>>, N) when C >= $0, C =< $9 -> integer(R, N * 10 + C - $0);
integer(R, N) -> {N, R}.

decode64(B) -> decode64(B, <<>>).

decode64(<<A, B, $=, $=>>, Acc) -> <<Acc/binary, (bit6(A)):6, (bit6(B) bsr 4):2>>;
decode64(<<A, B, C, $=>>, Acc) -> <<Acc/binary, (bit6(A)):6, (bit6(B)):6, (bit6(C) bsr 2):4>>;
decode64(<<A, B, C, D, R/binary>>, Acc) -> decode64(R, <<Acc/binary, (bit6(A)):6, (bit6(B)):6, (bit6(C)):6, (bit6(D)):6>>);
decode64(<<>>, Acc) -> Acc.

bit6(C) when C >= $A, C =< $Z -> C - $A;
bit6(C) when C >= $a, C =< $z -> C - $a + 26;
bit6(C) when C >= $0, C =< $9 -> C - $0 + 52;
bit6($+) -> 62;
bit6($/) -> 63.

sub(B, 0) -> B;
sub(<<_, B/binary>>, N) -> sub(binary:part(B, 1, byte_size(B) - 2), N - 1).
