#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%%     escript bif_random_calls.escript COUNT SEED
%%
%% Writes COUNT calls of native functions with random arguments, one a line: terms of all kinds for what takes any term
%% (hashing, comparing, external format), numbers near the limits of their representations for arithmetic, floats of
%% all sizes for conversions.

-mode(compile).

main([Count, Seed]) ->
    io:setopts(standard_io, [{encoding, unicode}]),
    rand:seed(exsss, list_to_integer(Seed)),
    [io:put_chars([call(), $\n]) || _ <- lists:seq(1, list_to_integer(Count))].

call() ->
    {M, F, Args} = any_of([fun any_term/0, fun any_term/0, fun arithmetic/0, fun text/0, fun container/0]),
    io_lib:format("~w:~w(~s)", [M, F, lists:join(", ", [io_lib:format("~w", [A]) || A <- Args])]).

any_of(List) ->
    case pick(List) of
        Fun when is_function(Fun, 0) -> Fun();
        Value -> Value
    end.

%% Of values that may be funs themselves.
pick(List) -> lists:nth(rand:uniform(length(List)), List).

any_term() ->
    T = term(3),
    any_of([{erlang, phash2, [T]}, {erlang, phash, [T, 1 bsl 32]}, {erlang, term_to_binary, [T]},
            {erlang, binary_to_term, [term_to_binary(T)]}, {erlang, binary_to_term, [damaged(term_to_binary(T))]},
            {erlang, binary_to_term, [term_to_binary(T, [{minor_version, 2}])]}, {erlang, external_size, [T]},
            {erlang, binary_to_term, [term_to_binary({T, T, [T, T]}, [{compressed, rand:uniform(9)}])]},
            {erlang, phash2, [large_map()]}, {erlang, phash2, [T, rand:uniform(1 bsl 27)]}, {erlang, term_to_binary, [{T, large_map()}, [deterministic]]},
            {erlang, any_of(['=:=', '==', '<', '=<']), [large_map(), large_map()]},
            {erlang, '=<', [T, term(3)]}, {erlang, '=:=', [T, T]}, {erlang, '<', [[1, T], [1.0, term(2)]]},
            {lists, member, [T, [term(1), T, 1]]}, {erlang, max, [T, term(1)]}]).

arithmetic() ->
    any_of([{erlang, any_of(['+', '-', '*', '/', 'div', 'rem', '==', '<']), [number(), number()]},
            {erlang, any_of(['div', 'rem', 'band', 'bor', 'bxor']), [integer(), integer()]},
            {erlang, any_of(['bsl', 'bsr']), [integer(), rand:uniform(300) - 150]},
            {erlang, any_of([abs, float, round, trunc, floor, ceil, '-', 'bnot']), [number()]}]).

text() ->
    any_of([{erlang, integer_to_list, [integer(), rand:uniform(35) + 1]},
            {erlang, list_to_integer, [integer_to_list(integer(), 2), 2]},
            {erlang, binary_to_integer, [integer_to_binary(integer(), 36), 36]},
            {erlang, float_to_list, [float()]}, {erlang, float_to_list, [float(), [short]]},
            {erlang, float_to_list, [float(), [{decimals, rand:uniform(22) - 1}]]},
            {erlang, float_to_list, [float(), [{scientific, rand:uniform(25) - 1}]]},
            {erlang, list_to_float, [float_to_list(float())]}, {erlang, list_to_float, [near_float()]},
            {erlang, binary_to_float, [list_to_binary(near_float())]}, {erlang, list_to_integer, [near_integer()]},
            {erlang, binary_to_integer, [list_to_binary(near_integer()), rand:uniform(35) + 1]},
            {erlang, float_to_binary, [float(), [{decimals, rand:uniform(260) - 1}, compact]]},
            {erlang, float_to_list, [float(), any_of([[compact], [short, compact], [{scientific, rand:uniform(260) - 5}], [{decimals, 3}, short], [x], []])]},
            {string, list_to_float, [near_float()]}, {string, list_to_integer, [near_integer()]},
            {unicode, characters_to_binary, [any_of([characters(), bytes()]), any_of([utf8, latin1])]},
            {unicode, characters_to_list, [any_of([characters(), bytes()]), any_of([utf8, latin1])]},
            {erlang, binary_to_atom, [any_of([unicode:characters_to_binary(characters()), bytes()])]}]).

container() ->
    Pairs = [{pick([number(), atom(), term(1)]), N} || N <- lists:seq(1, rand:uniform(40))],
    Map = maps:from_list(lists:sublist(Pairs, 32)),
    Key = pick([element(1, pick(Pairs)), term(1)]),
    B = bytes(),
    any_of([{maps, from_list, [lists:sublist(Pairs, 32)]}, {maps, put, [Key, x, maps:from_list(lists:sublist(Pairs, 31))]},
            {maps, remove, [Key, Map]}, {maps, take, [Key, Map]}, {maps, find, [Key, Map]}, {maps, keys, [Map]},
            {maps, merge, [maps:from_list(lists:sublist(Pairs, 16)), maps:from_list(lists:nthtail(length(Pairs) div 2, lists:sublist(Pairs, 32)))]},
            {erlang, map_get, [Key, Map]}, {lists, keyfind, [Key, 1, Pairs]}, {lists, reverse, [Pairs, Key]},
            {erlang, '--', [[rand:uniform(9) || _ <- Pairs], [rand:uniform(9) || _ <- Pairs]]},
            {binary, match, [B, any_of([B, binary:part(B, 0, byte_size(B) div 2 + 1)])]},
            {binary, matches, [<< <<(any_of("ab"))>> || _ <- Pairs >>, [<<"ab">>, <<"b">>, <<"aab">>]]},
            {binary, matches, [<< <<(any_of("abc"))>> || _ <- Pairs, _ <- Pairs >>, [<< <<(any_of("abc"))>> || _ <- lists:seq(1, rand:uniform(20)) >> || _ <- lists:seq(1, rand:uniform(6))]]},
            {binary, longest_common_prefix, [[<<B/binary, (bytes())/binary>>, <<B/binary, (bytes())/binary>>]]},
            {binary, longest_common_suffix, [[<<(bytes())/binary, B/binary>>, <<(bytes())/binary, B/binary>>]]},
            {binary, encode_unsigned, [abs(integer()), any_of([big, little])]}, {binary, copy, [B, rand:uniform(4) - 1]},
            {binary, any_of([first, last]), [B]}, {binary, at, [B, rand:uniform(9) - 1]},
            {binary, split, [<< <<(any_of("ab,"))>> || _ <- Pairs >>, <<",">>, any_of([[], [global], [global, trim_all]])]},
            {binary, decode_unsigned, [B, any_of([big, little])]}, {erlang, md5, [B]}, {erlang, crc32, [B]},
            {erlang, adler32, [B]}, {erlang, bitstring_to_list, [bits()]}, {erlang, list_to_bitstring, [[B, bits(), bits()]]}]).

%% Text that is nearly a number.
near_float() -> text_of(["", "+", "-", " ", "--"]) ++ text_of(["", "0", "1", "12", "00", "999999999999999999999"]) ++ text_of([".", "", ",", ".."]) ++
                    text_of(["0", "5", "", "000", "123456789012345678901234567890"]) ++ text_of(["", "e", "E", "e+", "e-", "e5", "e-3", "e308", "e309", "e-400", "e0005", "x", " "]) ++
                    text_of(["", "", "1", "x"]).
near_integer() -> text_of(["", "+", "-", " ", "+-"]) ++ text_of(["", "0", "7", "ff", "Zz", "_", "134217728", "18446744073709551616", "00000000000000000000000000000012"]) ++ text_of(["", "", " ", "9", "g"]).
text_of(Choices) -> pick(Choices).

%% Few different ones, so that they are often equal or close.
large_map() ->
    M = maps:from_list([{I, 0} || I <- lists:seq(1, 33 + rand:uniform(2))]),
    any_of([M, M#{rand:uniform(3) => any_of([0.0, 1, x])}, maps:put(any_of([1.0, a, <<1>>, #{}]), 0, M)]).

damaged(Binary) ->
    At = rand:uniform(byte_size(Binary)) - 1,
    <<Before:At/binary, _, After/binary>> = Binary,
    %% Not 80: compressed data; not what names identifiers and funs, which exist on one side only.
    case any_of([rand:uniform(256) - 1, rand:uniform(8), 97, 106, 108, 109, 110]) of
        Byte when Byte =:= 80; Byte =:= 88; Byte =:= 89; Byte =:= 90; Byte >= 101, Byte =< 103; Byte >= 112, Byte =< 114;
                  Byte =:= 117; Byte =:= 120 -> Binary;
        Byte -> <<Before/binary, Byte, After/binary>>
    end.

term(0) -> any_of([fun number/0, fun atom/0, [], {}, <<>>, #{}, fun bits/0]);
term(Depth) ->
    Some = fun() -> [term(Depth - 1) || _ <- lists:seq(1, rand:uniform(4))] end,
    any_of([fun number/0, fun atom/0, fun bits/0, fun bytes/0, fun characters/0, Some, Some, fun() -> list_to_tuple(Some()) end,
            fun() -> maps:from_list([{K, term(Depth - 1)} || K <- Some()]) end,
            fun() -> lists:foldr(fun(H, T) -> [H | T] end, term(0), Some()) end,
            fun() -> erlang:make_fun(pick([a, 'A b']), pick([b, x@1]), rand:uniform(256) - 1) end]).

number() -> any_of([fun integer/0, fun integer/0, fun float/0]).

%% Near powers of two, most of them near the limits of words.
integer() ->
    Power = any_of([8, 27, 28, 31, 32, 53, 59, 60, 63, 64, 96, rand:uniform(300)]),
    any_of([1, -1]) * ((1 bsl Power) + any_of([0, -1, 1, rand:uniform(100), -rand:uniform(100)])).

float() ->
    any_of([fun any_float/0, fun() -> (rand:uniform() - 0.5) * math:pow(10, rand:uniform(30) - 10) end,
            fun() -> (rand:uniform(2000000) - 1000000) / 1000 end, fun() -> float(rand:uniform(1 bsl 54)) end, 0.0, -0.0, 1.0]).

any_float() ->
    case rand:bytes(8) of
        <<F/float>> -> F;
        _ -> any_float()
    end.

atom() -> any_of([a, b, 'A b', '', 'é', 'λx', 'end', list_to_atom([rand:uniform(26) + 96 || _ <- "12345"])]).

bytes() -> rand:bytes(rand:uniform(40)).

bits() ->
    Size = rand:uniform(90),
    <<Bits:Size/bitstring, _/bitstring>> = rand:bytes(12),
    Bits.

characters() ->
    [any_of([rand:uniform(127), rand:uniform(255), 16#3BB, 16#20AC, 16#1F600]) || _ <- lists:seq(1, rand:uniform(12))].
