%% SPDX-License-Identifier: Apache-2.0
%%
%% erlang:phash2/1,2, crc32, adler32 and md5 over terms of every type and size, in parts and combined.

-module(term_hash_many).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Terms = [a, 'a b', '', 0, 1, -1, 134217727, 134217728, -134217728, -134217729, 1 bsl 31, 1 bsl 32, -(1 bsl 32), 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 64, -(1 bsl 200), 1.0, -1.5, 1.0e300, 5.0e-324,
             [], [1], "string", [255, 256], [1 | 2], lists:seq(1, 300), lists:duplicate(20, lists:seq(1, 20)), {}, {a}, {1, {2, {3}}}, list_to_tuple(lists:seq(1, 100)),
             <<>>, <<1>>, <<"some bytes">>, <<1:1>>, <<255, 7:3>>, binary:copy(<<"x">>, 1000), #{}, #{a => 1}, #{1 => #{2 => 3}}, maps:from_list([{K, [K]} || K <- lists:seq(1, 50)]), fun lists:map/2, [[[[[]]]]]],
    Bytes = << <<(I * 31 rem 256)>> || I <- lists:seq(1, 7000) >>,
    <<_:?ON_ATOMVM(8, 3), Odd:6000/binary, _/bits>> = Bytes,
    [{phash2, [erlang:phash2(T) || T <- Terms]},
     {ranges, [erlang:phash2(T, R) || T <- [a, "b", 3.0], R <- [1, 2, 1000, 1 bsl 27, (1 bsl 32) - 1, 1 bsl 32]]},
     {equal, [erlang:phash2(X) =:= erlang:phash2(Y) || {X, Y} <- [{1, 1.0}, {Odd, binary:copy(Odd)}, {"ab", [$a | "b"]}, ?NOT_ON_ATOMVM({<<5:3>>, begin <<_:2, P:3/bits, _:3>> = <<20>>, P end})]]},
     {crc, [erlang:crc32(B) || B <- [<<>>, "a", Bytes, Odd, [Bytes, 1, [[Odd]]]]], erlang:crc32(erlang:crc32(<<"ab">>), <<"cd">>) =:= erlang:crc32("abcd"), erlang:crc32(1 bsl 31, "x")},
     {combine, erlang:crc32_combine(erlang:crc32(Bytes), erlang:crc32(Odd), 6000) =:= erlang:crc32([Bytes, Odd]), erlang:adler32_combine(erlang:adler32(Odd), erlang:adler32(Bytes), 7000) =:= erlang:adler32([Odd, Bytes])},
     {adler, [erlang:adler32(B) || B <- [<<>>, "a", Bytes, Odd, binary:copy(<<255>>, 6000)]], erlang:adler32(erlang:adler32("xy"), [$z])},
     {md5, [erlang:md5(B) || B <- [<<>>, "abc", Odd, lists:duplicate(64, $a), lists:duplicate(55, $b), lists:duplicate(56, $c)]]},
     {md5_parts, erlang:md5_final(lists:foldl(fun(P, C) -> erlang:md5_update(C, P) end, erlang:md5_init(), [binary:part(Bytes, I * 100, 100) || I <- lists:seq(0, 69)])) =:= erlang:md5(Bytes)},
     {bad, [probe_lib:run(F) || F <- [fun() -> erlang:crc32(<<1:3>>) end, fun() -> erlang:crc32([256]) end, fun() -> erlang:md5(a) end, fun() -> erlang:phash2(a, 0) end, fun() -> erlang:phash2(a, (1 bsl 32) + 1) end,
                                      fun() -> erlang:adler32(-1, "") end, fun() -> erlang:md5_final(<<"short">>) end]]},
     {spread, maps:size(maps:from_list([{erlang:phash2({I, -I}), I} || I <- lists:seq(1, 2000)]))}].
