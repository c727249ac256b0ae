%% SPDX-License-Identifier: Apache-2.0
%%
%% Functions of lists on a hundred thousand elements, many with the stack as deep as the list is long, and exceptions out
%% of that depth.

-module(list_folds_long).
-export([main/0]).

main() ->
    N = 100000,
    L = lists:seq(1, N),
    [{foldr, lists:foldr(fun(X, A) -> (A * 3 bxor X) band 16#FFFFF end, 0, L)},
     {map, lists:sum(lists:map(fun(X) -> X rem 7 end, L))},
     {body, body(L), lists:last(copy(L)) =:= N},
     {thrown, try lists:foldr(fun(50000, A) -> throw({at, A}); (_, A) -> A + 1 end, 0, L) catch throw:T -> T end},
     {thrown_deep, try deep(L) catch error:{bottom, B} -> B end, (catch deep(L)) =/= x, catch_each(L, 0)},
     {zip, lists:foldl(fun({A, B}, S) -> S + A * B end, 0, lists:zip(L, lists:reverse(L)))},
     {zipwith, lists:sum(lists:zipwith3(fun(A, B, C) -> A - B + C end, L, L, L))},
     {split, begin {A, B} = lists:splitwith(fun(X) -> X =/= 70000 end, L), {length(A), hd(B)} end, length(element(1, lists:partition(fun(X) -> X rem 3 =:= 0 end, L)))},
     {append, length(lists:append([L, L])), length(L ++ [x]), length(lists:flatten([L, [L]])), length(L -- lists:seq(2, N, 2))},
     {mapfold, begin {M, S} = lists:mapfoldr(fun(X, A) -> {A rem 10, A + X} end, 0, L), {hd(M), S, lists:sum(M)} end},
     {compare, [L < lists:droplast(L), L =:= lists:seq(1, N), L == [float(X) || X <- L], max(L, L ++ [0]) =:= L]},
     {tuples, tuple_size(list_to_tuple(L)), element(99999, list_to_tuple(L))},
     {nested, depth(nest(N, [])), nest(N, []) =:= nest(N, []), erlang:phash2(nest(1000, []))},
     {sublist, lists:sum(lists:sublist(L, 50000, 10)), lists:nth(N, L), lists:nthtail(N - 1, L), lists:suffix([N], L), lists:prefix(L, L)},
     {text, length(lists:concat(L)), erlang:crc32(lists:join($,, [integer_to_list(X) || X <- lists:seq(1, 1000)]))},
     {comprehension, length([{A, B} || A <- L, A rem 1000 =:= 0, B <- L, B < A, B rem 500 =:= 1])}].

body([X | T]) -> X + body(T);
body([]) -> 0.

copy([X | T]) -> [X | copy(T)];
copy([]) -> [].

deep([X | T]) -> R = deep(T), {X, R};
deep([]) -> error({bottom, 0}).

catch_each([X | T], N) when X rem 1000 =:= 0 -> try catch_each(T, N + 1) + 1 catch throw:{up, M} -> throw({up, M + 1}) end;
catch_each([_ | T], N) -> catch_each(T, N);
catch_each([], N) -> N.

nest(0, Acc) -> Acc;
nest(N, Acc) -> nest(N - 1, [Acc]).

depth([X]) -> 1 + depth(X);
depth([]) -> 0.
