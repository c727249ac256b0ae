%% SPDX-License-Identifier: Apache-2.0
%%
%% A text buffer in UTF-8 edited by character places: insert, delete, width in bytes, cursor moves, search, with bad
%% bytes kept out.

-module(bits_utf_editing).
-export([main/0]).

main() ->
    T = <<"aä€😀z"/utf8>>,
    [{length, count(T)}, {at, [at(T, I) || I <- lists:seq(0, 5)]}, {offsets, [offset(T, I) || I <- lists:seq(0, 5)]}, {insert, [insert(T, I, <<"λ"/utf8>>) || I <- [0, 2, 5]]}, {delete, [delete(T, I, N) || {I, N} <- [{0, 1}, {1, 3}, {3, 9}]]},
     {reverse, reverse(T), reverse(reverse(T)) =:= T}, {upper, << <<(up(C))/utf8>> || <<C/utf8>> <= T >>}, {widths, [W || <<C/utf8>> <= T, W <- [byte_size(<<C/utf8>>)]]},
     {clean, [clean(B) || B <- [<<"ok">>, <<97, 255, 98>>, <<16#e2, 16#82, 97>>, <<237, 160, 128, 122>>, <<240, 159>>]]}, {latin, latin(T)}, {escape, escape(T), unescape(escape(T)) =:= T}, {wide, << <<C/utf16-little>> || <<C/utf8>> <= T >>, [C || <<C/utf32>> <= << <<C/utf32>> || <<C/utf8>> <= T >>]}].

count(<<_/utf8, R/binary>>) -> 1 + count(R);
count(<<>>) -> 0.
at(<<C/utf8, _/binary>>, 0) -> C;
at(<<_/utf8, R/binary>>, I) -> at(R, I - 1);
at(<<>>, _) -> none.
offset(B, I) -> offset(B, I, 0).
offset(_, 0, N) -> N;
offset(<<C/utf8, R/binary>>, I, N) -> offset(R, I - 1, N + byte_size(<<C/utf8>>));
offset(<<>>, _, N) -> {past, N}.
insert(B, I, S) -> N = offset(B, I), <<A:N/binary, R/binary>> = B, <<A/binary, S/binary, R/binary>>.
delete(B, I, N) -> From = offset(B, I), To = case offset(B, I + N) of {past, E} -> E; E -> E end, <<(binary:part(B, 0, From))/binary, (binary:part(B, To, byte_size(B) - To))/binary>>.
reverse(B) -> reverse(B, <<>>).
reverse(<<C/utf8, R/binary>>, A) -> reverse(R, <<C/utf8, A/binary>>);
reverse(<<>>, A) -> A.
up(C) when C >= $a, C =< $z; C >= 16#e0, C =< 16#fe -> C - 32;
up(C) -> C.
clean(<<C/utf8, R/binary>>) -> <<C/utf8, (clean(R))/binary>>;
clean(<<_, R/binary>>) -> <<16#fffd/utf8, (clean(R))/binary>>;
clean(<<>>) -> <<>>.
latin(B) -> << <<(if C < 256 -> C; true -> $? end)>> || <<C/utf8>> <= B >>.
escape(B) -> << <<(if C < 128 -> <<C>>; C < 65536 -> iolist_to_binary(io_lib:format("\\u~4.16.0b", [C])); true -> <<X:16, Y:16>> = <<C/utf16>>, iolist_to_binary(io_lib:format("\\u~4.16.0b\\u~4.16.0b", [X, Y])) end)/binary>> || <<C/utf8>> <= B >>.
unescape(<<"\\u", H:4/binary, R/binary>>) -> case {binary_to_integer(H, 16), R} of {A, <<"\\u", L:4/binary, R2/binary>>} when A >= 16#d800, A < 16#dc00 -> <<C/utf16>> = <<A:16, (binary_to_integer(L, 16)):16>>, <<C/utf8, (unescape(R2))/binary>>; {A, _} -> <<A/utf8, (unescape(R))/binary>> end;
unescape(<<C, R/binary>>) -> <<C, (unescape(R))/binary>>;
unescape(<<>>) -> <<>>.
