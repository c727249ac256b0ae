%% SPDX-License-Identifier: Apache-2.0
%%
%% Compression by references to earlier text, its inverse, and a bit-packed form of both.

-module(algo_lz77).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Texts = [<<>>, <<"a">>, <<"aaaaaaaaaaaaaaaa">>, <<"the cat sat on the mat, the cat sat on the hat">>, binary:copy(<<1, 2, 3>>, 50),
             << <<(X * X rem 7)>> || X <- lists:seq(1, 90) >>],
    [begin
         Tokens = compress(T),
         Packed = ?NOT_ON_ATOMVM(pack(Tokens)),
         {Tokens, ?NOT_ON_ATOMVM(bit_size(Packed)), ?NOT_ON_ATOMVM(unpack(Packed) =:= Tokens), expand(Tokens) =:= T}
     end || T <- Texts].

compress(Bin) -> compress(Bin, 0).

compress(Bin, At) when At >= byte_size(Bin) -> [];
compress(Bin, At) ->
    case longest(Bin, At, max(0, At - 63), {0, 0}) of
        {Length, Back} when Length >= 3 -> [{Back, Length} | compress(Bin, At + Length)];
        _ -> [binary:at(Bin, At) | compress(Bin, At + 1)]
    end.

longest(_, At, At, Best) -> Best;
longest(Bin, At, From, Best) -> longest(Bin, At, From + 1, max(Best, {common(Bin, At, From, 0), At - From})).

common(Bin, At, From, N) when N < 31, At + N < byte_size(Bin) ->
    case {binary:at(Bin, At + N), binary:at(Bin, From + N)} of
        {C, C} -> common(Bin, At, From, N + 1);
        _ -> N
    end;
common(_, _, _, N) -> N.

expand(Tokens) -> lists:foldl(fun step/2, <<>>, Tokens).

step({Back, Length}, Bin) -> copy(Bin, Back, Length);
step(C, Bin) -> <<Bin/binary, C>>.

copy(Bin, _, 0) -> Bin;
copy(Bin, Back, N) -> copy(<<Bin/binary, (binary:at(Bin, byte_size(Bin) - Back))>>, Back, N - 1).

pack(Tokens) -> << <<(case T of {B, L} -> <<1:1, B:6, L:5>>; C -> <<0:1, C:8>> end)/bits>> || T <- Tokens >>.

unpack(<<1:1, B:6, L:5, Rest/bits>>) -> [{B, L} | unpack(Rest)];
unpack(<<0:1, C, Rest/bits>>) -> [C | unpack(Rest)];
unpack(<<>>) -> [].
