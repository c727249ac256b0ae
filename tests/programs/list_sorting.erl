%% SPDX-License-Identifier: Apache-2.0
%%
%% Sorts written by hand against the library's: stability, custom orders, orders that are none, mixed terms, already
%% sorted, reversed.

-module(list_sorting).
-export([main/0]).

main() ->
    Inputs = [[], [1], [2, 1], lists:seq(1, 30), lists:seq(30, 1, -1), [X * 7919 rem 101 || X <- lists:seq(1, 60)], [b, 1, a, 1.0, "s", {}, 2, <<>>, [], #{}, 1], lists:duplicate(9, same)],
    [begin
         S = lists:sort(I),
         {S, [F(I) =:= S || F <- [fun merge/1, fun quick/1, fun insertion/1, fun heap/1, fun tree/1]], length(lists:usort(I)), lists:reverse(lists:sort(fun(A, B) -> A >= B end, I)) == S}
     end || I <- Inputs] ++
    [{stable, lists:keysort(1, [{X rem 3, X} || X <- lists:seq(1, 12)]), lists:sort(fun({A, _}, {B, _}) -> A =< B end, [{X rem 3, X} || X <- lists:seq(1, 12)])},
     {always, lists:sort(fun(_, _) -> true end, [3, 1, 2]), lists:sort(fun(_, _) -> false end, [3, 1, 2])},
     {unique, lists:usort(fun(A, B) -> A rem 5 =< B rem 5 end, lists:seq(1, 12))},
     {merge, lists:merge([1, 3, 5], [2, 3, 4]), lists:umerge([1, 3, 5], [2, 3, 4]), lists:merge3([1], [0, 2], [1.0]), lists:merge(fun(A, B) -> A > B end, [5, 1], [4, 2])},
     {radix, radix([170, 45, 75, 90, 802, 24, 2, 66])},
     {counting, counting("the quick brown fox")},
     {numbers, lists:sort([1, 1.0, 0, -0.0, 0.0, 1 bsl 70, -1.0e300, 1.0e300, (1 bsl 53) + 1, 9007199254740992.0])}].

merge([]) -> [];
merge([X]) -> [X];
merge(L) -> {A, B} = lists:split(length(L) div 2, L), join(merge(A), merge(B)).

join([X | Xs], [Y | _] = Ys) when X =< Y -> [X | join(Xs, Ys)];
join(Xs, [Y | Ys]) -> [Y | join(Xs, Ys)];
join(Xs, []) -> Xs.

quick([]) -> [];
quick([P | L]) -> quick([X || X <- L, X < P]) ++ [P] ++ quick([X || X <- L, X >= P]).

insertion(L) -> lists:foldr(fun insert/2, [], L).
insert(X, [Y | Ys]) when X > Y -> [Y | insert(X, Ys)];
insert(X, Ys) -> [X | Ys].

heap(L) -> drain(lists:foldl(fun(X, H) -> meld({X, e, e}, H) end, e, lists:reverse(L))).
meld(e, H) -> H;
meld(H, e) -> H;
meld({X, L, R}, {Y, _, _} = H) when X =< Y -> {X, meld(R, H), L};
meld(G, {Y, L, R}) -> {Y, meld(R, G), L}.
drain(e) -> [];
drain({X, L, R}) -> [X | drain(meld(L, R))].

tree(L) -> flat(lists:foldl(fun grow/2, nil, L), []).
grow(X, nil) -> {nil, X, nil};
grow(X, {L, Y, R}) when X < Y -> {grow(X, L), Y, R};
grow(X, {L, Y, R}) -> {L, Y, grow(X, R)}.
flat(nil, Acc) -> Acc;
flat({L, X, R}, Acc) -> flat(L, [X | flat(R, Acc)]).

radix(L) -> lists:foldl(fun(D, Acc) -> lists:append([[X || X <- Acc, X div D rem 10 =:= B] || B <- lists:seq(0, 9)]) end, L, [1, 10, 100]).

counting(S) -> lists:append([lists:duplicate(N, C) || {C, N} <- lists:sort(maps:to_list(lists:foldl(fun(C, M) -> M#{C => maps:get(C, M, 0) + 1} end, #{}, S)))]).
