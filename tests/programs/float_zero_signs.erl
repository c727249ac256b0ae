%% SPDX-License-Identifier: Apache-2.0
%%
%% The sign of zero: which operations keep it, seen through bits (equality of zeros differs between releases); and the
%% smallest and largest floats.

-module(float_zero_signs).
-export([main/0]).

main() ->
    Z = probe_lib:id(0.0),
    N = -Z,
    [{made, [bits(V) || V <- [Z, N, Z * -1, N * N, N + Z, N - Z, N + N, Z - Z, Z / -5, N / 3, -N, 0 * -1.0, -1.0e-200 * 1.0e-200]]},
     {mixed, [bits(V) || V <- [N + 0, 0 + N, 0 - Z, N - Z, N * 1, N * -1, Z * -3]]},
     {equal, [Z == N, Z < N, Z > N, Z =< N, N == 0, 0 == N, N < 0, max(Z, 1), min(N, 1)]},
     {numbers, [trunc(N), round(N), floor(N), ceil(N), bits(abs(N)), bits(float(0)), round(-0.4), bits(math:floor(-0.0)), bits(math:ceil(-0.5))]},
     {math, [bits(math:sqrt(N)), bits(math:atan2(N, -1)), bits(math:atan2(Z, -1)), bits(math:sin(N)), bits(math:fmod(-4.0, 2.0)), bits(math:fmod(5, -3))]},
     {binary, begin <<A/float, B:32/float, C:16/float-little>> = <<N/float, N:32/float, N:16/float-little>>, [bits(X) || X <- [A, B, C]] end},
     {text, [float_to_list(N), float_to_list(N, [{decimals, 2}]), float_to_list(N, [short]), io_lib:format("~w ~p ~.2f ~e", [N, N, N, N]), bits(list_to_float("-0.0")), bits(binary_to_float(<<"-0.0e7">>))]},
     {external, [bits(binary_to_term(term_to_binary(V))) || V <- [Z, N]], term_to_binary(N)},
     {sum, bits(lists:sum([N, N])), bits(lists:foldl(fun(X, A) -> X * A end, 1.0, [N, -1.0]))},
     {smallest, [bits(V) || V <- [5.0e-324 / 2, 5.0e-324 * 0.6, -5.0e-324 / 2, 2.2250738585072014e-308 / 2, 5.0e-324 + 5.0e-324]]},
     {largest, [probe_lib:run(fun() -> bits(1.7976931348623157e308 + X) end) || X <- [1.0e291, 9.9e291, 1.0e292, 1, 1 bsl 970, (1 bsl 970) - 1]]},
     {shrink, shrink(1.0, 0), grow(1.0, 0)},
     {chain, chain(lists:seq(1, 60), 1.0, -1.0)}].

bits(F) when is_float(F) -> <<S:1, E:11, M:52>> = <<F/float>>, {S, E, M};
bits(Other) -> Other.

shrink(F, N) when F > 0 -> shrink(F / 2, N + 1);
shrink(F, N) -> {N, bits(F)}.

grow(F, N) ->
    try grow(F * 2, N + 1)
    catch error:badarith -> {N, bits(F)}
    end.

%% A float chain of one function: floats stay unboxed in compiled code as long as nothing else sees them.
chain([], A, B) -> {bits(A), bits(B), bits(A * B), bits(-A - -A)};
chain([N | T], A, B) when N rem 7 =:= 0 -> chain(T, B / N, -A);
chain([N | T], A, B) -> chain(T, A * N - B, B + A / N).
