%% SPDX-License-Identifier: Apache-2.0
%%
%% Partner of calls_cross: calls back into the module that called it.

-module(calls_lib).
-export([even/1, odd/1, deep/1, loop/3, back/2, twice/2, level/1]).

even(0) -> true;
even(N) -> calls_cross:odd(N - 1).

odd(0) -> false;
odd(N) -> calls_cross:even(N - 1).

deep(0) -> 0;
deep(N) -> 1 + calls_cross:deep(N - 1).

loop(0, A, B) -> {A, B};
loop(N, A, B) -> calls_cross:loop(N - 1, B, A + 1).

back(Tag, X) -> {calls_lib, Tag, calls_cross:forth(Tag, X)}.

twice(F, X) -> F(F(X)).

level(0) -> throw(bottom);
level(N) -> [calls_cross:level(N - 1)].
