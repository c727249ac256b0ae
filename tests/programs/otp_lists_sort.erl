%% SPDX-License-Identifier: Apache-2.0
%%
%% The sorting functions of lists: runs, duplicates, stability, merges, by key and by function.

-module(otp_lists_sort).
-export([main/0]).

main() ->
    R = numbers(500, 42),
    Pairs = [{X rem 7, X} || X <- R],
    [{sort, lists:sort(R)},
     {sorted_input, lists:sort(lists:seq(1, 300)) =:= lists:seq(1, 300), lists:sort(lists:seq(300, 1, -1)) =:= lists:seq(1, 300)},
     {usort, lists:usort([X rem 20 || X <- R])},
     {keysort, lists:keysort(1, Pairs)},
     {ukeysort, lists:ukeysort(1, Pairs)},
     {by, lists:sort(fun(A, B) -> A rem 10 =< B rem 10 end, R)},
     {uby, lists:usort(fun(A, B) -> A rem 10 =< B rem 10 end, R)},
     {merge, lists:merge([1, 3, 5], [2, 4]), lists:merge([[1, 4], [2, 5], [3, 6]]), lists:umerge([1, 2], [2, 3]), lists:merge3([1], [2], [0]),
      lists:keymerge(1, [{1, a}], [{0, b}, {1, c}]), lists:merge(fun(A, B) -> A >= B end, [3, 1], [2])},
     {mixed, lists:sort([b, 1, "x", {}, 2.0, <<>>, a, 1.0, #{}])},
     {lists, lists:sort([[X rem 3, X] || X <- lists:sublist(R, 30)])},
     {small, [lists:sort(L) || L <- [[], [1], [2, 1], [1, 1], [3, 2, 1], [2, 3, 1], [1, 3, 2]]]},
     {patterns, [lists:sort([(X * K) rem 17 || X <- lists:seq(1, 17)]) =:= lists:seq(0, 16) || K <- lists:seq(1, 16)]},
     {large, lists:sum(lists:sublist(lists:sort(numbers(50000, 7)), 100, 10))},
     {floats, lists:sort([1, 0.5, -1.0, 1.0, 0, 0.0])}].

numbers(0, _) -> [];
numbers(N, S) -> [S rem 1000 | numbers(N - 1, (S * 1103515245 + 12345) band 16#7FFFFFFF)].
