%% SPDX-License-Identifier: Apache-2.0
%%
%% Calls between modules: tail calls, body calls, callbacks, and exceptions that cross module borders.

-module(calls_cross).
-export([main/0, even/1, odd/1, deep/1, loop/3, forth/2, level/1]).

main() ->
    [{even, calls_lib:even(100000)},
     {odd, calls_lib:odd(100001)},
     {deep, calls_lib:deep(100000)},
     {loop, calls_lib:loop(50000, 0, 0)},
     {back, calls_lib:back(tag, [1, 2, 3])},
     {twice, calls_lib:twice(fun(X) -> X * 3 end, 7)},
     {twice_external, calls_lib:twice(fun probe_lib:id/1, seven)},
     {level, catch calls_lib:level(20)},
     {handled, level_handled(5)},
     {qualified_self, ?MODULE:forth(self_call, 1)},
     {undefined_function, probe_lib:run(fun() -> calls_lib:nothing_here(1, 2) end)},
     {undefined_module, probe_lib:run(fun() -> no_such_module_at_all:f() end)}].

even(0) -> true;
even(N) -> calls_lib:odd(N - 1).

odd(0) -> false;
odd(N) -> calls_lib:even(N - 1).

deep(0) -> 0;
deep(N) -> 1 + calls_lib:deep(N - 1).

loop(0, A, B) -> {A, B};
loop(N, A, B) -> calls_lib:loop(N - 1, B, A + 1).

forth(Tag, X) -> {calls_cross, Tag, length(probe_lib:id([X]))}.

level(0) -> throw(bottom_here);
level(N) -> [calls_lib:level(N - 1)].

level_handled(N) ->
    try calls_lib:level(N) of
        V -> {value, V}
    catch
        throw:T -> {thrown, T, N}
    end.
