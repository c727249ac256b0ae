%% SPDX-License-Identifier: Apache-2.0
%%
%% List comprehensions: filters, several generators, patterns that skip, nesting, early errors.

-module(comprehension).
-export([main/0]).

main() ->
    L = lists:seq(1, 10),
    [{map, [X * X || X <- L]},
     {filter, [X || X <- L, X rem 2 =:= 0, X > 3]},
     {product, [{X, Y} || X <- [1, 2, 3], Y <- [a, b]]},
     {dependent, [{X, Y} || X <- [1, 2, 3], Y <- lists:seq(X, 3)]},
     {pattern, [X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {error, 3}, [], 5]]},
     {nested, [[Y * X || Y <- lists:seq(1, X)] || X <- lists:seq(1, 4)]},
     {pythagoras, [{A, B, C} || A <- lists:seq(1, 20), B <- lists:seq(A, 20), C <- [isqrt(A * A + B * B)], C * C =:= A * A + B * B, C =< 20]},
     {shadow, begin X = 5, [X || X <- [1, 2]] ++ [X] end},
     {no_generator, [a || true], [a || false]},
     {guard_error, [X || X <- [1, a, 3], X + 1 > 2]},
     {fun_call, [X || X <- L, is_prime(X)]},
     {non_boolean, probe_lib:run(fun() -> [X || X <- L, probe_lib:id(X)] end)},
     {bad_generator, probe_lib:run(fun() -> [X || X <- probe_lib:id({1, 2})] end)},
     {improper, probe_lib:run(fun() -> [X || X <- probe_lib:id([1, 2 | 3])] end)},
     {throw_out, catch [if X > 5 -> throw({found, X}); true -> X end || X <- L]},
     {strings, [C - 32 || C <- "shout"]},
     {from_map, lists:sort([{V, K} || {K, V} <- maps:to_list(#{a => 1, b => 2})])},
     {large, lists:sum([X || X <- lists:seq(1, 50000), X band 3 =:= 1])},
     {ignored, begin [throw(x) || X <- L, X > 100], done end},
     {captured, [F() || F <- [fun() -> {X, Y} end || X <- [1, 2], Y <- [3]]]}].

isqrt(N) -> trunc(math:sqrt(N)).

is_prime(N) when N < 2 -> false;
is_prime(N) -> [D || D <- lists:seq(2, N - 1), N rem D =:= 0] =:= [].
