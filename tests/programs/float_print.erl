%% SPDX-License-Identifier: Apache-2.0
%%
%% Shortest decimal text of floats, as ~w prints them.

-module(float_print).
-export([main/0]).

main() ->
    [{simple, [0.0, 1.0, -1.0, 0.1, 0.2, 0.1 + 0.2, 100.0, 1.0e3, 123456.789]},
     {powers, [math:pow(10, N) || N <- lists:seq(-30, 30)]},
     {binary_powers, [math:pow(2, N) || N <- lists:seq(-60, 70, 7)]},
     {limits, [1.7976931348623157e308, 2.2250738585072014e-308, 4.9e-324, 1.0e-310]},
     {thirds, [N / 3 || N <- lists:seq(1, 30)]},
     {large, [9007199254740991.0, 9007199254740993.0, 1.0e15, 1.0e16, 1.0e17, 123456789012345680.0, 1.0e21, 1.0e22, 1.0e23]},
     {small, [0.001, 0.0001, 0.00001, 1.5e-5, 1.0e-7]},
     {bits, [<<F:64/float>> || F <- [0.0, -0.0, 1.0, -2.5, 1.0e300]]},
     {random, random(40, 12345, [])}].

random(0, _, Acc) -> Acc;
random(N, Seed, Acc) ->
    Next = (Seed * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF,
    %% The exponent's top bits are fixed so that the pattern is never an infinity or NaN.
    Bits = (Next band 16#BFFFFFFFFFFFFFFF),
    <<F:64/float>> = <<Bits:64>>,
    random(N - 1, Next, [F | Acc]).
