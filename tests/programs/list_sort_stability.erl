%% SPDX-License-Identifier: Apache-2.0
%%
%% Which of equal elements come first: keysort, ukeysort, merges, sort with funs that say equal, usort of 1 and 1.0, on
%% lists with long runs up and down.

-module(list_sort_stability).
-export([main/0]).

main() ->
    Rows = [{N * 7 rem 5, N} || N <- lists:seq(1, 40)],
    Mixed = [{1, a}, {1.0, b}, {2, c}, {1, d}, {2.0, e}, {0, f}, {1.0, g}],
    [{keysort, lists:keysort(1, Rows), lists:keysort(1, Mixed), lists:keysort(2, Mixed) =:= Mixed},
     {ukeysort, lists:ukeysort(1, Rows), lists:ukeysort(1, Mixed), lists:ukeysort(1, lists:reverse(Mixed))},
     {usort, lists:usort([1, 1.0, 2.0, 2, 1, 0.0, 0]), lists:usort([2.0, 2]), lists:usort(fun(A, B) -> A =< B end, [3, 1, 3.0, 1.0, 2])},
     {by_fun, lists:sort(fun({A, _}, {B, _}) -> A =< B end, Rows) =:= lists:keysort(1, Rows), lists:sort(fun({A, _}, {B, _}) -> A < B end, [{1, a}, {0, b}, {1, c}, {0, d}])},
     {downwards, lists:sort(fun(A, B) -> A >= B end, [3, 1.0, 2, 1, 3.0]), lists:sort(fun(_, _) -> true end, [b, a, c]), lists:sort(fun(_, _) -> false end, [b, a, c])},
     {merge, lists:merge([1, 3, 5.0], [1.0, 3.0, 5]), lists:merge(fun(A, B) -> A >= B end, [9, 5], [7, 5.0, 1]), lists:merge3([1, 4], [1.0, 5], [0, 4.0]), lists:merge([[b, d], [a, e], [], [c]])},
     {umerge, lists:umerge([1, 2, 3], [1.0, 2, 4]), lists:umerge3([1, 2], [2, 3], [1, 3]), lists:umerge([[a, c], [b, c], [c, d]])},
     {keymerge, lists:keymerge(1, [{1, a}, {2, b}], [{1.0, c}, {2, d}]), lists:ukeymerge(1, [{1, a}, {2, b}, {4, x}], [{1.0, c}, {3, d}, {4, y}]), lists:rukeymerge(1, [{4, a}, {2, b}], [{4.0, c}, {2, d}])},
     {runs, [begin L = run(K, 200), S = lists:sort(L), {erlang:phash2(S), is_sorted(S), lists:usort(L) =:= dedup(S), lists:keysort(1, [{X, I} || {X, I} <- lists:zip(L, lists:seq(1, 200))]) =:= lists:sort([{X, I} || {X, I} <- lists:zip(L, lists:seq(1, 200))])} end || K <- [up, down, waves, pairs, same, mess]]},
     {rkeysort, lists:reverse(lists:keysort(1, lists:reverse(Rows))) =:= lists:keysort(1, Rows)},
     {raised, [probe_lib:run(F) || F <- [fun() -> lists:keysort(3, [{1, 2}, {3, 4}]) end, fun() -> lists:sort(fun(_, _) -> throw(out) end, [1, 2]) end, fun() -> lists:sort([1 | 2]) end, fun() -> lists:keysort(1, [a]) end,
                                         fun() -> lists:sort(fun(_, _) -> maybe_not end, [1, 2]) end]]},
     {big, lists:sort([1 bsl 64, 1 bsl 63, -(1 bsl 64), 1.0e19, 1.8446744073709552e19, (1 bsl 64) + 1, (1 bsl 64) - 1])}].

run(up, N) -> lists:seq(1, N);
run(down, N) -> lists:seq(N, 1, -1);
run(waves, N) -> [if (I div 13) rem 2 =:= 0 -> I; true -> N - I end || I <- lists:seq(1, N)];
run(pairs, N) -> [I bxor 1 || I <- lists:seq(1, N)];
run(same, N) -> lists:duplicate(N, x);
run(mess, N) -> [I * 7919 rem 101 || I <- lists:seq(1, N)].

is_sorted([A, B | T]) -> A =< B andalso is_sorted([B | T]);
is_sorted(_) -> true.

dedup([A, A | T]) -> dedup([A | T]);
dedup([A | T]) -> [A | dedup(T)];
dedup([]) -> [].
