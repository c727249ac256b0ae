%% SPDX-License-Identifier: Apache-2.0
%%
%% Long lists: naive reverse, appends, flattening, deep improper structures.

-module(list_long).
-export([main/0]).

main() ->
    L = lists:seq(1, 100000),
    [{nrev, lists:sum(nrev(lists:seq(1, 600))), hd(nrev(lists:seq(1, 600)))},
     {length, length(L ++ L)},
     {reverse, hd(lists:reverse(L))},
     {flatten, length(lists:flatten([[[X], [[X + 1]]] || X <- lists:seq(1, 5000)]))},
     {deep_flatten, lists:flatten(nest(50000))},
     {to_tuple, tuple_size(list_to_tuple(L))},
     {equal, lists:seq(1, 100000) =:= L, lists:seq(1, 100000) == L ++ [1]},
     {map, lists:sum(lists:map(fun(X) -> X * 2 end, L))},
     {fold, lists:foldr(fun(X, Acc) -> X - Acc end, 0, L)},
     {sort, lists:nth(500, lists:sort([(X * 7919) rem 100003 || X <- L]))},
     {deep_equal, nest(100000) =:= nest(100000), nest(1000) =:= nest(1001)},
     {deep_compare, nest_tuple(100000) < nest_tuple(100001)},
     {hash_like, lists:foldl(fun(X, H) -> (H * 31 + X) band 16#FFFFFFF end, 7, L)}].

nrev([H | T]) -> append(nrev(T), [H]);
nrev([]) -> [].

append([H | T], L) -> [H | append(T, L)];
append([], L) -> L.

nest(0) -> [x];
nest(N) -> [nest(N - 1)].

nest_tuple(N) -> nest_tuple(N, {}).

nest_tuple(0, T) -> T;
nest_tuple(N, T) -> nest_tuple(N - 1, {T}).
