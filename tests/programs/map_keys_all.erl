%% SPDX-License-Identifier: Apache-2.0
%%
%% Map keys of each kind: numbers that are equal but not the same, containers, large binaries, many collisions by value,
%% and lookups with fresh copies.

-module(map_keys_all).
-export([main/0]).

main() ->
    Ks = [0, 0.0, 1, 1.0, 1 bsl 40, 1 bsl 80, -(1 bsl 80), a, '', "k", [1.0], [1], {1}, {1.0}, {}, [], <<>>, <<1>>, <<1:1>>, <<1:2>>, binary:copy(<<"x">>, 100), #{}, #{1 => 2}, #{1.0 => 2}, fun lists:map/2, [a | b]],
    M = maps:from_list([{K, I} || {I, K} <- lists:zip(lists:seq(1, length(Ks)), Ks)]),
    [{size, map_size(M), length(Ks)}, {lookup, [maps:get(copy(K), M, none) || K <- Ks]}, {equal_not_same, [is_map_key(K, M) || K <- [2, 2.0, 0, 0.0, {1, 1}, [2], 1099511627776.0]]},
     {order, maps:keys(maps:with([a, 1, 1.0, "k", {1}, <<1>>, 0, []], M))}, {removed, lists:foldl(fun(K, A) -> maps:remove(copy(K), A) end, M, Ks)},
     {patterns, [case M of #{K := V} -> V; _ -> none end || K <- [1, 1.0, {1.0}, [1], <<1:2>>, #{1 => 2}]]}, {literal, maps:get([1 | 2], #{[1 | 2] => x}), #{1 => a, 1.0 => b} =:= #{1.0 => b, 1 => a}},
     {nested, lists:foldl(fun(N, A) -> #{A => N} end, #{}, lists:seq(1, 6))}, {big, begin B = lists:foldl(fun(N, A) -> A#{{N, float(N), <<N:16>>} => N} end, #{}, lists:seq(1, 300)), {map_size(B), lists:sum([maps:get({N, N / 1, <<N:16>>}, B) || N <- lists:seq(1, 300)])} end},
     {update, maps:size(lists:foldl(fun(N, A) -> A#{N rem 50 => N, (N rem 50) / 1 => N} end, #{}, lists:seq(1, 500)))}].

copy(T) -> binary_to_term(term_to_binary(T)).
