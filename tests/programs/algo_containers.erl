%% SPDX-License-Identifier: Apache-2.0
%%
%% Queues of two lists, binomial heaps, tries, AVL trees, zippers, disjoint sets, skew trees, ropes, ring buffers, LRU
%% caches.

-module(algo_containers).
-export([main/0]).

main() ->
    [{queue, queue([in, in, out, in, out, out, out])},
     {avl, begin T = lists:foldl(fun avl/2, nil, lists:seq(1, 31)), {height(T), inorder(T) =:= lists:seq(1, 31)} end, height(lists:foldl(fun avl/2, nil, [5, 3, 8, 1, 4, 2, 9, 7]))},
     {trie, begin T1 = lists:foldl(fun trie/2, #{}, ["to", "tea", "ten", "in", "inn", ""]), {lists:sort(words(T1, "")), [below(P, T1) || P <- ["te", "i", "x", ""]]} end},
     {zipper, zip([right, right, {set, x}, left, {insert, new}, delete, right, right], {[], [a, b, c]})},
     {rope, begin R = lists:foldl(fun(S, Acc) -> {length_of(Acc), Acc, {leaf, S}} end, {leaf, <<>>}, [<<"hello">>, <<", ">>, <<"world">>]), {flatten(R), [char(I, R) || I <- [0, 4, 5, 11]]} end},
     {skew, drain(lists:foldl(fun(X, H) -> merge({X, e, e}, H) end, e, [5, 3.0, 9, 1, 3, a, {}]))},
     {lru, lru([{put, a, 1}, {put, b, 2}, {get, a}, {put, c, 3}, {get, b}, {get, a}, {get, c}], 2)},
     {ring, lists:foldl(fun(X, {B, I}) -> {setelement(I rem 4 + 1, B, X), I + 1} end, {{0, 0, 0, 0}, 0}, lists:seq(1, 10))},
     {multiset, lists:foldl(fun(X, M) -> M#{X => maps:get(X, M, 0) + 1} end, #{}, [1, 1.0, a, 1, "x", "x"])},
     {sparse, sparse([{3, x}, {100, y}, {3, z}])},
     {bits, begin B = lists:foldl(fun(I, S) -> S bor (1 bsl I) end, 0, [1, 5, 64, 200]), {[I || I <- lists:seq(0, 210), B band (1 bsl I) =/= 0], B} end}].

queue(Ops) -> element(1, lists:mapfoldl(fun(in, {N, F, B}) -> {ok, {N + 1, F, [N | B]}}; (out, {N, [], []}) -> {empty, {N, [], []}}; (out, {N, [], B}) -> [H | T] = lists:reverse(B), {H, {N, T, []}}; (out, {N, [H | T], B}) -> {H, {N, T, B}} end, {1, [], []}, Ops)).

height(nil) -> 0;
height({H, _, _, _}) -> H.
node(L, X, R) -> {max(height(L), height(R)) + 1, L, X, R}.
avl(X, nil) -> node(nil, X, nil);
avl(X, {_, L, Y, R}) when X < Y -> fix(node(avl(X, L), Y, R));
avl(X, {_, L, Y, R}) -> fix(node(L, Y, avl(X, R))).
fix({_, {HL, _, _, _} = L, X, R} = T) -> case HL - height(R) of 2 -> lean_left(L, X, R); -2 -> lean_right(L, X, R); _ -> T end;
fix({_, nil, X, {2, _, _, _} = R}) -> lean_right(nil, X, R);
fix(T) -> T.
lean_left({_, A, X, B}, Y, C) when element(1, A) > element(1, B); B =:= nil -> node(A, X, node(B, Y, C));
lean_left({_, A, X, {_, B, Y, C}}, Z, D) -> node(node(A, X, B), Y, node(C, Z, D)).
lean_right(A, X, {_, B, Y, C}) when B =:= nil; element(1, C) > element(1, B) -> node(node(A, X, B), Y, C);
lean_right(A, X, {_, {_, B, Y, C}, Z, D}) -> node(node(A, X, B), Y, node(C, Z, D)).
inorder(nil) -> [];
inorder({_, L, X, R}) -> inorder(L) ++ [X | inorder(R)].

trie([], T) -> T#{'end' => true};
trie([C | R], T) -> T#{C => trie(R, maps:get(C, T, #{}))}.
words(T, P) -> [lists:reverse(P) || is_map_key('end', T)] ++ lists:append([words(V, [K | P]) || {K, V} <- maps:to_list(T), is_integer(K)]).
below([], T) -> length(words(T, ""));
below([C | R], T) -> case T of #{C := N} -> below(R, N); _ -> 0 end.

zip([], {L, R}) -> {lists:reverse(L), R};
zip([right | Ops], {L, [X | R]}) -> zip(Ops, {[X | L], R});
zip([right | Ops], Z) -> zip(Ops, Z);
zip([left | Ops], {[X | L], R}) -> zip(Ops, {L, [X | R]});
zip([{set, V} | Ops], {L, [_ | R]}) -> zip(Ops, {L, [V | R]});
zip([{insert, V} | Ops], {L, R}) -> zip(Ops, {L, [V | R]});
zip([delete | Ops], {L, [_ | R]}) -> zip(Ops, {L, R}).

length_of({leaf, B}) -> byte_size(B);
length_of({N, _, R}) -> N + length_of(R).
flatten({leaf, B}) -> B;
flatten({_, L, R}) -> <<(flatten(L))/binary, (flatten(R))/binary>>.
char(I, {leaf, B}) -> binary:at(B, I);
char(I, {N, L, _}) when I < N -> char(I, L);
char(I, {N, _, R}) -> char(I - N, R).

merge(e, H) -> H;
merge(H, e) -> H;
merge({X, L, R}, {Y, _, _} = H) when X =< Y -> {X, merge(H, R), L};
merge(G, {Y, L, R}) -> {Y, merge(G, R), L}.
drain(e) -> [];
drain({X, L, R}) -> [X | drain(merge(L, R))].

lru(Ops, Max) -> element(1, lists:mapfoldl(fun
    ({put, K, V}, C) -> {ok, lists:sublist([{K, V} | lists:keydelete(K, 1, C)], Max)};
    ({get, K}, C) -> case lists:keytake(K, 1, C) of {value, {K, V} = P, R} -> {V, [P | R]}; false -> {miss, C} end end, [], Ops)).

sparse(Sets) -> A = lists:foldl(fun({I, V}, T) -> array:set(I, V, T) end, array:new({default, none}), Sets), {array:size(A), array:get(3, A), array:get(50, A), array:sparse_to_orddict(A)}.
