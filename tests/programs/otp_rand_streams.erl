%% SPDX-License-Identifier: Apache-2.0
%%
%% rand with fixed seeds: each algorithm, ranges about the borders of words, floats, normal, bytes, jumps, states that go
%% out and come back.

-module(otp_rand_streams).
-export([main/0]).

main() ->
    Algorithms = [exsss, exro928ss, exrop, exs1024s, exsp],
    [{Alg, stream(Alg)} || Alg <- Algorithms] ++
        [{process, begin rand:seed(exsss, 42), A = [rand:uniform(100) || _ <- [1, 2, 3]], E = rand:export_seed(), B = rand:uniform(), rand:seed(E), C = rand:uniform(), {A, B =:= C, B} end},
         {seeds, [element(1, rand:uniform_s(1000, rand:seed_s(exsss, S))) || S <- [0, 1, -1, 1 bsl 64, {1, 2, 3}, {-1, 1 bsl 70, 0}]]},
         {default, element(1, rand:export_seed_s(rand:seed_s(default, 7)))},
         {mwc, mwc(20, rand:mwc59_seed(11), [])},
         {splitmix, mix(5, 3, [])},
         {exsp, [element(1, rand:exsp_next(element(2, rand:export_seed_s(rand:seed_s(exsp, N))))) || N <- [1, 2]]},
         {shuffled, shuffle(lists:seq(1, 30), rand:seed_s(exrop, {9, 9, 9}))},
         {bad, [probe_lib:run(F) || F <- [fun() -> rand:uniform(0) end, fun() -> rand:uniform(1.5) end, fun() -> rand:seed_s(no_such_algorithm, 1) end, fun() -> rand:uniform(-(1 bsl 70)) end]]},
         {monte_carlo, pi(2000, 0, rand:seed_s(exsss, 5))}].

stream(Alg) ->
    S0 = rand:seed_s(Alg, {12, 34, 56}),
    Ranges = [1, 2, 3, 6, 1000, 1 bsl 27, (1 bsl 28) + 1, 1 bsl 31, (1 bsl 32) - 1, 1 bsl 56, 1 bsl 57, 1 bsl 58, (1 bsl 58) + 1, (1 bsl 59) + 3, 1 bsl 64, 1 bsl 100],
    {Ints, S1} = lists:mapfoldl(fun(N, S) -> rand:uniform_s(N, S) end, S0, Ranges),
    {Floats, S2} = lists:mapfoldl(fun(_, S) -> rand:uniform_s(S) end, S1, [1, 2, 3]),
    {Reals, S3} = lists:mapfoldl(fun(_, S) -> rand:uniform_real_s(S) end, S2, [1, 2]),
    {Normal, S4} = lists:mapfoldl(fun(_, S) -> rand:normal_s(S) end, S3, lists:seq(1, 5)),
    {Shifted, S5} = rand:normal_s(10, 4.0, S4),
    {Bytes, S6} = rand:bytes_s(11, S5),
    {J, _} = rand:uniform_s(1 bsl 30, try rand:jump(S6) catch error:not_implemented -> S6 end),
    Again = rand:seed_s(rand:export_seed_s(S6)),
    {Ints, Floats, Reals, Normal, Shifted, Bytes, J, element(1, rand:uniform_s(99, Again)) =:= element(1, rand:uniform_s(99, S6))}.

mwc(0, S, Acc) -> {S, Acc, rand:mwc59_value32(S), rand:mwc59_value(S), rand:mwc59_float(S)};
mwc(N, S, Acc) -> mwc(N - 1, rand:mwc59(S), [S band 255 | Acc]).

mix(0, _, Acc) -> Acc;
mix(N, S, Acc) -> {V, S1} = rand:splitmix64_next(S), mix(N - 1, S1, [V | Acc]).

shuffle(L, S) ->
    {Tagged, _} = lists:mapfoldl(fun(X, S0) -> {R, S1} = rand:uniform_s(S0), {{R, X}, S1} end, S, L),
    [X || {_, X} <- lists:sort(Tagged)].

pi(0, Hits, _) -> Hits;
pi(N, Hits, S0) ->
    {X, S1} = rand:uniform_s(S0),
    {Y, S2} = rand:uniform_s(S1),
    pi(N - 1, if X * X + Y * Y =< 1.0 -> Hits + 1; true -> Hits end, S2).
