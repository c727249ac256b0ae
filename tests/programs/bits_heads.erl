%% SPDX-License-Identifier: Apache-2.0
%%
%% Function heads that differ in binaries alone: prefixes, alternatives of literal, length and guard, and the rest kept.

-module(bits_heads).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Texts = [<<"GET / HTTP/1.1\r\nHost: x\r\nA: b, c\r\n\r\nbody">>, <<"POST /a%20b?q=1&r= HTTP/1.0\r\n\r\n">>, <<"BREW\r\n">>, <<>>, <<"GET">>, <<"GET /x\r\n">>],
    [{requests, [catch request(T) || T <- Texts]},
     {classes, [class(B) || B <- [<<>>, <<0>>, <<1, 2>>, <<"ab">>, <<"abc">>, <<"abd">>, <<255, 255>>, ?NOT_ON_ATOMVM(<<1:1>>), ?NOT_ON_ATOMVM(<<3:2, 1:7>>), <<16#e282ac:24>>, x]]},
     {codes, [utf(B) || B <- [<<"a">>, <<"é"/utf8>>, <<"€"/utf8>>, <<240, 159, 152, 128>>, <<128>>, <<237, 160, 128>>, <<16#f4908080:32>>, <<192, 128>>, <<226, 130>>]]},
     {lines, lines(<<"one\ntwo\r\n\nlast">>, <<>>)},
     {tokens, tokens(<<"let x1 = 12+(y*3);">>)}].

request(<<"GET ", R/binary>>) -> target(get, R, <<>>);
request(<<"POST ", R/binary>>) -> target(post, R, <<>>);
request(<<M:4/binary, "\r\n">>) -> {method, M};
request(B) -> {bad, byte_size(B)}.

target(M, <<" HTTP/1.", V, "\r\n", R/binary>>, Acc) -> {M, Acc, V - $0, headers(R, [])};
target(M, <<"%", H:2/binary, R/binary>>, Acc) -> target(M, R, <<Acc/binary, (binary_to_integer(H, 16))>>);
target(M, <<"?", R/binary>>, Acc) -> {Query, Rest} = query(R, <<>>, []), {Query, target(M, Rest, Acc)};
target(M, <<"\r\n", _/binary>>, Acc) -> throw({version, M, Acc});
target(M, <<C, R/binary>>, Acc) -> target(M, R, <<Acc/binary, C>>).

query(<<" ", _/binary>> = R, K, Acc) -> {lists:reverse([K | Acc]), R};
query(<<"&", R/binary>>, K, Acc) -> query(R, <<>>, [K | Acc]);
query(<<C, R/binary>>, K, Acc) -> query(R, <<K/binary, C>>, Acc).

headers(<<"\r\n", Body/binary>>, Acc) -> {lists:reverse(Acc), Body};
headers(R, Acc) ->
    [Line, Rest] = binary:split(R, <<"\r\n">>),
    [K, V] = binary:split(Line, <<": ">>),
    headers(Rest, [{K, binary:split(V, <<", ">>, [global])} | Acc]).

class(<<>>) -> empty;
class(<<0>>) -> zero;
class(<<"ab", C>>) when C =/= $c -> {ab, C};
class(<<"ab", Rest/binary>>) -> {ab_rest, Rest};
class(<<X:8, X:8>>) -> {same, X};
class(<<A:4, B:4, _/binary>>) when A > B -> {high, A, B};
class(<<B/binary>>) -> {bytes, byte_size(B)};
class(<<1:1, _/bits>>) -> odd_one;
class(B) when is_bitstring(B) -> {bits, bit_size(B)};
class(_) -> other.

utf(<<0:1, C:7>>) -> {1, C};
utf(<<2#110:3, A:5, 2#10:2, B:6>>) when A > 1 -> {2, A * 64 + B};
utf(<<2#1110:4, A:4, 2#10:2, B:6, 2#10:2, C:6>> = S) -> {3, (A bsl 12) bor (B bsl 6) bor C, known(S)};
utf(<<2#11110:5, A:3, 2#10:2, B:6, 2#10:2, C:6, 2#10:2, D:6>> = S) -> <<N:?ON_ATOMVM(24, 21)>> = <<A:?ON_ATOMVM(6, 3), B:6, C:6, D:6>>, {4, N, known(S)};
utf(B) -> {bad, known(B)}.

known(<<C/utf8>>) -> C;
known(_) -> none.

lines(<<"\r\n", R/binary>>, Acc) -> [Acc | lines(R, <<>>)];
lines(<<"\n", R/binary>>, Acc) -> [Acc | lines(R, <<>>)];
lines(<<C, R/binary>>, Acc) -> lines(R, <<Acc/binary, C>>);
lines(<<>>, Acc) -> [Acc].

tokens(<<>>) -> [];
tokens(<<" ", R/binary>>) -> tokens(R);
tokens(<<"let", C, R/binary>>) when C < $a; C > $z -> ['let' | tokens(<<C, R/binary>>)];
tokens(<<C, _/binary>> = B) when C >= $a, C =< $z -> {N, R} = span(B, 0, fun(D) -> D >= $a andalso D =< $z orelse D >= $0 andalso D =< $9 end), [{name, N} | tokens(R)];
tokens(<<C, _/binary>> = B) when C >= $0, C =< $9 -> {N, R} = span(B, 0, fun(D) -> D >= $0 andalso D =< $9 end), [binary_to_integer(N) | tokens(R)];
tokens(<<C, R/binary>>) -> [C | tokens(R)].

span(B, N, F) ->
    case B of
        <<_:N/binary, C, _/binary>> -> case F(C) of true -> span(B, N + 1, F); false -> split_binary(B, N) end;
        _ -> {B, <<>>}
    end.
