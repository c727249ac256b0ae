%% SPDX-License-Identifier: Apache-2.0
%%
%% Collections under load: trees, big tuples, deep structures to the left and to the right.

-module(gc_tuples).
-export([main/0]).

main() ->
    [{trees, [count(tree(N)) || N <- [4, 10, 15]]},
     {insert, depth(insert_all(3000)) < 100, sum(insert_all(3000))},
     {left_deep, unwind(left(200000, nil), 0)},
     {right_deep, unwind_right(right(200000), 0)},
     {big_tuples, big(100, erlang:make_tuple(2000, 0))},
     {mixed, mixed(1000, {}, [], #{})},
     {binary_trees, binary_trees(12)},
     {array, array(1000, list_to_tuple(lists:seq(1, 64)))},
     {floats, floats(20000, 0.0, [])},
     {bigs, bigs(2000, 1, [])}].

tree(0) -> nil;
tree(N) -> {tree(N - 1), N, tree(N - 1)}.

count(nil) -> 0;
count({L, _, R}) -> count(L) + 1 + count(R).

insert_all(N) -> lists:foldl(fun insert/2, nil, [(I * 7919) rem 10007 || I <- lists:seq(1, N)]).

insert(K, nil) -> {nil, K, nil};
insert(K, {L, V, R}) when K < V -> {insert(K, L), V, R};
insert(K, {L, V, R}) when K > V -> {L, V, insert(K, R)};
insert(_, T) -> T.

depth(nil) -> 0;
depth({L, _, R}) -> 1 + max(depth(L), depth(R)).

sum(nil) -> 0;
sum({L, V, R}) -> sum(L) + V + sum(R).

left(0, T) -> T;
left(N, T) -> left(N - 1, {T, N}).

unwind(nil, Acc) -> Acc;
unwind({T, N}, Acc) -> unwind(T, Acc + N).

right(0) -> nil;
right(N) -> {N, right(N - 1)}.

unwind_right(nil, Acc) -> Acc;
unwind_right({N, T}, Acc) -> unwind_right(T, Acc + N).

big(0, T) -> {element(1, T), element(1000, T), element(2000, T)};
big(N, T) -> big(N - 1, setelement(N * 20, T, [N, element(N, T)])).

mixed(0, T, L, M) -> {tuple_size(T), length(L), map_size(M), maps:get(7, M)};
mixed(N, T, L, M) -> mixed(N - 1, list_to_tuple(lists:sublist(L, 30)), [{N, T} | lists:sublist(L, 20)], M#{N rem 50 => {N, length(L)}}).

binary_trees(N) ->
    Long = tree(N),
    Checks = [count(tree(D)) || D <- lists:seq(2, N), _ <- lists:seq(1, 1 bsl max(0, (N - D) div 2))],
    {lists:sum(Checks), count(Long)}.

array(0, T) -> tuple_to_list(T);
array(N, T) -> array(N - 1, setelement(N rem 64 + 1, T, {N, [N]})).

floats(0, Sum, L) -> {Sum, length(L)};
floats(N, Sum, L) -> floats(N - 1, Sum + N * 0.5, [N * 0.25 | lists:sublist(L, 5)]).

bigs(0, P, L) -> {P rem 1000000007, length(L)};
bigs(N, P, L) -> bigs(N - 1, (P * 3 + N) band ((1 bsl 200) - 1), [P | lists:sublist(L, 3)]).
