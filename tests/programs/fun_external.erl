%% SPDX-License-Identifier: Apache-2.0
%%
%% fun M:F/A and fun F/A as values: calls, comparison, printing, fun_info.

-module(fun_external).
-export([main/0, helper/1, helper/2]).

helper(X) -> {one, X}.
helper(X, Y) -> {two, X, Y}.

local(X) -> {local, X}.

main() ->
    M = probe_lib:id(lists),
    F = probe_lib:id(reverse),
    A = probe_lib:id(1),
    [{call, (fun lists:reverse/1)([1, 2, 3])},
     {dynamic, (fun M:F/A)([a, b])},
     {own, (fun ?MODULE:helper/1)(x), (fun helper/2)(x, y)},
     {local, lists:map(fun local/1, [1, 2])},
     {bif, lists:map(fun erlang:abs/1, [-1, 2, -3])},
     {operator, lists:foldl(fun erlang:'+'/2, 0, [1, 2, 3])},
     {print, fun lists:reverse/1, [fun erlang:'+'/2], fun 'odd name':'f g'/3},
     {equal, fun M:F/A =:= fun lists:reverse/1, fun lists:map/2 == fun lists:reverse/1},
     {order, fun a:b/1 < fun a:c/1, fun a:b/1 < fun b:a/0, fun a:b/1 < fun a:b/2, fun a:b/1 > {}, fun a:b/1 < [], fun a:b/1 > make_atom()},
     {arity, [is_function(fun lists:map/2, N) || N <- [1, 2, 3]]},
     {info, [erlang:fun_info(fun M:F/A, K) || K <- [module, name, arity, type]]},
     {info_local, [erlang:fun_info(fun local/1, K) || K <- [module, arity, type]]},
     {info_env, erlang:fun_info(fun(X) -> {X, M} end, env)},
     {capture_is, is_function(fun(X) -> X + A end, 1)},
     {same_closure, begin G = fun(X) -> X + A end, G =:= G end},
     {make_fun, (erlang:make_fun(lists, sum, 1))([1, 2])},
     {undefined, probe_lib:run(fun lists:no_such_function/1, [1])},
     {bad_make, [probe_lib:run(fun() -> fun M1:F1/A1 end) || {M1, F1, A1} <- probe_lib:id([{1, f, 1}, {m, "f", 1}, {m, f, a}])]},
     {in_key, maps:get(fun lists:map/2, #{fun lists:map/2 => found})}].

make_atom() -> probe_lib:id(some_atom).
