%% SPDX-License-Identifier: Apache-2.0
%%
%% apply/2 and apply/3, dynamic calls M:F(...), all arities up to twelve, and their errors.

-module(calls_apply).
-export([main/0, f/0, f/1, f/2, f/3, f/4, f/5, f/6, f/12]).

f() -> zero.
f(A) -> {A}.
f(A, B) -> {A, B}.
f(A, B, C) -> {A, B, C}.
f(A, B, C, D) -> {A, B, C, D}.
f(A, B, C, D, E) -> {A, B, C, D, E}.
f(A, B, C, D, E, F) -> {A, B, C, D, E, F}.
f(A, B, C, D, E, F, G, H, I, J, K, L) -> {A, B, C, D, E, F, G, H, I, J, K, L}.

main() ->
    M = probe_lib:id(?MODULE),
    F = probe_lib:id(f),
    [{apply3, [probe_lib:run(fun() -> apply(M, F, lists:seq(1, N)) end) || N <- [0, 1, 2, 3, 4, 5, 6, 12]]},
     {apply3_undef, probe_lib:run(fun() -> apply(M, F, lists:seq(1, 7)) end)},
     {dynamic0, M:F()},
     {dynamic1, M:F(1)},
     {dynamic4, M:F(1, 2, 3, 4)},
     {dynamic12, M:F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)},
     {dynamic_tail, tail(M, F, 5)},
     {bif_add, apply(erlang, probe_lib:id('+'), [1, 2])},
     {bif_length, apply(erlang, probe_lib:id(length), [[a, b]])},
     {bif_bad, probe_lib:run(fun() -> apply(erlang, probe_lib:id(length), [ab]) end)},
     {bif_dynamic, (probe_lib:id(erlang)):abs(-5)},
     {nested_apply, apply(erlang, apply, [M, F, [1, 2]])},
     {nested_apply2, apply(erlang, apply, [fun(X, Y) -> X - Y end, [5, 3]])},
     {apply2, apply(fun(A, B, C) -> [C, B, A] end, [1, 2, 3])},
     {apply2_external, apply(fun ?MODULE:f/3, [x, y, z])},
     {apply2_arity, probe_lib:run(fun() -> apply(probe_lib:id(fun(A) -> A end), [1, 2]) end) =/= ok},
     {not_list, probe_lib:run(fun() -> apply(M, F, probe_lib:id(not_a_list)) end)},
     {improper, probe_lib:run(fun() -> apply(M, F, probe_lib:id([1 | 2])) end)},
     {not_module, probe_lib:run(fun() -> apply(probe_lib:id(17), F, [1]) end)},
     {not_module2, probe_lib:run(fun() -> (probe_lib:id("lists")):F(1) end)},
     {not_function, probe_lib:run(fun() -> apply(M, probe_lib:id({f}), [1]) end)},
     {undefined_module, probe_lib:run(fun() -> (probe_lib:id(no_such_module_at_all)):F(1) end)},
     {exported, [erlang:function_exported(?MODULE, f, N) || N <- [0, 1, 7, 12]]}].

tail(M, F, N) -> M:F(N, N + 1, N + 2).
