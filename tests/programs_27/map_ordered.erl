%% SPDX-License-Identifier: Apache-2.0
%%
%% Iterators in an order of their own, since OTP 26: empty, small and large maps; folds and conversions over them.
-module(map_ordered).
-export([main/0]).

main() ->
    [{walked, [[{Order, walk(maps:next(maps:iterator(M, Order)))} || Order <- [ordered, reversed, fun by_size/2]] || M <- maps()]},
     {fold, [maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], maps:iterator(M, ordered)) || M <- maps()]},
     {to_list, [maps:to_list(maps:iterator(M, reversed)) || M <- maps()]},
     {mapped, [maps:map(fun(_, V) -> {V} end, maps:iterator(M, ordered)) || M <- maps()]},
     {missing, probe_lib:run(fun() -> maps:next([[no_such_key] | #{a => 1}]) end)},
     {bad, [probe_lib:run(fun() -> maps:next(I) end) || I <- [[[a | b] | #{}], [x | #{}], [[] | a], a]]},
     {errors, [probe_lib:run(fun() -> maps:iterator(M, O) end) || {M, O} <- [{[], ordered}, {#{}, up}]]}].

maps() ->
    [#{}, #{a => 1}, #{3 => x, 1 => y, "s" => z, 2.0 => w, atom => v}, #{I * 7 rem 101 => I || I <- lists:seq(1, 100)}].

by_size(A, B) -> erts_debug:flat_size(A) =< erts_debug:flat_size(B) andalso A =< B.

walk({K, V, I}) -> [{K, V} | walk(maps:next(I))];
walk(none) -> [].
