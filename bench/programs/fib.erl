%% SPDX-License-Identifier: Apache-2.0
%% Fibonacci numbers by the definition: calls, stack frames, small integers.
-module(fib).
-export([main/1]).

main(N) -> fib(N).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
