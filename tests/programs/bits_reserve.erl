%% SPDX-License-Identifier: Apache-2.0
%%
%% An instruction that builds a binary also reserves the words that what follows it will take from the heap.

-module(bits_reserve).
-export([main/0]).

main() ->
    [check(Size) || Size <- lists:seq(1, 60)] ++ [check(Size) || Size <- [300, 1000]].

check(Size) ->
    List = build(Size),
    {Size, length(List), lists:foldl(fun sum/2, 0, List), hd(List), lists:last(List)}.

build(0) -> [];
build(N) ->
    Rest = build(N - 1),
    [{item, <<N:16>>, N, [N | N], {N}} | Rest].

sum({item, <<N:16>>, N, [N | N], {N}}, Sum) -> Sum + N.
