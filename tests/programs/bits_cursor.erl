%% SPDX-License-Identifier: Apache-2.0
%%
%% Readers and writers of bit streams as state: Elias codes, Exp-Golomb, Rice codes, PackBits, a bloom filter, a bitmap.

-module(bits_cursor).
-export([main/0]).

main() ->
    Numbers = [1, 2, 3, 4, 5, 8, 17, 100, 1000, 1 bsl 30, 1 bsl 65],
    Gamma = << <<(gamma(N))/bits>> || N <- Numbers >>,
    Delta = << <<(delta(N))/bits>> || N <- Numbers >>,
    [{gamma, bit_size(Gamma), ungamma(Gamma) =:= Numbers, gamma(17)},
     {delta, bit_size(Delta), undelta(Delta) =:= Numbers, delta(17)},
     {rice, [{K, unrice(<< <<(rice(N, K))/bits>> || N <- [0, 1, 7, 20] >>, K)} || K <- [0, 1, 3]]},
     {golomb, [golomb(N) || N <- lists:seq(0, 8)]},
     {packbits, [packbits(B) || B <- [<<"aaaabcdeeee">>, <<>>, <<"ab">>, binary:copy(<<0>>, 130)]]},
     {bitmap, bitmap([3, 17, 64, 1, 3])},
     {interleave, [{interleave(X, Y), deinterleave(interleave(X, Y))} || {X, Y} <- [{5, 3}, {16#ffff, 0}, {0, 16#aaaa}]]},
     {reverse, [reverse(<<N:W>>) || {N, W} <- [{1, 8}, {6, 3}, {16#f0f1, 17}]]}].

bits(N) -> bits(N, 0).
bits(0, W) -> W;
bits(N, W) -> bits(N bsr 1, W + 1).

gamma(N) -> W = bits(N), <<0:(W - 1), N:W>>.

ungamma(<<>>) -> [];
ungamma(B) -> {N, R} = one_gamma(B, 0), [N | ungamma(R)].

one_gamma(<<0:1, R/bits>>, W) -> one_gamma(R, W + 1);
one_gamma(B, W) -> <<N:(W + 1), R/bits>> = B, {N, R}.

delta(N) -> W = bits(N), <<(gamma(W))/bits, N:(W - 1)>>.

undelta(<<>>) -> [];
undelta(B) ->
    {W, R} = one_gamma(B, 0),
    <<Low:(W - 1), R1/bits>> = R,
    [(1 bsl (W - 1)) bor Low | undelta(R1)].

rice(N, K) -> Q = N bsr K, <<-1:Q, 0:1, N:K>>.

unrice(B, K) -> unrice(B, K, 0).
unrice(<<1:1, R/bits>>, K, Q) -> unrice(R, K, Q + 1);
unrice(<<0:1, R/bits>>, K, Q) -> <<N:K, R1/bits>> = R, [(Q bsl K) bor N | unrice(R1, K, 0)];
unrice(<<>>, _, 0) -> [].

golomb(N) -> W = bits(N + 1), <<0:(W - 1), (N + 1):W>>.

packbits(<<>>) -> <<>>;
packbits(<<C, C, R/binary>>) -> {N, Rest} = same(R, C, 2), <<(1 - N):8/signed, C, (packbits(Rest))/binary>>;
packbits(B) ->
    {N, Rest} = different(B, 0),
    <<Lit:N/binary, _/binary>> = B,
    <<(N - 1), Lit/binary, (packbits(Rest))/binary>>.

same(<<C, R/binary>>, C, N) when N < 128 -> same(R, C, N + 1);
same(R, _, N) -> {N, R}.

different(<<C, C, _/binary>> = R, N) -> {N, R};
different(<<_, R/binary>>, N) when N < 128 -> different(R, N + 1);
different(R, N) -> {N, R}.

bitmap(Ns) -> lists:foldl(fun(N, B) -> set(N, B) end, <<0:70>>, Ns).
set(N, B) -> <<L:N/bits, _:1, R/bits>> = B, <<L/bits, 1:1, R/bits>>.

interleave(X, Y) -> << <<A:1, B:1>> || {A, B} <- lists:zip([A || <<A:1>> <= <<X:16>>], [B || <<B:1>> <= <<Y:16>>]) >>.
deinterleave(B) -> {<< <<X:1>> || <<X:1, _:1>> <= B >>, << <<Y:1>> || <<_:1, Y:1>> <= B >>}.

reverse(<<B:1, R/bits>>) -> <<(reverse(R))/bits, B:1>>;
reverse(<<>>) -> <<>>.
