%% SPDX-License-Identifier: Apache-2.0
%%
%% gb_trees and gb_sets of the installed OTP.

-module(otp_trees).
-export([main/0]).

main() ->
    Keys = [(I * 7919) rem 1009 || I <- lists:seq(1, 200)],
    T = lists:foldl(fun(K, A) -> gb_trees:enter(K, K * 2, A) end, gb_trees:empty(), Keys),
    S = gb_sets:from_list(Keys),
    [{size, gb_trees:size(T), gb_sets:size(S)},
     {ends, gb_trees:smallest(T), gb_trees:largest(T), gb_sets:smallest(S), gb_sets:largest(S)},
     {lookup, [gb_trees:lookup(K, T) || K <- lists:seq(1, 20)]},
     {delete, gb_trees:keys(lists:foldl(fun gb_trees:delete_any/2, T, lists:sublist(Keys, 150)))},
     {balanced, gb_trees:keys(gb_trees:balance(T)) =:= gb_trees:keys(T)},
     {iterate, iterate(gb_trees:next(gb_trees:iterator_from(900, T)))},
     {take, gb_trees:take_smallest(gb_trees:from_orddict([{1, a}, {2, b}]))},
     {map, gb_trees:to_list(gb_trees:map(fun(K, V) -> K + V end, gb_trees:from_orddict([{1, 1}, {2, 2}])))},
     {sets, gb_sets:to_list(gb_sets:union(gb_sets:from_list([1, 3, 5]), gb_sets:from_list([2, 3]))),
      gb_sets:to_list(gb_sets:intersection(S, gb_sets:from_list(lists:seq(1, 100)))),
      gb_sets:to_list(gb_sets:difference(gb_sets:from_list([1, 2, 3]), gb_sets:from_list([2]))),
      gb_sets:is_member(5, S), gb_sets:is_subset(gb_sets:from_list([3]), gb_sets:from_list([1, 3])),
      gb_sets:fold(fun(X, A) -> X + A end, 0, S), gb_sets:to_list(gb_sets:filter(fun(X) -> X < 30 end, S))},
     {structure, gb_trees:from_orddict([{I, I} || I <- lists:seq(1, 7)])},
     {errors, [probe_lib:run(F) || F <- [fun() -> gb_trees:get(missing, T) end, fun() -> gb_trees:insert(hd(Keys), x, T) end, fun() -> gb_trees:smallest(gb_trees:empty()) end,
                                         fun() -> gb_trees:delete(none, gb_trees:empty()) end]]}].

iterate({K, V, I}) -> [{K, V} | iterate(gb_trees:next(I))];
iterate(none) -> [].
