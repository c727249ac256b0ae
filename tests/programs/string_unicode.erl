%% SPDX-License-Identifier: Apache-2.0
%%
%% Strings with combining characters, several byte lengths, case, width in code points and graphemes, in lists and
%% binaries.

-module(string_unicode).
-export([main/0]).

main() ->
    E1 = [101, 16#301], E2 = [233],
    Family = [16#1f468, 16#200d, 16#1f469, 16#200d, 16#1f467],
    Texts = [E1, E2, Family, "stra" ++ [223] ++ "e", [16#130, $i], [16#1100, 16#1161, 16#11a8], "a\r\nb", [16#1f1e9, 16#1f1ea, 16#1f1eb], <<"na", 239/utf8, "ve">>],
    [{T, string:length(T), string:to_graphemes(T), string:uppercase(T), string:lowercase(T), string:casefold(T), string:reverse(T), string:next_grapheme(T), string:next_codepoint(T)} || T <- Texts] ++
    [{equal, [string:equal(A, B, I, N) || {A, B} <- [{E1, E2}, {"ABC", "abc"}, {"a", <<"a">>}], I <- [true, false], N <- [none, nfc, nfd]]},
     {normal, [{unicode:characters_to_nfc_list(T), unicode:characters_to_nfd_list(T), unicode:characters_to_nfkd_list(T)} || T <- [E1, E2, [16#fb01], [16#212b]]]},
     {find, string:find("a" ++ E1 ++ "b" ++ E1, E1), string:find(<<"abcbd">>, "b", trailing), string:find("x", "y")},
     {split, string:split("a,b,,c", ",", all), string:split(<<"k=v=w">>, "="), string:split("a" ++ E1 ++ "b", [16#301]), string:lexemes("  a b\r\nc ", " " ++ [[$\r, $\n]])},
     {trim, string:trim(<<"\t x \n">>), string:trim("xxaxx", both, "x"), string:trim("--a-", leading, "-")},
     {pad, string:pad(E1, 4, both, $.), string:pad(<<"abc">>, 5), string:pad("abcdef", 3)},
     {slice, [string:slice("h" ++ E1 ++ "llo", S, L) || {S, L} <- [{0, 2}, {1, 1}, {3, 9}, {9, 1}]]},
     {replace, lists:flatten(string:replace("banana", "an", "<>", all)), iolist_to_binary(string:replace(<<"banana">>, <<"a">>, <<"o">>, trailing))},
     {title, string:titlecase([16#1c6, $a]), string:titlecase("abc")},
     {chomp, string:chomp("line\r\n"), string:chomp(<<"line\n\n">>)},
     {prefix, string:prefix("foobar", "foo"), string:prefix(<<"x">>, "y")},
     {numbers, [string:to_integer(S) || S <- ["12ab", "-5", "x", <<"+7 ">>, ""]], [string:to_float(S) || S <- ["1.5e3x", "1", "-0.25"]]},
     {take, string:take("aabbc", "ab"), string:take("ccab", "ab", true), string:take("abcc", "c", false, trailing)}].
