%% SPDX-License-Identifier: Apache-2.0
%%
%% band, bor, bxor and bnot of small, boxed and big integers of both signs.

-module(int_bits).
-export([main/0]).

main() ->
    [{conjunction, [{A, B, A band B} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {disjunction, [{A, B, A bor B} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {exclusive, [{A, B, A bxor B} || A <- probe_lib:edges(), B <- probe_lib:few_edges()]},
     {complement, [{A, bnot A} || A <- probe_lib:edges()]},
     {masks, [{A, A band 255, A band 16#FFFFFFFF, A bor 1, A bxor -1, A band -2, A band 16#FFFFFFFFFFFFFFFF} || A <- probe_lib:edges()]},
     {bad, [probe_lib:run(F, Args) || F <- [fun(A, B) -> A band B end, fun(A, B) -> A bor B end, fun(A, B) -> A bxor B end],
                                      Args <- [[a, 1], [1, a], [1.0, 1], [1, 2.0], [1 bsl 70, []]]]},
     {bad_complement, [probe_lib:run(fun(A) -> bnot A end, [X]) || X <- [a, 1.0, []]]},
     {hash, hash("the quick brown fox", 16#811C9DC5)}].

hash([C | Rest], H) -> hash(Rest, ((H bxor C) * 16#01000193) band 16#FFFFFFFF);
hash([], H) -> H.
