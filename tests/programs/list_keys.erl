%% SPDX-License-Identifier: Apache-2.0
%%
%% Functions on lists of tuples by key, with equal keys, wrong places and keys that are equal but not the same.

-module(list_keys).
-export([main/0]).

main() ->
    L = [{b, 2}, {a, 1}, x, {b, 3, extra}, {}, {1, one}, {1.0, float}, {c}],
    T = [T1 || T1 <- L, is_tuple(T1), tuple_size(T1) > 0],
    [{find, [lists:keyfind(K, N, L) || K <- [a, b, 1, 1.0, z], N <- [1, 2]]},
     {member, [lists:keymember(K, 2, L) || K <- [1, 2, one, extra]]},
     {search, [lists:keysearch(K, 1, L) || K <- [a, q]]},
     {delete, lists:keydelete(b, 1, L), lists:keydelete(z, 1, L)},
     {replace, lists:keyreplace(b, 1, L, {new}), lists:keystore(z, 1, T, {z}), lists:keystore(a, 1, T, {a, 9})},
     {take, lists:keytake(a, 1, L), lists:keytake(z, 1, L)},
     {sort, lists:keysort(1, T), lists:ukeysort(1, T)},
     {merge, lists:keymerge(1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}])},
     {map, lists:keymap(fun(V) -> {V} end, 1, T)},
     {errors, [probe_lib:run(F) || F <- [fun() -> lists:keyfind(a, 0, L) end, fun() -> lists:keyfind(a, x, L) end, fun() -> lists:keysort(1, L) end, fun() -> lists:keyfind(a, 1, a) end, fun() -> lists:keydelete(a, 0, L) end]]},
     {proplists, [proplists:get_value(K, [{a, 1}, b, {a, 2}]) || K <- [a, b, c]], proplists:get_all_values(a, [{a, 1}, b, {a, 2}]), proplists:get_bool(b, [b]), proplists:unfold([b, {c, 1}])}].
