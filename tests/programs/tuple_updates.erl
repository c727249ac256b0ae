%% SPDX-License-Identifier: Apache-2.0
%%
%% Tuples: setelement chains, insert and delete of elements, make_tuple, big ones, bounds, element by computed place.

-module(tuple_updates).
-export([main/0]).

main() ->
    T = probe_lib:id({a, b, c, d}),
    [{chain, setelement(4, setelement(2, setelement(1, T, 1), 2), 4), T},
     {computed, [probe_lib:run(fun() -> element(I, T) end) || I <- [0, 1, 4, 5, -1, 1.0, a, 1 bsl 40]], [probe_lib:run(fun() -> setelement(I, T, x) end) || I <- [0, 4, 5, a]]},
     {insert, [probe_lib:run(fun() -> erlang:insert_element(I, T, x) end) || I <- [0, 1, 5, 6]], [probe_lib:run(fun() -> erlang:delete_element(I, T) end) || I <- [0, 1, 4, 5]]},
     {make, erlang:make_tuple(3, z), erlang:make_tuple(5, [], [{2, two}, {5, five}, {2, again}]), [probe_lib:run(fun() -> erlang:make_tuple(N, x) end) || N <- [0, -1, a]]},
     {append, erlang:append_element({}, 1), erlang:append_element(T, T)},
     {big, begin B = list_to_tuple(lists:seq(1, 600)), {element(599, B), tuple_size(setelement(300, B, x)), lists:sum(tuple_to_list(B))} end},
     {swap, lists:foldl(fun({I, J}, X) -> setelement(I, setelement(J, X, element(I, X)), element(J, X)) end, T, [{1, 4}, {2, 3}, {1, 2}])},
     {rotate, [list_to_tuple(lists:nthtail(N, tuple_to_list(T)) ++ lists:sublist(tuple_to_list(T), N)) || N <- [0, 1, 2, 3]]},
     {compare, lists:sort([{}, {z}, {a, a}, {a}, {b, 0}, {1, 2, 3}, {1.0, 2}, {1, 2}])},
     {not_tuples, [probe_lib:run(fun() -> tuple_size(X) end) || X <- [[], a, #{}, <<>>]], [is_tuple(X) || X <- [{}, {[]}, []]]}].
