%% SPDX-License-Identifier: Apache-2.0
%%
%% Comparisons of integers of every representation, and with constants.

-module(int_compare).
-export([main/0]).

main() ->
    Edges = probe_lib:edges(),
    [{less, [{A, B, A < B, A >= B, A =:= B, A == B} || A <- Edges, B <- probe_lib:few_edges()]},
     {branch, [{A, compare(A, B)} || A <- Edges, B <- probe_lib:few_edges()]},
     {same, lists:usort([{X < Y, X > Y, X =< Y, X >= Y, X == Y, X =:= Y, X /= Y, X =/= Y} || X <- Edges, Y <- [probe_lib:id(X + 1) - 1]])},
     {constants, [classify(A) || A <- Edges]},
     {against_small, [{A < 10, A > 10, A =< -7, A >= -7, A =:= 1000, A =/= 1000, A == 7, A /= 7} || A <- Edges]},
     {other_types, [{A < atom, A < 1.0, A > {}, A < [], A =:= a, A == 1.0, A =:= 1.0} || A <- Edges]},
     {sorted, lists:sort(lists:reverse(Edges)) =:= Edges},
     {max_min, [{max(A, B), min(A, B)} || A <- probe_lib:few_edges(), B <- probe_lib:few_edges()]}].

compare(A, B) when A < B -> less;
compare(A, B) when A > B -> greater;
compare(A, B) when A =:= B -> equal;
compare(_, _) -> impossible.

classify(N) when N < -1152921504606846976 -> 'below -2^60';
classify(N) when N < -134217728 -> 'below small';
classify(N) when N < 0 -> negative;
classify(0) -> zero;
classify(134217727) -> largest_small;
classify(134217728) -> smallest_boxed;
classify(18446744073709551616) -> two_to_64;
classify(N) when N =< 134217727 -> small;
classify(N) when N =< 4294967295 -> word;
classify(_) -> big.
