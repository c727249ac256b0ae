%% SPDX-License-Identifier: Apache-2.0
%%
%% Calls of what is no function, with wrong arity, of missing functions and modules; apply with wrong lists.

-module(exc_badfun).
-export([main/0]).

main() ->
    [{not_funs, [probe_lib:run(fun() -> (probe_lib:id(X))() end) || X <- [a, 1, {m, f}, "f", <<>>]]},
     {arity, [shown(fun() -> (probe_lib:id(F))(1) end) || F <- [fun() -> 0 end, fun(A, B) -> {A, B} end, fun erlang:self/0]]},
     {missing, [probe_lib:run(F) || F <- [fun() -> no_module:f() end, fun() -> lists:no_function(1, 2) end, fun() -> apply(probe_lib, id, []) end,
                                          fun() -> (fun no_module:f/1)(x) end, fun() -> exc_badfun:not_exported(1) end]]},
     {apply, [probe_lib:run(fun() -> apply(M, F, A) end) || {M, F, A} <- [{lists, reverse, [[1, 2]]}, {lists, reverse, x}, {lists, reverse, [a | b]}, {1, f, []}, {lists, "reverse", [[]]}, {erlang, '+', [1, 2]}]]},
     {apply2, [shown(fun() -> apply(F, A) end) || {F, A} <- [{fun erlang:abs/1, [-3]}, {fun(X) -> X end, []}, {fun(X) -> X end, a}, {a, [1]}, {fun(X, Y) -> X - Y end, [5, 3]}]]},
     {dynamic, [probe_lib:run(fun() -> M:F(X) end) || {M, F, X} <- [{probe_lib, id, 7}, {probe_lib, nope, 7}, {"lists", id, 1}, {erlang, length, [1]}, {erlang, length, a}]]},
     {guard, [is_function(F, N) || F <- [fun erlang:abs/1, fun() -> ok end, a], N <- [0, 1]], probe_lib:run(fun() -> is_function(probe_lib:id(a), probe_lib:id(-1)) end)},
     {info, [erlang:fun_info(F, K) || F <- [fun lists:map/2], K <- [module, name, arity, type, env]]}].

shown(F) ->
    try F()
    catch
        error:{badarity, {Fun, Args}} when is_function(Fun) -> {badarity, erlang:fun_info(Fun, arity), Args};
        C:R -> {C, R}
    end.
