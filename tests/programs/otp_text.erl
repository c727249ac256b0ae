%% SPDX-License-Identifier: Apache-2.0
%%
%% filename, uri_string and other text modules of the installed OTP.

-module(otp_text).
-export([main/0]).

main() ->
    [{filename, filename:join(["/a", "b", "c.erl"]), filename:basename("/x/y.erl", ".erl"), filename:dirname("/x/y/z"), filename:extension("a.tar.gz"), filename:rootname("a/b.c"),
      filename:split("/a/b/c"), filename:absname_join("/a", "b"), filename:pathtype("/x"), filename:join("a", "/b")},
     {uri, uri_string:parse("https://user@host:8080/path/x?q=1&r=a%20b#frag"), uri_string:quote("a b/c"), uri_string:unquote("a%20b"), uri_string:normalize("http://a/b/../c"),
      uri_string:dissect_query("a=1&b=2"), uri_string:compose_query([{"k", "v w"}]), uri_string:recompose(#{scheme => "http", host => "h", path => "/p"})},
     {version, lists:sort(fun(A, B) -> A =< B end, [lists:map(fun list_to_integer/1, string:tokens(V, ".")) || V <- ["1.10", "1.2", "1.9.1"]])},
     {sofs, sofs:to_external(sofs:converse(sofs:relation([{1, a}, {2, b}]))), sofs:to_external(sofs:union(sofs:set([a]), sofs:set([b])))},
     {edit, [distance(A, B) || {A, B} <- [{"kitten", "sitting"}, {"", "abc"}, {"same", "same"}, {"flaw", "lawn"}]]},
     {caesar, caesar("Hello, World!", 13), caesar(caesar("Hello, World!", 13), 13)},
     {roman, [roman(N) || N <- [1, 4, 9, 14, 1994, 2024]]},
     {rle, rle("aaabccdddd"), lists:flatten([lists:duplicate(N, C) || {C, N} <- rle("aaabccdddd")])},
     {anagrams, lists:sort(maps:values(maps:groups_from_list(fun lists:sort/1, ["listen", "silent", "enlist", "google", "gogole"])))},
     {csv, [[string:trim(F) || F <- string:split(Line, ",", all)] || Line <- string:split("a, b,c\n1,2 ,3", "\n", all)]},
     {args, io_lib:format("~s=~w", [key, value]) =/= []}].

distance(A, B) ->
    lists:last(lists:foldl(fun(Ca, [H | T] = Row) -> row(Ca, B, T, H, H + 1, [H + 1], Row) end, lists:seq(0, length(B)), A)).

row(Ca, [Cb | Bs], [Up | Rest], Diagonal, Left, Acc, Row) ->
    New = lists:min([Up + 1, Left + 1, Diagonal + if Ca =:= Cb -> 0; true -> 1 end]),
    row(Ca, Bs, Rest, Up, New, [New | Acc], Row);
row(_, [], [], _, _, Acc, _) -> lists:reverse(Acc).

caesar(Text, N) -> [rotate(C, N) || C <- Text].

rotate(C, N) when C >= $a, C =< $z -> (C - $a + N) rem 26 + $a;
rotate(C, N) when C >= $A, C =< $Z -> (C - $A + N) rem 26 + $A;
rotate(C, _) -> C.

roman(N) -> roman(N, [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]).

roman(0, _) -> "";
roman(N, [{V, S} | _] = T) when N >= V -> S ++ roman(N - V, T);
roman(N, [_ | T]) -> roman(N, T).

rle([C | T]) -> rle(C, 1, T);
rle([]) -> [].

rle(C, N, [C | T]) -> rle(C, N + 1, T);
rle(C, N, [D | T]) -> [{C, N} | rle(D, 1, T)];
rle(C, N, []) -> [{C, N}].
