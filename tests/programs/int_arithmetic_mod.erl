%% SPDX-License-Identifier: Apache-2.0
%%
%% Modular arithmetic: Chinese remainders, discrete logarithm, Legendre symbols, RSA of a message, Diffie and Hellman.

-module(int_arithmetic_mod).
-export([main/0]).

main() ->
    P = (1 bsl 61) - 1, Q = (1 bsl 89) - 1, N = P * Q, E = 65537,
    D = inverse(E, (P - 1) * (Q - 1)),
    M = binary:decode_unsigned(<<"attack at dawn">>),
    C = power(M, E, N),
    [{rsa, C, binary:encode_unsigned(power(C, D, N))},
     {chinese, chinese([{2, 3}, {3, 5}, {2, 7}]), chinese([{5, 1009}, {6, 1013}, {7, 1 bsl 61}])},
     {logarithm, [logarithm(5, power(5, X, 10007), 10007) || X <- [3, 777, 9000]]},
     {legendre, [legendre(A, 23) || A <- lists:seq(0, 22)]},
     {agree, begin A = 123456789123456789, B = 987654321987654321, power(power(7, A, P), B, P) =:= power(power(7, B, P), A, P) end},
     {inverses, [inverse(X, 101) * X rem 101 || X <- lists:seq(1, 10)]},
     {totients, [length([K || K <- lists:seq(1, X), gcd(K, X) =:= 1]) || X <- lists:seq(1, 20)]}].

power(_, 0, M) -> 1 rem M;
power(X, N, M) when N rem 2 =:= 1 -> X * power(X, N - 1, M) rem M;
power(X, N, M) -> power(X * X rem M, N div 2, M).

inverse(A, M) -> {1, X, _} = extended(A, M), ((X rem M) + M) rem M.
extended(A, 0) -> {A, 1, 0};
extended(A, B) -> {G, X, Y} = extended(B, A rem B), {G, Y, X - (A div B) * Y}.
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

chinese(Pairs) ->
    M = lists:foldl(fun({_, N}, A) -> A * N end, 1, Pairs),
    {lists:sum([R * (M div N) * inverse(M div N, N) || {R, N} <- Pairs]) rem M, M}.

logarithm(G, H, P) ->
    S = trunc(math:sqrt(P)) + 1,
    Baby = maps:from_list(lists:reverse([{power(G, J, P), J} || J <- lists:seq(0, S)])),
    F = power(inverse(G, P), S, P),
    giant(H, 0, F, S, P, Baby).

giant(H, I, F, S, P, Baby) ->
    case Baby of
        #{H := J} -> I * S + J;
        #{} when I =< S -> giant(H * F rem P, I + 1, F, S, P, Baby)
    end.

legendre(A, P) -> case power(A, (P - 1) div 2, P) of X when X =:= P - 1 -> -1; X -> X end.
