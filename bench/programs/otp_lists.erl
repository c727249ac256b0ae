%% SPDX-License-Identifier: Apache-2.0
%% Erlang/OTP's own module lists at work on N pseudo-random numbers: sort, usort, keysort, map and foldl with funs.
-module(otp_lists).
-export([main/1]).

main(N) ->
    List = random(N, 4711, []),
    Sorted = lists:sort(List),
    Pairs = lists:keysort(2, lists:map(fun(X) -> {X, X rem 97} end, List)),
    {length(lists:usort(List)), lists:foldl(fun(X, Sum) -> (Sum * 3 + X) rem 65521 end, 0, Sorted), lists:last(Pairs)}.

random(0, _, List) -> List;
random(N, Seed, List) -> random(N - 1, (Seed * 1109 + 7919) rem 65536, [Seed | List]).
