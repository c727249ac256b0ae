%% SPDX-License-Identifier: Apache-2.0
%%
%% Pseudo-random numbers of the installed OTP from a fixed seed, every algorithm.

-module(otp_rand).
-export([main/0]).

main() ->
    [{A, series(rand:seed_s(A, {1, 2, 3}))} || A <- [exsss, exro928ss, exrop, exs1024s, exsp, exsplus, exs64, exs1024, dummy]] ++
        [{integer_seed, element(1, rand:uniform_s(1000000, rand:seed_s(exsss, 42)))},
         {process, begin _ = rand:seed(exsss, {7, 8, 9}), [rand:uniform(100) || _ <- lists:seq(1, 20)] end},
         {floats, begin _ = rand:seed(exsss, 5), [rand:uniform() || _ <- lists:seq(1, 5)] end},
         {normal, begin _ = rand:seed(exsss, 6), [rand:normal() || _ <- lists:seq(1, 5)] end},
         {big_range, begin _ = rand:seed(exsss, 6), [rand:uniform(1 bsl 70) || _ <- lists:seq(1, 3)] end},
         {bytes, begin _ = rand:seed(exsss, 6), rand:bytes(10) end},
         {jump, element(1, rand:uniform_s(1000, rand:jump(rand:seed_s(exsss, 42))))},
         {mwc, lists:foldl(fun(_, [C | _] = L) -> [rand:mwc59(C) | L] end, [rand:mwc59_seed(17)], lists:seq(1, 4))},
         {export, rand:export_seed_s(rand:seed_s(exsss, {1, 2, 3}))},
         {bad, probe_lib:run(fun() -> rand:seed_s(probe_lib:id(no_such_algorithm), 1) end)}].

series(S) -> series(S, 8).

series(_, 0) -> [];
series(S, N) ->
    {X, S1} = rand:uniform_s(1000000000, S),
    {F, S2} = rand:uniform_s(S1),
    [X, F | series(S2, N - 1)].
