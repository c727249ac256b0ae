%% SPDX-License-Identifier: Apache-2.0
%% 1 + 2 + ... + N in one loop: nearly all sums need more than the 28 bits of a small integer, and live on the heap.
-module(wide_sum).
-export([main/1]).

main(N) -> sum(N, 0).

sum(0, Sum) -> Sum;
sum(N, Sum) -> sum(N - 1, Sum + N).
