%% SPDX-License-Identifier: Apache-2.0
%%
%% Maps with more than 32 keys: build, update, remove, fold in sorted order.

-module(map_big).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    M = maps:from_list([{I, I * I} || I <- lists:seq(1, 100)]),
    Up = lists:foldl(fun(I, Acc) -> Acc#{I => I} end, #{}, lists:seq(1, 1000)),
    Down = lists:foldl(fun(I, Acc) -> maps:put(I, I, Acc) end, #{}, lists:seq(1000, 1, -1)),
    Mixed = maps:from_list([{key(I), I} || I <- lists:seq(1, 200)]),
    [{size, map_size(M), map_size(Up), map_size(Mixed)},
     {equal, Up =:= Down, Up == Down},
     {get, [maps:get(I, M, none) || I <- [0, 1, 50, 100, 101]]},
     {sorted, lists:sort(maps:to_list(M))},
     {update, sum(lists:foldl(fun(I, Acc) -> Acc#{I := I + 1} end, M, lists:seq(1, 100, 3)))},
     {remove, lists:sort(maps:keys(lists:foldl(fun maps:remove/2, M, lists:seq(1, 90))))},
     {fold, maps:fold(fun(K, V, A) -> K + V + A end, 0, Up)},
     {filter, lists:sort(maps:to_list(maps:filter(fun(_, V) -> V rem 7 =:= 0 end, M)))},
     {map, sum(maps:map(fun(K, V) -> K - V end, M))},
     {merge, map_size(maps:merge(M, Up)), maps:get(50, maps:merge(M, Up)), maps:get(50, maps:merge(Up, M))},
     {mixed, [maps:get(key(I), Mixed) || I <- lists:seq(1, 200, 17)]},
     {missing, [probe_lib:run(fun() -> maps:get(K, M) end) || K <- [0, a, 1.0]]},
     ?NOT_ON_ATOMVM({exact_missing, probe_lib:run(fun() -> M#{a := 1} end)}),
     {pattern, case Up of #{500 := X, 999 := Y} -> {X, Y} end},
     {shrink, shrink(Up)},
     {literal, map_size(literal()), maps:get(k33, literal())},
     {growing_key, maps:get(lists:seq(1, 500), #{lists:seq(1, 500) => long, lists:seq(1, 499) => shorter})}].

key(I) when I rem 5 =:= 0 -> I;
key(I) when I rem 5 =:= 1 -> I + 0.5;
key(I) when I rem 5 =:= 2 -> {I, [I]};
key(I) when I rem 5 =:= 3 -> integer_to_binary(I);
key(I) -> integer_to_list(I).

sum(M) -> lists:sum(maps:values(M)).

shrink(M) when map_size(M) > 10 -> shrink(maps:remove(map_size(M), M));
shrink(M) -> lists:sort(maps:to_list(M)).

literal() ->
    #{k1 => 1, k2 => 2, k3 => 3, k4 => 4, k5 => 5, k6 => 6, k7 => 7, k8 => 8, k9 => 9, k10 => 10, k11 => 11, k12 => 12, k13 => 13, k14 => 14, k15 => 15,
      k16 => 16, k17 => 17, k18 => 18, k19 => 19, k20 => 20, k21 => 21, k22 => 22, k23 => 23, k24 => 24, k25 => 25, k26 => 26, k27 => 27, k28 => 28,
      k29 => 29, k30 => 30, k31 => 31, k32 => 32, k33 => 33, k34 => 34, k35 => 35, k36 => 36, k37 => 37, k38 => 38, k39 => 39, k40 => 40}.
