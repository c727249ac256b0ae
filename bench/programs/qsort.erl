%% SPDX-License-Identifier: Apache-2.0
%% Quicksort of N pseudo-random numbers: lists, tuples, comparisons. Gives the sum of each number times its place,
%% modulo 65521.
-module(qsort).
-export([main/1]).

main(N) -> checksum(sort(random(N, 4711, []), []), 1, 0).

random(0, _, List) -> List;
random(N, Seed, List) -> random(N - 1, (Seed * 1109 + 7919) rem 65536, [Seed | List]).

sort([], Sorted) -> Sorted;
sort([Pivot | Rest], Sorted) ->
    {Smaller, Larger} = split(Rest, Pivot, [], []),
    sort(Smaller, [Pivot | sort(Larger, Sorted)]).

split([], _, Smaller, Larger) -> {Smaller, Larger};
split([X | Rest], Pivot, Smaller, Larger) when X < Pivot -> split(Rest, Pivot, [X | Smaller], Larger);
split([X | Rest], Pivot, Smaller, Larger) -> split(Rest, Pivot, Smaller, [X | Larger]).

checksum([], _, Sum) -> Sum;
checksum([X | Rest], Place, Sum) -> checksum(Rest, Place rem 1000 + 1, (Sum + X * Place) rem 65521).
