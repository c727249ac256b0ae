%% SPDX-License-Identifier: Apache-2.0
%%
%% Conversions among utf8, utf16, utf32, latin1, with input that is incomplete or wrong, and chunks that cut characters.

-module(string_transcode).
-export([main/0]).

main() ->
    Good = [[97, 228, 955, 16#20ac, 16#1f600], <<"a", 955/utf8>>, [[<<"x">>, 228], [[955]]], []],
    Encodings = [utf8, {utf16, big}, {utf16, little}, {utf32, big}, {utf32, little}, latin1],
    [{to, [{E, [shape(probe_lib:run(fun() -> unicode:characters_to_binary(G, utf8, E) end)) || G <- Good]} || E <- Encodings]},
     {back, [unicode:characters_to_list(unicode:characters_to_binary([97, 955, 16#1f600], utf8, E), E) || E <- Encodings, E =/= latin1]},
     {bad, [unicode:characters_to_list(B) || B <- [<<255>>, <<97, 16#e2, 16#82>>, <<97, 16#ed, 16#a0, 16#80>>, <<16#c0, 128>>, <<16#f5, 128, 128, 128>>, <<97, 16#e2, 98>>]]},
     {bad_lists, [probe_lib:run(fun() -> unicode:characters_to_binary(L) end) || L <- [[16#d800], [16#110000], [a], [1.0], [-1], a, [97 | 98], [97 | <<"b">>], {}]]},
     {bad16, [unicode:characters_to_list(B, utf16) || B <- [<<16#d800:16>>, <<16#d83d:16, 16#de00:16>>, <<97>>, <<16#dc00:16, 97:16>>]]},
     {latin, [unicode:characters_to_list(<<228, 246>>, latin1), unicode:characters_to_binary([228], latin1, utf8), unicode:characters_to_binary([256], latin1, utf8)]},
     {bom, [unicode:bom_to_encoding(B) || B <- [<<239, 187, 191, "x">>, <<254, 255>>, <<255, 254, 0, 0>>, <<"none">>]], unicode:encoding_to_bom(utf8)},
     {chunks, chunks([<<97, 16#e2>>, <<16#82>>, <<16#ac, 98>>], <<>>)},
     {segments, [[C || <<C/utf8>> <= <<"aλ€😀"/utf8>>], [C || <<C/utf16>> <= <<"aλ€😀"/utf16>>], [C || <<C/utf32-little>> <= <<"λ😀"/utf32-little>>]]},
     {build, [probe_lib:run(fun() -> X = probe_lib:id(C), {<<X/utf8>>, <<X/utf16-little>>, <<X/utf32>>} end) || C <- [0, 127, 2047, 65535, 16#10ffff, 16#d800, 16#110000, -1, a]]},
     {match, [m(B) || B <- [<<"€"/utf8>>, <<16#e2, 16#82>>, <<237, 160, 128>>, <<>>, <<0>>]]},
     {sizes, [byte_size(unicode:characters_to_binary(lists:duplicate(N, C))) || N <- [0, 1, 100], C <- [97, 228, 8364, 128512]]}].

shape(B) when is_binary(B) -> {byte_size(B), B};
shape(X) -> X.

chunks([], Rest) -> {rest, Rest};
chunks([B | Bs], Rest) ->
    case unicode:characters_to_list(<<Rest/binary, B/binary>>) of
        {incomplete, Done, R} -> [{incomplete, Done} | chunks(Bs, R)];
        L -> [L | chunks(Bs, <<>>)]
    end.

m(<<C/utf8, R/binary>>) -> {C, R};
m(<<A, B, _/binary>>) -> {bytes, A, B};
m(<<>>) -> empty.
