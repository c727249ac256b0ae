%% SPDX-License-Identifier: Apache-2.0
%%
%% and, or, not, xor, andalso, orelse, commas and semicolons in guards and in expressions.

-module(guard_logic).
-export([main/0]).

main() ->
    Booleans = [true, false],
    Any = [true, false, 1, undefined],
    [{strict, [{A, B, A and B, A or B, A xor B, not A} || A <- Booleans, B <- Booleans]},
     {lazy, [{A, B, probe_lib:run(fun() -> A andalso B end), probe_lib:run(fun() -> A orelse B end)} || A <- Any, B <- Any]},
     {strict_errors, [{A, B, probe_lib:run(fun() -> A and B end), probe_lib:run(fun() -> A or B end), probe_lib:run(fun() -> A xor B end)} || A <- Any, B <- Any]},
     {not_error, [probe_lib:run(fun() -> not A end) || A <- Any]},
     {guards, [[g1(A, B), g2(A, B), g3(A, B), g4(A, B), g5(A, B), g6(A, B), g7(A, B)] || A <- Any, B <- Any]},
     {nested, [nested(X) || X <- [-5, 0, 5, 15, 25, 100, a, 5.5]]},
     {'if', [conditional(X, Y) || X <- [1, 2, 3], Y <- [1, 2, 3]]},
     {if_error, probe_lib:run(fun(X) -> if X > 5 -> big; X < 0 -> small end end, [3])},
     {side_values, [(probe_lib:id(X) > 3) =:= (X rem 2 =:= 0) || X <- lists:seq(1, 6)]},
     {chain, [X > 1 andalso X < 5 andalso X =/= 3 orelse X =:= 10 || X <- lists:seq(0, 11)]},
     {non_boolean_right, probe_lib:run(fun(X) -> true andalso X end, [17])}].

g1(A, B) when A, B -> both;
g1(_, _) -> no.

g2(A, B) when A; B -> either;
g2(_, _) -> no.

g3(A, B) when A andalso B -> both;
g3(_, _) -> no.

g4(A, B) when A orelse B -> either;
g4(_, _) -> no.

g5(A, B) when A and B -> both;
g5(_, _) -> no.

g6(A, B) when A or B -> either;
g6(_, _) -> no.

g7(A, B) when not A, A =/= B; A =:= B, is_boolean(B) -> third;
g7(_, _) -> no.

nested(X) when (X > 0 andalso X < 10) orelse (X > 20 andalso X < 30) -> ranges;
nested(X) when is_number(X), not (X < 0), (X =:= 0) or (X > 50) -> special;
nested(X) when is_atom(X) xor (X =:= -5) -> odd;
nested(_) -> none.

conditional(X, Y) ->
    if
        X =:= Y, X > 1 -> {equal, X};
        X =:= Y; X + Y =:= 5 -> {one_or_five, X, Y};
        X < Y -> less;
        true -> greater
    end.
