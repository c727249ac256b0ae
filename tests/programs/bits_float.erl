%% SPDX-License-Identifier: Apache-2.0
%%
%% Floats of 16, 32 and 64 bits in binaries, both byte orders, at odd offsets, NaN and infinity do not match.

-module(bits_float).
-export([main/0]).

main() ->
    Floats = [0.0, -0.0, 1.0, -1.5, 0.1, 65504.0, 1.0e-5, 3.4e38, 1.0e-40, 1.0e300, 6.1e-5, 5.9604644775390625e-8, 123456.789],
    Narrow = [F || F <- Floats, abs(F) < 65505],
    [{build64, [<<F/float>> || F <- Floats]},
     {build32, [<<F:32/float>> || F <- Floats, abs(F) < 1.0e39]},
     {build16, [<<F:16/float>> || F <- Narrow]},
     {little, [{<<F:64/float-little>>, <<F:32/float-little>>, <<F:16/float-little>>} || F <- Narrow]},
     {offset, [<<1:3, F/float, 2:5>> || F <- Floats]},
     {integers, [<<N/float>> || N <- [0, 1, -7, 134217728, 1 bsl 60, 1 bsl 100]]},
     {match64, [begin <<G/float>> = <<F/float>>, G =:= F end || F <- Floats]},
     {match32, [begin <<G:32/float>> = <<F:32/float>>, G end || F <- Floats, abs(F) < 1.0e39]},
     {match16, [begin <<G:16/float>> = <<F:16/float>>, G end || F <- Narrow]},
     {match_little, [begin <<G:64/float-little>> = <<F:64/float-little>>, G end || F <- Floats]},
     {match_offset, [begin <<_:5, G:32/float, _:3>> = <<0:5, F:32/float, 0:3>>, G end || F <- Narrow]},
     {special, [special(B) || B <- [<<16#7FF0000000000000:64>>, <<16#FFF0000000000000:64>>, <<16#7FF8000000000001:64>>, <<16#3FF0000000000000:64>>]]},
     {special32, [case B of <<F:32/float>> -> F; _ -> none end || B <- [<<16#7F800000:32>>, <<16#7FC00000:32>>, <<16#3F800000:32>>, <<1:32>>]]},
     {special16, [case B of <<F:16/float>> -> F; _ -> none end || B <- [<<16#7C00:16>>, <<16#7E00:16>>, <<16#3C00:16>>, <<1:16>>, <<16#7BFF:16>>]]},
     {dynamic_size, [probe_lib:run(fun() -> <<F:S/float>> = B, F end) || {S, B} <- [{64, <<1.5/float>>}, {32, <<1.5:32/float>>}, {16, <<1.5:16/float>>}, {8, <<1>>}, {24, <<1:24>>}]]},
     {bad, [probe_lib:run(fun() -> <<V/float>> end) || V <- [a, [], <<1>>, 1 bsl 2000]]},
     {bad_size, [probe_lib:run(fun() -> <<1.0:S/float>> end) || S <- [8, 24, 63, -1, a]]},
     {too_large, probe_lib:run(fun() -> <<(probe_lib:id(1.0e300)):32/float>> end), probe_lib:run(fun() -> <<(probe_lib:id(1.0e30)):16/float>> end)}].

special(<<F/float>>) -> F;
special(<<N:64>>) -> {not_a_float, N}.
