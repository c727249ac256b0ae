%% SPDX-License-Identifier: Apache-2.0
%%
%% Sub-binaries that start at any bit: compared, hashed, sent, copied, searched, converted, split and put together, must be
%% like the same bits made anew.

-module(bits_unaligned_copies).
-export([main/0]).

main() ->
    Base = << <<(I * I rem 256)>> || I <- lists:seq(1, 300) >>,
    Pairs = [begin <<_:S, P:L/bits, _/bits>> = Base, {P, remake(P)} end || S <- [0, 1, 3, 5, 7, 8, 9, 63], L <- [0, 1, 7, 8, 24, 64, 65, 600, 1001]],
    Whole = [{A, B} || {A, B} <- Pairs, is_binary(A)],
    [{equal, same(fun(A, B) -> {A =:= B, A == B, A < B, A > B, max(A, B) =:= A} end, Pairs)},
     {hash, same(fun(A, B) -> {erlang:phash2(A) =:= erlang:phash2(B), #{A => 1} =:= #{B => 1}, maps:get(B, #{A => x})} end, Pairs)},
     {external, same(fun(A, B) -> {term_to_binary(A) =:= term_to_binary(B), binary_to_term(term_to_binary(A)) =:= B} end, Pairs)},
     {lists, same(fun(A, B) -> {bitstring_to_list(A) =:= bitstring_to_list(B), list_to_bitstring([A, B]) =:= <<B/bits, A/bits>>} end, Pairs)},
     {print, same(fun(A, B) -> io_lib:format("~w ~p", [A, A]) =:= io_lib:format("~w ~p", [B, B]) end, Pairs)},
     {copies, same(fun(A, B) -> {binary:copy(A) =:= B, binary:copy(A, 3) =:= <<B/binary, B/binary, B/binary>>} end, Whole)},
     {bytes, same(fun(A, B) -> {binary_to_list(A) =:= binary_to_list(B), erlang:crc32(A) =:= erlang:crc32(B), erlang:md5(A) =:= erlang:md5(B), iolist_to_binary([A, [B]]) =:= <<A/binary, B/binary>>} end, Whole)},
     {search, same(fun(A, B) -> {binary:matches(A, <<1>>) =:= binary:matches(B, <<1>>), binary:split(A, <<0>>, [global]) =:= binary:split(B, <<0>>, [global]), binary:longest_common_prefix([A, B]) =:= byte_size(B)} end, Whole)},
     {numbers, same(fun(A, B) -> {binary:decode_unsigned(A) =:= binary:decode_unsigned(B, big), binary:decode_unsigned(A, little) =:= binary:decode_unsigned(B, little)} end, Whole)},
     {ends, same(fun(A, B) -> case byte_size(A) of 0 -> none; N -> {binary:first(A) =:= binary:first(B), binary:last(A) =:= binary:at(B, N - 1), binary:part(A, N, -1) =:= <<(binary:last(B))>>} end end, Whole)},
     {order, lists:sort([A || {A, _} <- Pairs]) =:= lists:sort([B || {_, B} <- Pairs]), erlang:phash2(lists:usort([A || {A, _} <- Pairs]))},
     {sent, begin Self = self(), spawn_link(fun() -> Self ! {back, [A || {A, _} <- Pairs]} end), receive {back, L} -> L =:= [B || {_, B} <- Pairs] end end},
     {stored, begin T = ets:new(t, []), ets:insert(T, [{A, 1} || {A, _} <- Pairs]), lists:all(fun({_, B}) -> ets:lookup(T, B) =:= [{B, 1}] end, Pairs) end},
     {text, [binary_to_integer(P) || P <- digits(<<5:3, "12345", 1:5>>)], [binary_to_atom(P) || P <- digits(<<1:3, "an atom", 0:5>>)], [binary_to_float(P) || P <- digits(<<1:3, "1.25e3", 0:5>>)]},
     {unicode, [unicode:characters_to_list(P) || P <- digits(<<1:3, "é→😀"/utf8, 0:5>>)], [P =:= <<"é"/utf8>> || P <- digits(<<7:3, "é"/utf8, 3:5>>)]}].

same(F, Pairs) -> lists:usort([F(A, B) || {A, B} <- Pairs]).

remake(P) -> << <<X:1>> || <<X:1>> <= P >>.

digits(B) -> N = bit_size(B) div 8 - 1, <<_:3, P:N/binary, _:5>> = B, [P].
