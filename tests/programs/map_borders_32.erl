%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps about the size where their form changes, grown and shrunk across it by each operation; equal maps must be equal,
%% hash alike and print alike whatever way they were made.

-module(map_borders_32).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{grow, [grow(N) || N <- [30, 31, 32, 33, 34]]},
     {ways, [all_equal(ways(N)) || N <- [0, 1, 31, 32, 33, 40, 100]]},
     {shrink, shrink(maps:from_list([{K, K} || K <- lists:seq(1, 40)]), 40, [])},
     {update, [update(N) || N <- [32, 33]]},
     {match, [match(maps:from_list([{K, K * K} || K <- lists:seq(1, N)])) || N <- [5, 32, 33, 64]]},
     {merge, [maps:size(maps:merge(range(1, A), range(B, C))) || {A, B, C} <- [{20, 10, 32}, {20, 10, 33}, {32, 33, 33}, {1, 1, 40}, {0, 1, 33}]]},
     {compare, [range(1, A) < range(1, B) || A <- [31, 32, 33], B <- [31, 32, 33]], range(1, 33) < range(2, 34), range(1, 32) > (range(1, 32))#{32 => 0}},
     {keys, [length(maps:keys(M)) =:= map_size(M) andalso lists:sort(maps:keys(M)) =:= lists:usort(maps:keys(M)) || M <- [mixed(32), mixed(33), mixed(60)]]},
     {filter, [maps:size(maps:filter(fun(K, _) -> K rem 2 =:= 0 end, range(1, N))) || N <- [32, 33, 66]], maps:filter(fun(K, _) -> K =:= 40 end, range(1, 50)) =:= #{40 => 40}},
     {with, maps:with([1, 50, 99], range(1, 50)) =:= #{1 => 1, 50 => 50}, map_size(maps:without(lists:seq(1, 20), range(1, 50))), map_size(maps:without(lists:seq(1, 17), range(1, 50)))},
     {sent, begin Self = self(), spawn_link(fun() -> Self ! [mixed(32), mixed(33)] end), receive L -> L =:= [mixed(32), mixed(33)] end end},
     {external, [binary_to_term(term_to_binary(mixed(N))) =:= mixed(N) || N <- [31, 32, 33, 34]]},
     {nested, begin M = #{in => range(1, 33)}, M2 = M#{in := (maps:get(in, M))#{33 := changed}}, {M =:= M2, maps:get(33, maps:get(in, M2)), maps:get(33, maps:get(in, M))} end},
     {iterate, [walk(maps:next(maps:iterator(range(1, N))), 0) || N <- [0, 32, 33]]}].

range(A, B) -> maps:from_list([{K, K} || K <- lists:seq(A, B)]).
mixed(N) -> maps:from_list([{key(K), K} || K <- lists:seq(1, N)]).

key(K) ->
    case K rem 6 of 0 -> K; 1 -> float(K); 2 -> integer_to_list(K); 3 -> {K}; 4 -> integer_to_binary(K); 5 -> 1 bsl (K + 30) end.

grow(N) ->
    M = lists:foldl(fun(K, A) -> A#{key(K) => K} end, #{}, lists:seq(1, N)),
    {map_size(M), M =:= mixed(N), erlang:phash2(M) =:= erlang:phash2(mixed(N)), lists:sum(maps:values(M)), maps:get(key(N), M)}.

ways(N) ->
    Keys = lists:seq(1, N),
    [range(1, N), lists:foldl(fun(K, A) -> maps:put(K, K, A) end, #{}, lists:reverse(Keys)),
     lists:foldl(fun(K, A) -> A#{K := K} end, maps:from_list([{K, x} || K <- Keys]), Keys),
     lists:foldl(fun(K, A) -> maps:remove(K, A) end, range(1, N + 20), lists:seq(N + 1, N + 20)),
     maps:map(fun(K, _) -> K end, maps:from_list([{K, 0} || K <- Keys])), maps:merge(range(1, N div 2), range(N div 2 + 1, N)),
     maps:filter(fun(K, _) -> K > 0 end, range(-5, N)), binary_to_term(term_to_binary(range(1, N)))].

all_equal([M | Ms]) -> lists:all(fun(X) -> X =:= M andalso erlang:phash2(X) =:= erlang:phash2(M) andalso maps:to_list(X) =:= maps:to_list(M) end, Ms).

shrink(_, 29, Acc) -> lists:reverse(Acc);
shrink(M, K, Acc) -> {K, M1} = maps:take(K, M), shrink(M1, K - 1, [{map_size(M1), M1 =:= range(1, K - 1), maps:is_key(K, M1)} | Acc]).

update(N) ->
    M = range(1, N),
    Same = M#{N := N},
    {Same =:= M, (M#{N := x}) =:= M, map_size(M#{new => 1}), ?NOT_ON_ATOMVM(probe_lib:run(fun() -> M#{new := 1} end) =:= {error, {badkey, new}}), maps:update_with(N, fun(V) -> V + 1 end, M) =:= M#{N => N + 1}}.

match(#{1 := A, 33 := B, 5 := C}) -> {A, B, C};
match(#{32 := A} = M) -> #{1 := B} = M, {A, B};
match(#{5 := A}) -> A.

walk(none, N) -> N;
walk({K, K, I}, N) -> walk(maps:next(I), N + 1).
