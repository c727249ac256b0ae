%% SPDX-License-Identifier: Apache-2.0
%%
%% Integers put into binaries: sizes, signs, endianness, truncation, bignums, odd offsets.

-module(bits_integer_build).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Values = [0, 1, -1, 255, 256, -256, 134217727, -134217728, 134217728, 16#DEADBEEF, -16#DEADBEEF, 1 bsl 63, (1 bsl 64) - 1, -(1 bsl 64), 16#123456789ABCDEF01234],
    Sizes = ?ON_ATOMVM([0, 8, 16, 24, 32, 40, 48, 64, 72, 104], [0, 1, 3, 4, 7, 8, 9, 15, 16, 24, 27, 28, 31, 32, 33, 48, 60, 63, 64, 65, 72, 100]),
    [{big, [{V, S, <<V:S>>} || V <- Values, S <- Sizes]},
     {little, [{V, S, <<V:S/little>>} || V <- Values, S <- Sizes]},
     {offset, [{V, S, <<5:3, V:S, 0:2>>} || V <- Values, S <- ?ON_ATOMVM([3, 11, 19, 27, 35, 59], [1, 8, 13, 28, 32, 64, 70])]},
     {offset_little, [{V, S, <<5:3, V:S/little, 1:1>>} || V <- Values, S <- ?ON_ATOMVM([4, 12, 28, 36, 60], [1, 8, 13, 28, 32, 64, 70])]},
     {several, several(1, 300, -5, 70000)},
     {literal_sizes, literal(probe_lib:id(16#ABCDEF))},
     {native, <<258:16/native>> =:= <<258:16/little>>},
     {units, [<<V:3/unit:8>> || V <- [1, -1, 16#1020304]]},
     {round_trip, lists:usort([begin <<X:S/signed>> = <<V:S>>, X =:= V end || V <- Values, S <- ?ON_ATOMVM([96, 128, 256], [90, 128, 1000])])},
     {round_trip_little, lists:usort([begin <<X:S/signed-little>> = <<V:S/little>>, X =:= V end || V <- Values, S <- ?ON_ATOMVM([96, 128, 256], [90, 128, 1001])])},
     {bytes, << <<X>> || X <- lists:seq(250, 260) >>},
     {not_integer, [probe_lib:run(fun() -> <<V:8>> end) || V <- [a, 1.5, [], <<1>>]]},
     {bad_size, [probe_lib:run(fun() -> <<1:S>> end) || S <- [-1, a, 1.0, []]]},
     ?NOT_ON_ATOMVM({huge_size, probe_lib:run(fun() -> <<1:(probe_lib:id(1 bsl 70))>> end)})].

several(A, B, C, D) -> {<<A, B:16, C:24/little, D:32>>, <<A:4, B:12, C:7, D:25>>, <<D:20/little, A:4>>}.

literal(X) -> [?NOT_ON_ATOMVM(<<X:1>>), <<X:8>>, ?NOT_ON_ATOMVM(<<X:12>>), <<X:16/little>>, <<X:24>>, <<X:32/little>>, <<0:1, X:31>>, <<X:64>>].
