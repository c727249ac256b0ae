%% SPDX-License-Identifier: Apache-2.0
%%
%% Integers of a hundred thousand digits to text and back, and the limits of shifting.

-module(int_huge).
-export([main/0]).

main() ->
    Digits = [$1 + (I * 7 rem 9) || I <- lists:seq(1, 100000)],
    N = list_to_integer(Digits),
    [{text, integer_to_list(N) =:= Digits, erlang:phash2(N), erlang:phash2(integer_to_list(N, 16)), erlang:phash2(integer_to_binary(-N, 36))},
     {bases, [begin L = integer_to_list(N, B), {length(L), list_to_integer(L, B) =:= N} end || B <- [2, 3, 7, 16, 36]]},
     {binary, binary_to_integer(integer_to_binary(N)) =:= N, binary:decode_unsigned(binary:encode_unsigned(N)) =:= N,
      erlang:phash2(binary:encode_unsigned(N, little))},
     {arithmetic, erlang:phash2(N * N), (N * N) div N =:= N, (N * N + 7) rem N, erlang:phash2(N bsr 12345), erlang:phash2(N bxor (N bsl 3))},
     {term, binary_to_term(term_to_binary(N)) =:= N, byte_size(term_to_binary(-N))},
     {shift, [bits(probe_lib:run(fun() -> probe_lib:id(1) bsl probe_lib:id(S) end)) || S <- [0, 27, 28, 63, 64, 1000, 4194239, 4194302, 1 bsl 26, 1 bsl 40, 1 bsl 70, -1, -(1 bsl 70)]]},
     {shift_right, [bits(probe_lib:run(fun() -> probe_lib:id(-5) bsr probe_lib:id(S) end)) || S <- [0, 1, 64, 1 bsl 40, 1 bsl 70, -3, -(1 bsl 70)]]},
     {shift_zero, [probe_lib:run(fun() -> probe_lib:id(0) bsl probe_lib:id(S) end) || S <- [5, 1 bsl 40, 1 bsl 70, -(1 bsl 70)]]},
     {shift_types, [probe_lib:run(fun() -> probe_lib:id(A) bsl probe_lib:id(B) end) || {A, B} <- [{1.0, 1}, {1, 1.0}, {a, 1 bsl 70}, {0, a}]]},
     {power, [bits(probe_lib:run(fun() -> power(3, P) end)) || P <- [1000, 50000]]}].

bits(N) when is_integer(N), abs(N) > 1 bsl 64 -> {erlang:phash2(N), N < 0};
bits(Other) -> Other.

power(_, 0) -> 1;
power(B, P) when P rem 2 =:= 0 -> H = power(B, P div 2), H * H;
power(B, P) -> B * power(B, P - 1).
