%% SPDX-License-Identifier: Apache-2.0
%%
%% The module string of the installed OTP: splitting, trimming, cases, graphemes, numbers.

-module(otp_string).
-export([main/0]).

main() ->
    [{uppercase, string:uppercase("hello é ß"), string:uppercase(<<"abc é"/utf8>>), string:lowercase("ÀBC"), string:titlecase("word"), string:casefold("Straße")},
     {length, string:length("abc"), string:length("e\x{301}x"), string:length(<<"→é"/utf8>>)},
     {split, string:split("a,b,c", ","), string:split("a,b,c", ",", all), string:split("a,b,c", ",", trailing), string:split(<<"x--y">>, <<"--">>)},
     {lexemes, string:lexemes("  a b  c ", " "), string:lexemes("a;b,c", ";,"), string:tokens("x/y//z", "/")},
     {trim, string:trim("  abc  "), string:trim("xxabcxx", both, "x"), string:trim("  ab ", leading), string:trim(<<" ab ">>, trailing), string:strip("..a..", both, $.)},
     {pad, string:pad("ab", 5), string:pad("ab", 5, leading), lists:flatten(string:pad("ab", 6, both, $*))},
     {slice, string:slice("hello", 1, 3), string:slice(<<"hello">>, 2), string:substr("hello", 2, 2)},
     {find, string:find("hello world", "wo"), string:find("abcabc", "bc", trailing), string:find("abc", "x"), string:str("hello", "l"), string:rstr("hello", "l")},
     {replace, lists:flatten(string:replace("aXbXc", "X", "--", all)), iolist_to_binary(string:replace(<<"a b">>, " ", "_"))},
     {prefix, string:prefix("prefix-rest", "prefix-"), string:prefix("abc", "x")},
     {equal, string:equal("abc", "ABC"), string:equal("abc", "ABC", true), string:is_empty(""), string:is_empty("x")},
     {reverse, string:reverse("abc"), string:reverse("e\x{301}x")},
     {graphemes, string:to_graphemes("ae\x{301}b"), string:next_grapheme("abc"), string:next_codepoint("é")},
     {numbers, string:to_integer("123rest"), string:to_float("1.5e3x"), string:to_integer("x"), string:to_float("1")},
     {join, string:join(["a", "b", "c"], ", "), string:chars($x, 3), string:concat("a", "b"), string:copies("ab", 2)},
     {take, string:take("abc123", lists:seq($a, $z)), string:take("abc123", lists:seq($0, $9), true)},
     {nth_lexeme, string:nth_lexeme("a b c", 2, " "), string:words("one two three"), string:sub_word("one two", 2)},
     {chr, string:chr("abc", $b), string:rchr("abcb", $b), string:span("aab", "a"), string:cspan("xxa", "a")},
     {centre, string:centre("ab", 6), string:left("ab", 4), string:right("ab", 4)}].
