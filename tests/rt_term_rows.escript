#!/usr/bin/env escript
%% -*- coding: utf-8 -*-
%% SPDX-License-Identifier: Apache-2.0
%%
%% Random terms and what Erlang/OTP makes of them, one a line: external format in hexadecimal, text, phash2, phash.
%%
%%     escript rt_term_rows.escript COUNT SEED > FILE
-mode(compile).
-compile({nowarn_deprecated_function, [{erlang, phash, 2}]}).

main([Count, Seed]) ->
    io:setopts([{encoding, unicode}]),
    rand:seed(exsss, list_to_integer(Seed)),
    [row(T) || T <- fixed()],
    [row(term(rand:uniform(6) - 1)) || _ <- lists:seq(1, list_to_integer(Count))].

row(T) ->
    Hex = [io_lib:format("~2.16.0b", [B]) || <<B>> <= term_to_binary(T)],
    io:put_chars([Hex, "\t", io_lib:format("~w", [T]), "\t",
                  integer_to_list(erlang:phash2(T, 1 bsl 32)), "\t",
                  integer_to_list(erlang:phash(T, 1 bsl 32) - 1), "\n"]).

fixed() ->
    [[], {}, #{}, <<>>, "", '', -0.0, 0, self(), fun lists:map/2, fun erlang:'+'/2, list_to_tuple(lists:seq(1, 300)),
     lists:seq(1, 300), lists:duplicate(70000, 7), lists:duplicate(65535, 7), lists:duplicate(65536, 7), <<0:80000>>,
     list_to_atom(lists:duplicate(255, 233)), list_to_atom(lists:duplicate(255, 16#65E5)), 1 bsl 4096, -(1 bsl 2048)] ++
        [1 bsl N || N <- lists:seq(0, 130)] ++ [-(1 bsl N) || N <- lists:seq(0, 130)] ++
        [(1 bsl N) - 1 || N <- lists:seq(0, 130)] ++ [-(1 bsl N) - 1 || N <- lists:seq(0, 130)] ++
        [list_to_atom([C]) || C <- lists:seq(0, 1000)] ++ [list_to_atom([$a, C, $b]) || C <- lists:seq(0, 1000)] ++
        [list_to_atom(W) || W <- string:tokens("after begin case try catch end fun if of receive when andalso bnot "
                                               "not div rem band and bor bxor bsl bsr or xor orelse maybe else cond "
                                               "let spec callback", " ")] ++
        [lists:seq(1, N) || N <- lists:seq(1, 20)] ++ [list_to_binary(lists:seq(1, N)) || N <- lists:seq(1, 40)].

term(0) -> leaf(rand:uniform(12));
term(Depth) ->
    case rand:uniform(6) of
        1 -> list_to_tuple(terms(Depth));
        2 -> terms(Depth);
        3 -> terms(Depth) ++ term(Depth - 1);
        4 -> maps:from_list([{term(Depth - 1), term(Depth - 1)} || _ <- lists:seq(1, rand:uniform(8) - 1)]);
        5 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(9))] ++ terms(Depth);
        6 -> term(0)
    end.

terms(Depth) -> [term(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)].

leaf(1) -> rand:uniform(512) - 256;
leaf(2) -> integer(rand:uniform(28));
leaf(3) -> integer(rand:uniform(80));
leaf(4) -> integer(rand:uniform(3000));
leaf(5) -> rand:normal() * math:pow(10, rand:uniform(600) - 300);
leaf(6) -> (rand:uniform(2000) - 1000) / 8;
leaf(7) -> float(rand:uniform(1 bsl 60));
leaf(8) -> list_to_atom([rand:uniform(26) + 96 || _ <- lists:seq(1, rand:uniform(10))]);
leaf(9) -> list_to_atom([lists:nth(rand:uniform(3), [rand:uniform(26) + 64, rand:uniform(255), 16#65E5])
                         || _ <- lists:seq(1, rand:uniform(10))]);
leaf(10) -> rand:bytes(rand:uniform(40) - 1);
leaf(11) ->
    Bits = rand:uniform(100),
    <<(rand:uniform(1 bsl Bits)):Bits>>;
leaf(12) ->
    case rand:uniform(4) of
        1 -> make_ref();
        2 -> self();
        3 -> fun lists:map/2;
        4 -> []
    end.

integer(Bits) ->
    N = rand:uniform(1 bsl Bits),
    case rand:uniform(2) of
        1 -> N;
        2 -> -N
    end.
