%% SPDX-License-Identifier: Apache-2.0
%%
%% Floats taken apart into sign, exponent and fraction, in 16, 32 and 64 bits and both byte orders; what is no number.

-module(bits_float_layout).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Floats = [0.0, -0.0, 1.0, -2.0, 0.1, 65504.0, 1.0e-7, 3.4028234663852886e38, 5.0e-324, 1.7976931348623157e308, 1.0e10, 0.333251953125],
    [{double, [parts(F) || F <- Floats]},
     {single, [{F, probe_lib:run(fun() -> single(F) end)} || F <- Floats]},
     {half, [{F, probe_lib:run(fun() -> half(F) end)} || F <- Floats]},
     {next, [next(F) || F <- [0.0, 1.0, -1.0, 0.1, 9007199254740992.0]]},
     {orders, [{<<F/float-little>>, <<F:32/float-little>>, <<F/float-native>> =:= <<F/float-little>>} || F <- [1.0, -0.1]]},
     {not_numbers, [match(B) || B <- [<<16#7ff0000000000000:64>>, <<16#fff8000000000000:64>>, <<16#3ff0000000000000:64>>, <<16#7f800000:32>>, <<16#7c00:16>>, <<1:?ON_ATOMVM(56, 63)>>]]},
     {integers, [<<N/float>> || N <- [0, -1, 1 bsl 60, 3]], [probe_lib:run(fun() -> <<(probe_lib:id(X))/float>> end) || X <- [1 bsl 1100, a]]},
     {sizes, [probe_lib:run(fun() -> S = probe_lib:id(N), <<1.5:S/float>> end) || N <- [16, 32, 64, 8, 0, 80, -1]]},
     {odd_place, [F || <<_:3, F:32/float, _:5>> <= <<5:3, 1.5:32/float, 7:5, 0:3, 2.5:32/float, 1:5>>]}].

parts(F) ->
    <<S:1, E:11, M:52>> = <<F/float>>,
    Value = case E of 0 -> M * math:pow(2, -1074); _ -> (1 + M / (1 bsl 52)) * math:pow(2, E - 1023) end,
    {S, E, M, Value == abs(F)}.

single(F) -> <<S:1, E:8, M:23>> = <<F:32/float>>, <<G:32/float>> = <<S:1, E:8, M:23>>, {S, E, M, G}.

half(F) -> <<S:1, E:5, M:10>> = <<F:16/float>>, <<G:16/float>> = <<S:1, E:5, M:10>>, {S, E, M, G}.

next(F) -> <<N:64/signed>> = <<F/float>>, <<G/float>> = <<(N + 1):64>>, G.

match(<<F/float>>) -> {double, F};
match(<<F:32/float>>) -> {single, F};
match(<<F:16/float>>) -> {half, F};
match(B) -> {none, bit_size(B)}.
