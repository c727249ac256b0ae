%% SPDX-License-Identifier: Apache-2.0
%%
%% Case over values of mixed kinds, dense and sparse integers, big ones, floats, atoms, with guards between.

-module(case_dispatch).
-export([main/0]).

main() -> [{X, c(X), d(X), e(X)} || X <- [0, 1, 2, 3, 7, 100, -5, 1 bsl 27, 1 bsl 59, 1 bsl 64, 1.0, 2.0, 0.5, a, b, c, true, [], {}, "s", <<"x">>, #{}, -(1 bsl 70)]].

c(X) -> case X of 0 -> zero; 1 -> one; 2 -> two; 3 -> three; 4 -> four; 7 -> seven; 100 -> hundred; -5 -> minus; 134217728 -> p27; 576460752303423488 -> p59; 18446744073709551616 -> p64; _ -> other end.

d(X) -> case X of a -> 1; X1 when is_atom(X1), X1 < b -> 2; 1.0 -> 3; X1 when X1 == 1 -> 4; b -> 5; X1 when is_number(X1), X1 > 50 -> 6; [] -> 7; {} -> 8; <<"x">> -> 9; "s" -> 10; _ -> 11 end.

e(X) when X =:= 2.0; X =:= 2 -> two;
e(X) when is_integer(X), X band 1 =:= 1 -> odd;
e(-1180591620717411303424) -> big;
e(X) when is_boolean(X) -> bool;
e(#{}) -> map;
e(_) -> none.
