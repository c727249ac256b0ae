%% SPDX-License-Identifier: Apache-2.0
%%
%% Comparisons between floats and integers, exact even where a float cannot hold the integer.

-module(float_compare).
-export([main/0]).

main() ->
    Numbers = [0, 0.0, -0.0, 1, 1.0, 1.5, -1, -1.0, 1 bsl 53, 9007199254740992.0, (1 bsl 53) + 1, 9007199254740994.0, (1 bsl 64) - 1,
               1 bsl 64, 18446744073709551616.0, -(1 bsl 64), 1.0e30, 1 bsl 100, 1.0e300, 1 bsl 2000, -1.0e300, -(1 bsl 2000), 134217728,
               134217728.0, 134217727.5],
    [{all, [{A, B, A < B, A =< B, A == B, A =:= B, A /= B, A =/= B} || A <- Numbers, B <- Numbers]},
     {sorted, lists:sort(Numbers)},
     {keys, lists:keysort(1, [{X} || X <- lists:reverse(Numbers)])},
     {max, [{max(A, B), min(A, B)} || A <- [1, 1.0, 2], B <- [1, 1.0, 2]]},
     {with_others, [{A < a, A < {}, A < [], A == a} || A <- [1.0, -1.0e300]]},
     {in_terms, [{{A} == {B}, [A] =:= [B], #{k => A} == #{k => B}} || A <- [1, 1.0], B <- [1, 1.0]]},
     {pattern, [pattern(X) || X <- Numbers]},
     {guard, [guard(X) || X <- Numbers]}].

pattern(1) -> one;
pattern(1.0) -> float_one;
pattern(1.5) -> one_and_a_half;
pattern(9007199254740992) -> two_to_53;
pattern(1.0e30) -> large;
pattern(_) -> other.

guard(X) when X < -0.5 -> negative;
guard(X) when X == 1 -> one;
guard(X) when X >= 1.0e20 -> large;
guard(X) when is_float(X), X > 1.25 -> float;
guard(_) -> other.
