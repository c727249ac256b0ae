%% SPDX-License-Identifier: Apache-2.0
%%
%% Hash functions with 32 and 64 bit arithmetic: SHA-256, MurmurHash 3, FNV-1a, xorshift, by numbers and binaries.

-module(algo_hashes).
-export([main/0]).

main() ->
    Texts = [<<>>, <<"abc">>, <<"message digest">>, binary:copy(<<"x">>, 70)],
    [{sha256, [hex(sha256(T)) || T <- Texts]},
     {murmur, [murmur(T, S) || T <- Texts, S <- [0, 16#9747b28c]]},
     {fnv, [fnv(T) || T <- Texts]},
     {xorshift, lists:sublist(xorshift(88172645463325252, 20), 15, 6)}].

hex(B) -> binary_to_list(<< <<(integer_to_binary(N, 16))/binary>> || <<N:4>> <= B >>).

sha256(Text) ->
    Bits = bit_size(Text),
    Zeros = (512 - (Bits + 65) rem 512) rem 512,
    Padded = <<Text/binary, 1:1, 0:Zeros, Bits:64>>,
    Start = [root(P, 2) || P <- lists:sublist(primes(), 8)],
    K = [root(P, 3) || P <- primes()],
    State = lists:foldl(fun(Block, S) -> block(Block, S, K) end, Start, [B || <<B:64/binary>> <= Padded]),
    << <<W:32>> || W <- State >>.

primes() -> [N || N <- lists:seq(2, 311), lists:all(fun(D) -> N rem D =/= 0 end, lists:seq(2, trunc(math:sqrt(N))))].

%% The first 32 bits behind the point of a square or cube root, by integers.
root(P, E) -> search(P bsl (32 * E), E, 0, P bsl 32) band 16#ffffffff.

search(_, _, Low, High) when High - Low =< 1 -> Low;
search(N, E, Low, High) ->
    Middle = (Low + High) div 2,
    Power = case E of 2 -> Middle * Middle; 3 -> Middle * Middle * Middle end,
    if Power =< N -> search(N, E, Middle, High); true -> search(N, E, Low, Middle) end.

block(Block, State, K) ->
    W = schedule(lists:reverse([X || <<X:32>> <= Block]), 48),
    Last = lists:foldl(fun round/2, list_to_tuple(State), lists:zip(K, W)),
    [(A + B) band 16#ffffffff || {A, B} <- lists:zip(State, tuple_to_list(Last))].

schedule(W, 0) -> lists:reverse(W);
schedule(W, N) ->
    [A, B, C, D] = [lists:nth(I, W) || I <- [2, 7, 15, 16]],
    S0 = rotate(C, 7) bxor rotate(C, 18) bxor (C bsr 3),
    S1 = rotate(A, 17) bxor rotate(A, 19) bxor (A bsr 10),
    schedule([(D + S0 + B + S1) band 16#ffffffff | W], N - 1).

round({K, W}, {A, B, C, D, E, F, G, H}) ->
    S1 = rotate(E, 6) bxor rotate(E, 11) bxor rotate(E, 25),
    T1 = H + S1 + ((E band F) bxor ((bnot E) band G)) + K + W,
    S0 = rotate(A, 2) bxor rotate(A, 13) bxor rotate(A, 22),
    T2 = S0 + ((A band B) bxor (A band C) bxor (B band C)),
    {(T1 + T2) band 16#ffffffff, A, B, C, (D + T1) band 16#ffffffff, E, F, G}.

rotate(X, N) ->
    Low = 32 - N,
    <<High:Low, Out:N>> = <<X:32>>,
    <<Y:32>> = <<Out:N, High:Low>>,
    Y.

murmur(Text, Seed) -> murmur(Text, Seed, byte_size(Text)).

murmur(<<K:32/little, R/binary>>, H, N) ->
    H1 = H bxor scramble(K),
    murmur(R, (left(H1, 13) * 5 + 16#e6546b64) band 16#ffffffff, N);
murmur(Rest, H, N) ->
    Size = bit_size(Rest),
    <<K:Size/little>> = Rest,
    final(case Size of 0 -> H; _ -> H bxor scramble(K) end bxor N).

scramble(K) -> (left(K * 16#cc9e2d51 band 16#ffffffff, 15) * 16#1b873593) band 16#ffffffff.

left(X, N) -> ((X bsl N) bor (X bsr (32 - N))) band 16#ffffffff.

final(H) ->
    A = ((H bxor (H bsr 16)) * 16#85ebca6b) band 16#ffffffff,
    B = ((A bxor (A bsr 13)) * 16#c2b2ae35) band 16#ffffffff,
    B bxor (B bsr 16).

fnv(T) -> lists:foldl(fun(C, H) -> ((H bxor C) * 16#100000001b3) band 16#ffffffffffffffff end, 16#cbf29ce484222325, binary_to_list(T)).

xorshift(_, 0) -> [];
xorshift(X, N) ->
    A = X bxor ((X bsl 13) band 16#ffffffffffffffff),
    B = A bxor (A bsr 7),
    C = B bxor ((B bsl 17) band 16#ffffffffffffffff),
    [C | xorshift(C, N - 1)].
