%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps around the size where they change their form, and large ones: built in several orders, shrunk again, compared.

-module(map_sizes).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{sizes, [of_size(N) || N <- [0, 1, 2, 31, 32, 33, 34, 64, 100, 1000]]},
     {down, [down(N) || N <- [33, 34, 100, 500]]},
     {equal, [equal(N) || N <- [31, 32, 33, 40, 300]]},
     {order, order()},
     {exact, exact()},
     {nested, nested()},
     {keys, keys()},
     {pairs, pairs(maps:from_list([{I, I} || I <- lists:seq(1, 40)]))},
     {small_pairs, pairs(maps:from_list([{I, I} || I <- lists:seq(1, 31)]))},
     {merge, [merge(A, B) || A <- [0, 5, 32, 33, 200], B <- [0, 5, 32, 33, 200]]},
     {library, library(maps:from_list([{I, -I} || I <- lists:seq(1, 90)]))},
     {guards, [guards(maps:from_list([{I, I} || I <- lists:seq(1, N)]), 33) || N <- [3, 32, 33, 99]]},
     {iterator, iterator(maps:from_list([{I, I * I} || I <- lists:seq(1, 777)]))}].

up(N) -> lists:foldl(fun(I, M) -> M#{I => -I} end, #{}, lists:seq(1, N)).

summary(M) ->
    L = maps:to_list(M),
    true = length(L) =:= map_size(M),
    true = [K || {K, _} <- L] =:= maps:keys(M),
    true = [V || {_, V} <- L] =:= maps:values(M),
    true = maps:from_list(L) =:= M,
    {map_size(M), erlang:phash2(lists:sort(L)), erlang:phash2(M)}.

of_size(N) ->
    M = up(N),
    {summary(M), [maps:find(K, M) || K <- [0, 1, N, N + 1, N + 0.0, a]]}.

down(N) -> down(N, up(N), []).
down(0, M, Acc) -> {M, erlang:phash2(Acc)};
down(N, M, Acc) ->
    false = is_map_key(N + 1, M),
    M = maps:remove(N + 1, M),
    down(N - 1, maps:remove(N, M), [erlang:phash2(M), erlang:phash2(lists:sort(maps:to_list(M))) | Acc]).

equal(N) ->
    A = up(N),
    B = maps:from_list([{I, -I} || I <- lists:seq(N, 1, -1)]),
    C = maps:remove(N + 1, maps:put(N + 1, x, B)),
    D = maps:map(fun(_, V) -> V end, A),
    E = A#{N := 0},
    F = maps:remove(1, A#{N + 1 => 0}),
    [{X =:= Y, X == Y, X < Y, X > Y} || X <- [A, B, C, D, E, F], Y <- [A, E, F]].

%% Size first, then the keys in their order, then the values.
order() ->
    Ms = [up(N) || N <- [33, 34, 40]] ++
         [maps:put(K, V, up(33)) || {K, V} <- [{1, 1}, {33, 1}, {0, 0}, {1.0, 0}, {a, 1}, {b, 1}, {"a", 1}, {"b", 0}, {#{}, 1}]] ++
         [(up(40))#{7 := V} || V <- [-7.0, -7, -6, -8, a, {}]],
    Sorted = lists:sort(Ms),
    [[lists:sort(maps:to_list(M)) || M <- lists:sublist(Sorted, 4)], [erlang:phash2(M) || M <- lists:usort(Ms)],
     [{A < B, A == B, A =< B} || A <- Ms, B <- Ms], erlang:phash2(Sorted)].

exact() ->
    I = maps:from_list([{K, K} || K <- lists:seq(1, 40)]),
    KeysF = maps:from_list([{float(K), K} || K <- lists:seq(1, 40)]),
    ValuesF = maps:from_list([{K, float(K)} || K <- lists:seq(1, 40)]),
    Both = maps:merge(I, KeysF),
    [{I == KeysF, I =:= KeysF, I < KeysF}, {I == ValuesF, I =:= ValuesF, I < ValuesF, I > ValuesF}, map_size(Both),
     maps:get(3, Both), maps:get(3.0, Both), [maps:is_key(K, I) || K <- [3, 3.0, 1 bsl 70, <<3>>]],
     I#{3 => x} == ValuesF#{3 => x}].

nested() ->
    Inner = up(50),
    Outer = maps:from_list([{maps:put(I, x, Inner), I} || I <- lists:seq(1, 50)]),
    Same = maps:from_list([{maps:put(I, x, maps:from_list(lists:reverse(maps:to_list(Inner)))), I} || I <- lists:seq(50, 1, -1)]),
    [map_size(Outer), Outer =:= Same, Outer == Same, Outer < Same, maps:get(maps:put(7, x, Inner), Same),
     maps:find(Inner, Outer), Outer < Same#{Inner => 0}, Outer#{Inner => 1} > Same#{Inner => 0}, erlang:phash2(Outer),
     lists:sort([{V, erlang:phash2(K)} || {K, V} <- maps:to_list(Outer)])].

%% Keys of all kinds.
keys() ->
    Kinds = [fun(I) -> I end, fun(I) -> -I end, fun(I) -> I / 3 end, fun(I) -> I bsl 60 end, fun(I) -> {I} end, fun(I) -> [I, I] end,
             fun(I) -> integer_to_list(I) end, fun(I) -> integer_to_binary(I) end, fun(I) -> <<I:?ON_ATOMVM(16, 13)>> end, fun(I) -> #{I => I} end,
             fun(I) -> binary_to_atom(<<"key", (integer_to_binary(I))/binary>>) end, fun(I) -> fun() -> I end end,
             fun(I) -> <<0:2000, I:32>> end, fun(I) -> lists:duplicate(50, x) ++ [I] end],
    Keys = [{N, I, F(I)} || {N, F} <- lists:zip(lists:seq(1, length(Kinds)), Kinds), I <- lists:seq(1, 40)],
    M = lists:foldl(fun({N, I, K}, A) -> A#{K => {N, I}} end, #{}, Keys),
    Less = lists:foldl(fun({_, I, K}, A) -> case I rem 3 of 0 -> maps:remove(K, A); _ -> A end end, M, Keys),
    [map_size(M), [V || {N, I, K} <- Keys, V <- [maps:get(K, M)], V =/= {N, I}], map_size(Less),
     [maps:is_key(K, Less) || {_, I, K} <- Keys, I < 7]].

%% Instructions with several pairs at once.
pairs(M) ->
    A = M#{1 => a, 100 => b, 2 => c, 101 => d, 100 => e},
    B = M#{1 := a, 2 := b, 3 := c, 1 := d},
    C = M#{x => 1, y => 2, z => 3, v => 4, w => 5},
    [summary(A), maps:get(100, A), maps:get(1, B), summary(C), ?NOT_ON_ATOMVM(probe_lib:run(fun() -> M#{1 := a, 500 := b, 600 := c} end)),
     case C of #{x := X, 7 := Y, w := Z} -> {X, Y, Z} end, case C of #{x := _, nokey := _} -> yes; _ -> no end].

merge(A, B) ->
    X = maps:from_list([{I, a} || I <- lists:seq(1, A)]),
    Y = maps:from_list([{I, b} || I <- lists:seq(20, 20 + B - 1)]),
    {summary(maps:merge(X, Y)), summary(maps:intersect(X, Y)), summary(maps:merge_with(fun(K, P, Q) -> {K, P, Q} end, X, Y))}.

library(M) ->
    [summary(maps:with([1, 5, 90, 91], M)), summary(maps:with(lists:seq(1, 60), M)), summary(maps:without(lists:seq(1, 60), M)),
     summary(maps:filter(fun(K, _) -> K rem 2 =:= 0 end, M)), summary(maps:map(fun(K, V) -> {K, V} end, M)), maps:fold(fun(K, V, A) -> K * K + V + A end, 0, M),
     summary(maps:filtermap(fun(K, V) -> K > 50 andalso {true, V} end, M)), maps:take(5, maps:with([5], M)), element(1, maps:take(80, M)),
     summary(maps:update_with(7, fun(V) -> {V} end, M)), summary(maps:from_keys(lists:seq(1, 50) ++ lists:seq(1, 20), v)),
     probe_lib:run(fun() -> maps:update(0, x, M) end), probe_lib:run(fun() -> maps:get(0, M) end)].

guards(M, K) when is_map_key(K, M), map_get(K, M) =:= K -> {found, map_size(M)};
guards(M, _) when map_size(M) > 32 -> large;
guards(M, K) when map_get(K, M) > 0 -> never;
guards(_, _) -> small.

iterator(M) ->
    All = walk(maps:next(maps:iterator(M))),
    [length(All), lists:sort(All) =:= lists:sort(maps:to_list(M)), erlang:phash2(lists:sort(All))].

walk({K, V, I}) -> [{K, V} | walk(maps:next(I))];
walk(none) -> [].
