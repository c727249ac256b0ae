%% SPDX-License-Identifier: Apache-2.0
%%
%% Comprehensions with effects, exceptions within, long chains of generators, generators that use earlier variables,
%% nested to depth.

-module(comprehension_limits).
-export([main/0]).

main() ->
    [{effects, begin put(seen, []), L = [begin put(seen, [X | get(seen)]), X end || X <- [1, 2, 3], begin put(seen, [{f, X} | get(seen)]), X =/= 2 end], {L, erase(seen)} end},
     {order, [{A, B, C} || A <- [1, 2], B <- [A, A * 10], C <- lists:seq(B, B + 1), C rem 2 =:= 0]},
     {pythagoras, [{A, B, C} || A <- lists:seq(1, 20), B <- lists:seq(A, 20), C <- lists:seq(B, 29), A * A + B * B =:= C * C]},
     {thrown, [probe_lib:run(fun() -> [if X > 2 -> throw({at, X}); true -> X end || X <- [1, 2, 3]] end), probe_lib:run(fun() -> [X || X <- [1, 2], error(X)] end)]},
     {depth, [[[[W + X + Y + Z || W <- [1]] || X <- [W0, 2]] || Y <- [3]] || {W0, Z} <- [{1, 2}, {3, 4}]]},
     {match_filter, [V || {ok, V} <- [{ok, 1}, error, {ok, {ok, 2}}]], [V || {ok, {ok, V}} <- [{ok, 1}, {ok, {ok, 2}}]], [{A, A1} || {A, A1} <- [{1, 1}, {1, 2}], A =:= A1], [X || #{k := X} <- [#{k => 1}, #{}, a, #{k => 2, j => 3}]], [X || <<X, _/binary>> <- [<<1, 2>>, <<>>, <<3>>]]},
     {strings, [[C - 32 || C <- W, C >= $a] || W <- string:lexemes("some words here", " ")]},
     {true_false, [X || X <- [1, 2], true], [X || X <- [1, 2], false], [ok || true], [ok || false], [ok || 1 < 2, is_atom(a)]},
     {guard_error, [X || X <- [a, 1, {1}], element(1, X) =:= 1], probe_lib:run(fun() -> [X || X <- [a], element(1, X) =:= 1 andalso true, X] end)},
     {bin_to_bin, << <<(X bxor 16#ff)>> || <<X>> <= <<1, 2, 3>> >>, << <<X:4, Y:4>> || <<Y:4, X:4>> <= <<16#12, 16#34>> >>, << <<B/binary, ",">> || B <- [<<"a">>, <<"bc">>] >>},
     {long, lists:sum([X || X <- lists:seq(1, 2000), Y <- [X rem 7], Y =:= 3]), byte_size(<< <<X:16>> || X <- lists:seq(1, 1000) >>)},
     {accumulate, lists:foldl(fun(F, L) -> [F(X) || X <- L] end, [1, 2], [fun(X) -> X + 1 end, fun(X) -> {X} end])}].
