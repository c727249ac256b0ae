%% SPDX-License-Identifier: Apache-2.0
%%
%% The module lists of the installed OTP: searching, folding, zipping, splitting, and its errors.

-module(otp_lists).
-export([main/0]).

main() ->
    L = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5],
    Pairs = [{b, 2}, {a, 1}, {c, 3}, {a, 4}],
    [{all, lists:all(fun is_integer/1, L)},
     {append, lists:append([[1], [2, 3], []]), lists:append([a], b)},
     {delete, lists:delete(5, L)},
     {droplast, lists:droplast(L), lists:last(L)},
     {dropwhile, lists:dropwhile(fun(X) -> X < 5 end, L), lists:takewhile(fun(X) -> X < 5 end, L)},
     {duplicate, lists:duplicate(3, x)},
     {enumerate, lists:enumerate([a, b]), lists:enumerate(10, [a, b])},
     {filtermap, lists:filtermap(fun(X) when X > 4 -> {true, X * 10}; (1) -> true; (_) -> false end, L)},
     {flatlength, lists:flatlength([1, [2, [3]]])},
     {flatmap, lists:flatmap(fun(X) -> [X, X] end, [1, 2])},
     {flatten, lists:flatten([1, [2, [[3], []], 4]]), lists:flatten([[1]], [tail])},
     {foldl, lists:foldl(fun(X, A) -> [X | A] end, [], L), lists:foldr(fun(X, A) -> A * 2 - X end, 0, L)},
     {join, lists:join(sep, [a, b, c])},
     {keys, lists:keydelete(a, 1, Pairs), lists:keyfind(c, 1, Pairs), lists:keyfind(z, 1, Pairs), lists:keymember(3, 2, Pairs),
      lists:keyreplace(a, 1, Pairs, {z}), lists:keystore(q, 1, Pairs, {q, 0}), lists:keytake(b, 1, Pairs), lists:keysearch(a, 1, Pairs),
      lists:keymap(fun(X) -> -X end, 2, Pairs)},
     {mapfold, lists:mapfoldl(fun(X, A) -> {X * A, A + 1} end, 1, L), lists:mapfoldr(fun(X, A) -> {X + A, X} end, 0, L)},
     {max, lists:max(L), lists:min(L), lists:sum(L)},
     {nth, lists:nth(3, L), lists:nthtail(8, L)},
     {partition, lists:partition(fun(X) -> X rem 2 =:= 0 end, L)},
     {prefix, lists:prefix([3, 1], L), lists:suffix([3, 5], L), lists:prefix([], []), lists:suffix([1, 2], [2])},
     {search, lists:search(fun(X) -> X > 4 end, L), lists:search(fun(X) -> X > 100 end, L)},
     {seq, lists:seq(1, 5), lists:seq(10, 1, -3), lists:seq(1, 0), lists:seq(5, 5, 0)},
     {split, lists:split(4, L), lists:splitwith(fun(X) -> X < 5 end, L)},
     {sublist, lists:sublist(L, 3), lists:sublist(L, 9, 10)},
     {subtract, lists:subtract(L, [5, 5, 1])},
     {zip, lists:zip([1, 2], [a, b]), lists:zip3([1], [a], [x]), lists:unzip([{1, a}, {2, b}]), lists:unzip3([{1, a, x}, {2, b, y}]),
      lists:zipwith(fun(A, B) -> A * B end, [1, 2], [3, 4])},
     {uniq, lists:uniq([1, 2, 1, 3, 2]), lists:uniq(fun({X, _}) -> X end, Pairs)},
     {concat, lists:concat([a, 1, "s", 2.5])},
     {foreach, lists:foreach(fun(X) -> put(last_seen, X) end, L), erase(last_seen)},
     {errors, [probe_lib:run(F) || F <- [fun() -> lists:nth(20, L) end, fun() -> lists:nth(0, L) end, fun() -> lists:max([]) end, fun() -> lists:split(20, L) end,
                                         fun() -> lists:seq(1, 5, -1) end, fun() -> lists:keyfind(a, 0, Pairs) end, fun() -> lists:last([]) end,
                                         fun() -> lists:zip([1], []) end, fun() -> lists:sum([a]) end, fun() -> lists:reverse(probe_lib:id(x)) end,
                                         fun() -> lists:member(1, probe_lib:id(x)) end, fun() -> lists:flatten(probe_lib:id(x)) end]]}].
