%% SPDX-License-Identifier: Apache-2.0
%%
%% Integers and floats that are neighbours: order, equality, sorting and matching about 2^53, 2^63, 2^64, 2^1024, and
%% what becomes of them in trunc, round, floor and ceil.

-module(float_integers_near).
-export([main/0]).

main() ->
    Powers = [27, 31, 52, 53, 54, 58, 60, 62, 63, 64, 100, 1000, 1023],
    Near = [S * ((1 bsl P) + D) || P <- Powers, D <- [-1, 0, 1], S <- [1, -1]],
    Floats = [S * math:pow(2.0, P) || P <- Powers, S <- [1, -1]],
    [{order, erlang:phash2([{I < F, I =< F, I == F, I =:= F, I > F, F < I, F >= I} || I <- Near, F <- Floats])},
     {equal, [{I, F} || I <- Near, F <- Floats, I == F] =:= [{trunc(F), F} || I <- Near, F <- Floats, trunc(F) == I]},
     {sorted, lists:sort([1 bsl 53, 9007199254740993, 9007199254740992.0, 9007199254740994.0, 9007199254740991, 9007199254740991.0])},
     {usort, lists:usort([1.0, 1, 2, 2.0, 0.0, 0, -0.0 * 1])},
     {down, [{trunc(F), round(F), floor(F), ceil(F)} || F <- Floats, abs(F) < 1.0e20]},
     {halves, [{F, trunc(F), round(F), floor(F), ceil(F)} || H <- [0.5, 1.5, 2.5, 0.49999999999999994, 4503599627370495.5, 4503599627370497.5, 134217727.5, 2147483647.5, 2147483648.5],
                                                           S <- [1, -1], F <- [H * S]]},
     {large, [trunc(F) =:= round(F) andalso floor(F) =:= ceil(F) andalso float(trunc(F)) =:= F || F <- Floats]},
     {denormal, [{trunc(F), round(F), floor(F), ceil(F)} || F <- [5.0e-324, -5.0e-324, 2.2250738585072014e-308, -2.225073858507201e-308]]},
     {too_big, [probe_lib:run(F) || F <- [fun() -> float(probe_lib:id(1 bsl 1024)) end, fun() -> probe_lib:id(1 bsl 1024) + 1.0 end, fun() -> 1.0e308 * probe_lib:id(10) end,
                                          fun() -> probe_lib:id(1 bsl 1024) / 2 end, fun() -> (probe_lib:id(1 bsl 2000)) / (1 bsl 1990) end, fun() -> probe_lib:id(-(1 bsl 1024)) * 0.5 end]]},
     {not_too_big, [float((1 bsl 1024) - (1 bsl 970) - 1), float(-((1 bsl 1023) + 1)), probe_lib:run(fun() -> float(probe_lib:id((1 bsl 1024) - (1 bsl 970))) end)]},
     {compare_too_big, [probe_lib:id(1 bsl 1024) > 1.7976931348623157e308, -(1 bsl probe_lib:id(1024)) < -1.7976931348623157e308, probe_lib:id(1 bsl 1024) == 1.0]},
     {ties, [float(probe_lib:id(I)) || I <- [9007199254740993, 9007199254740995, 18014398509481986, 18014398509481990, (1 bsl 64) + 2048, (1 bsl 64) + 2049, (1 bsl 64) + 6144]]},
     {match, [matches(V) || V <- [1, 1.0, 0.0, 0, 9007199254740992, 9007199254740992.0, 1 bsl 64, 18446744073709551616.0]]},
     {keys, [maps:size(maps:from_list([{1, a}, {1.0, b}, {1 bsl 64, c}, {18446744073709551616.0, d}])), maps:get(18446744073709551616.0, #{(1 bsl 64) => x}, none)]},
     {lists, [lists:member(1.0, [1]), lists:keyfind(1.0, 1, [{1, a}]), lists:keymember(1 bsl 64, 1, [{18446744073709551616.0}]), [1] -- [1.0], lists:delete(1.0, [1, 1.0])]}].

matches(1) -> one;
matches(1.0) -> one_float;
matches(9007199254740992.0) -> p53_float;
matches(9007199254740992) -> p53;
matches(18446744073709551616.0) -> p64_float;
matches(16#10000000000000000) -> p64;
matches(0) -> zero;
matches(X) when X == 0 -> some_zero.
