%% SPDX-License-Identifier: Apache-2.0
%% N calls of a small function, and returns from it: what it costs when the callee is in another WebAssembly function.
-module(crossing).
-export([main/1]).

main(N) -> loop(N, 0).

loop(0, Sum) -> Sum;
loop(N, Sum) -> loop(N - 1, step(N, Sum) + 1).

%% Not inlined: the compiler inlines nothing unless it is asked to.
step(N, Sum) when N band 3 =:= 0 -> Sum - 2;
step(_, Sum) -> Sum + 1.
