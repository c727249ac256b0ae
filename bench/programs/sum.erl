%% SPDX-License-Identifier: Apache-2.0
%% A tail-recursive loop over small integers: 1 + 2 + ... + 10000, as often as asked (300 times are 3 million steps).
%% 10000, so that the sums stay small integers on 32 bits; wide_sum is the same beyond that.
-module(sum).
-export([main/1]).

main(Times) -> repeat(Times, 0).

repeat(0, Last) -> Last;
repeat(Times, _) -> repeat(Times - 1, sum(10000, 0)).

sum(0, Sum) -> Sum;
sum(N, Sum) -> sum(N - 1, Sum + N).
