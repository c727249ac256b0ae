%% SPDX-License-Identifier: Apache-2.0
%%
%% Fields of constant sizes at any bit, parts, strings and characters, of binaries of every kind: small and large ones,
%% parts of both, literals, and parts of literals; read where they are, up to the last byte.

-module(bytes_in_place).
-export([main/0]).

-define(FIELDS(N), {N, [fun(S, B) -> case B of <<_:S, X:N, Y:N/signed, _/bits>> -> {X, Y}; _ -> no end end,
                        fun(S, B) -> case B of <<_:S, X:N/little, Y:N/little-signed, _/bits>> -> {X, Y}; _ -> no end end,
                        fun(S, B) -> case B of <<_:S, X:N/native, _/bits>> -> X; _ -> no end end]}).

-define(LITERAL, <<255, 128, 127, 0, 1, 2, 254, 253, 16#A5, 16#5A, 64, 191, 7, 240, 15, 192, 3, 99, 200, 100, 50, 25, 12, 6, 3, 1,
                   129, 130, 140, 150, 160, 170, 180, 190, 255, 255>>).

main() ->
    Binaries = binaries(),
    [{fields, [{N, erlang:phash2([F(S, B) || F <- Fs, S <- [0, 1, 4, 7, 8, 9, 16, 40], {_, B} <- Binaries])} || {N, Fs} <- fields()]},
     {in_full, [{N, K, [F(8, B) || F <- Fs]} || {N, Fs} <- fields(), lists:member(N, [8, 24, 27, 28, 32, 33, 63, 64]), {K, B} <- Binaries]},
     {to_the_end, [{K, run_out(B, 0)} || {K, B} <- Binaries]},
     {parts, [{K, [parts(N, B) || N <- [0, 1, 3, 7, 8, 9, 31, 32, 35, 36, 37]]} || {K, B} <- Binaries]},
     {parts_of_parts, [{K, halves(B, [])} || {K, B} <- Binaries]},
     {strings, [[string(<<S/binary, B/binary>>) || {_, B} <- Binaries] || S <- [<<>>, <<"a">>, <<"ab">>, <<"abc">>, <<"abcd">>, <<"xy">>, <<"xz">>]]},
     {again, [{again(B), after_all(B)} || {_, B} <- Binaries ++ [{ab, probe_lib:id(<<"xabc">>)}, {ab, probe_lib:id(<<"ab">>)}]]},
     {moved, [moved(B) || {_, B} <- Binaries]},
     {text, [text(T) || T <- [<<"plain">>, <<"gr", 195, 188, 195, 159, "e">>, <<"cut", 195>>, <<128>>, <<>>, <<226, 130, 172, "1">>]]}].

fields() ->
    [?FIELDS(1), ?FIELDS(3), ?FIELDS(7), ?FIELDS(8), ?FIELDS(9), ?FIELDS(12), ?FIELDS(16), ?FIELDS(17), ?FIELDS(24), ?FIELDS(27),
     ?FIELDS(28), ?FIELDS(29), ?FIELDS(31), ?FIELDS(32), ?FIELDS(33), ?FIELDS(40), ?FIELDS(48), ?FIELDS(55), ?FIELDS(56), ?FIELDS(57),
     ?FIELDS(63), ?FIELDS(64)].

binaries() ->
    Small = probe_lib:id(binary:part(?LITERAL, 0, 20)),
    Large = list_to_binary(binary_to_list(?LITERAL)),
    [{small, list_to_binary(binary_to_list(Small))}, {large, Large}, {literal, ?LITERAL}, {part, binary:part(Large, 3, 30)},
     {part_of_literal, binary:part(?LITERAL, 5, 31)}, {empty, probe_lib:id(<<>>)}, {one, list_to_binary([200])}].

%% Every field ends a little nearer to the end, and the last ones behind it.
run_out(B, Sum) ->
    case B of
        <<A:32/little, C:24, R/binary>> -> run_out(R, Sum * 3 + A - C);
        <<A:16, R/binary>> -> run_out(R, Sum * 5 + A);
        <<A, R/binary>> -> run_out(R, Sum * 7 + A);
        <<>> -> Sum
    end.

parts(N, B) ->
    case B of
        <<P:N/binary, R/binary>> -> {byte_size(P), erlang:phash2(P), byte_size(R), erlang:phash2(R), <<P/binary, R/binary>> =:= B};
        _ -> no
    end.

halves(B, Found) ->
    Half = byte_size(B) div 2,
    case B of
        <<_:Half/binary, R/binary>> when Half > 0 -> halves(R, [R | Found]);
        _ -> Found
    end.

string(<<"abcd", R/binary>>) -> {abcd, byte_size(R)};
string(<<"abc", R/binary>>) -> {abc, byte_size(R)};
string(<<"ab", R/binary>>) -> {ab, byte_size(R)};
string(<<"xy", R/binary>>) -> {xy, byte_size(R)};
string(<<"a", R/binary>>) -> {a, byte_size(R)};
string(<<255, 128, R/binary>>) -> {high, byte_size(R)};
string(B) -> byte_size(B).

%% What did not match has taken nothing.
again(<<_, "ab", R/binary>>) -> {ab, byte_size(R)};
again(<<_, X:16/little, R/binary>>) -> {X, byte_size(R)};
again(B) -> byte_size(B).

after_all(<<"ab", R/binary>>) -> {ab, byte_size(R)};
after_all(<<X:32/little, _/binary>>) -> X;
after_all(<<X, _/binary>>) -> {one, X};
after_all(_) -> none.

%% A match state and what came out of it survive a collection.
moved(B) ->
    case B of
        <<A:32, P:9/binary, C:64/signed, R/binary>> ->
            Filler = lists:seq(1, 500),
            {A, P, C, R, length(Filler), [X || <<X:64>> <= B]};
        _ ->
            no
    end.

text(<<C/utf8, R/binary>>) -> [C | text(R)];
text(R) -> [{rest, R}].
