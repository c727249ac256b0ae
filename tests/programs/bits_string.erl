%% SPDX-License-Identifier: Apache-2.0
%%
%% String segments in patterns and construction, matching against literals.

-module(bits_string).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Inputs = [<<"GET /index.html HTTP/1.1">>, <<"POST /form HTTP/1.0">>, <<"GE">>, <<>>, <<"HEAD">>, <<"GETX">>, <<"OPTIONS *">>, <<0, 1, 2>>],
    [{method, [method(I) || I <- Inputs]},
     {long, [long(I) || I <- [<<"the same long prefix of many bytes, A">>, <<"the same long prefix of many bytes, B!">>, <<"the same long prefix">>]]},
     {suffix, [suffix(I) || I <- [<<"12px">>, <<"34em">>, <<"5">>, <<"xpx">>]]},
     ?NOT_ON_ATOMVM({unaligned, [unaligned(I) || I <- [<<1:1, "abc", 0:7>>, <<0:1, "abd", 0:7>>, <<3:2>>]]}),
     {sizes, [sized(I) || I <- [<<"abc">>, <<"a">>, <<1:16, 2:16>>]]},
     {construct, <<"begin", (probe_lib:id(5)), "middle", (probe_lib:id(<<"x">>))/binary, "end">>},
     ?NOT_ON_ATOMVM({construct_odd, <<1:1, "shifted", (probe_lib:id(3)):2>>}),
     {wide, <<"ab":16, "c":32/little>>},
     {literal, <<"just text">>, <<"text", 0, "more">>, <<"é">>},
     {compare, [<<"abc">> < <<"abd">>, <<"abc">> < <<"ab">>, <<"a">> =:= <<$a>>, <<>> < <<0>>]},
     {select, [select(I) || I <- [<<"one">>, <<"two">>, <<"three">>, <<"four">>, <<"on">>, one, "one"]]},
     {tokens, tokens(<<"if x1 >= 42 then \"s\" else y">>)}].

method(<<"GET ", Rest/binary>>) -> {get, path(Rest, <<>>)};
method(<<"POST ", Rest/binary>>) -> {post, path(Rest, <<>>)};
method(<<"HEAD">>) -> head;
method(<<"GE", _/binary>>) -> almost;
method(<<>>) -> empty;
method(<<0, _/binary>>) -> zero;
method(<<C, _/binary>>) -> {other, C}.

path(<<" HTTP/", Major, ".", Minor>>, Acc) -> {Acc, Major - $0, Minor - $0};
path(<<C, R/binary>>, Acc) -> path(R, <<Acc/binary, C>>).

long(<<"the same long prefix of many bytes, A", R/binary>>) -> {a, R};
long(<<"the same long prefix of many bytes, B", R/binary>>) -> {b, R};
long(<<"the same", R/binary>>) -> {short, R}.

suffix(B) ->
    N = max(0, byte_size(B) - 2),
    case B of
        <<D:N/binary, "px">> -> {px, D};
        <<D:N/binary, "em">> -> {em, D};
        _ -> none
    end.

unaligned(<<1:1, "abc", _/bits>>) -> one_abc;
unaligned(<<_:1, "ab", R/bits>>) -> {ab, R};
unaligned(_) -> no.

sized(<<$a:16, R/binary>>) -> {wide_a, R};
sized(<<1:16, 2:16>>) -> one_two;
sized(<<"abc">>) -> abc;
sized(_) -> other.

select(<<"one">>) -> 1;
select(<<"two">>) -> 2;
select(<<"three">>) -> 3;
select(B) when is_binary(B) -> {unknown, B};
select(_) -> none.

tokens(<<C, R/binary>>) when C =:= $\s -> tokens(R);
tokens(<<">=", R/binary>>) -> ['>=' | tokens(R)];
tokens(<<$", R/binary>>) -> string(R, []);
tokens(<<C, _/binary>> = B) when C >= $a, C =< $z -> name(B, []);
tokens(<<C, _/binary>> = B) when C >= $0, C =< $9 -> digits(B, 0);
tokens(<<>>) -> [].

string(<<$", R/binary>>, Acc) -> [{string, lists:reverse(Acc)} | tokens(R)];
string(<<C, R/binary>>, Acc) -> string(R, [C | Acc]).

name(<<C, R/binary>>, Acc) when C >= $a, C =< $z; C >= $0, C =< $9 -> name(R, [C | Acc]);
name(R, Acc) -> [list_to_atom(lists:reverse(Acc)) | tokens(R)].

digits(<<C, R/binary>>, N) when C >= $0, C =< $9 -> digits(R, N * 10 + C - $0);
digits(R, N) -> [N | tokens(R)].
