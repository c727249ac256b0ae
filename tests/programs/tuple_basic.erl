%% SPDX-License-Identifier: Apache-2.0
%%
%% Tuples: construction, element, setelement, comparison, conversion and errors.

-module(tuple_basic).
-export([main/0]).

main() ->
    T = probe_lib:id({a, b, c}),
    Index = probe_lib:id(2),
    [{element, [element(N, T) || N <- [1, 2, 3]]},
     {constant, element(3, T)},
     {setelement, setelement(Index, T, x)},
     {original, T},
     {several, setelement(1, setelement(2, setelement(3, T, 3), 2), 1)},
     {size, tuple_size(T), size(T), tuple_size(probe_lib:id({}))},
     {append, erlang:append_element(T, d)},
     {make, erlang:make_tuple(4, z), erlang:make_tuple(5, 0, [{2, two}, {5, five}])},
     {insert, erlang:insert_element(2, T, new), erlang:delete_element(1, T)},
     {to_list, tuple_to_list(T)},
     {compare, [{} < {a}, {b} < {a, a}, {1, 2} < {1, 3}, {1} == {1.0}, {1} =:= {1.0}, {a, {b}} > {a, {a}}]},
     {patterns, [pattern(V) || V <- [{}, {1}, {1, 2}, {x, {y}}, {k, [1 | 2]}, {same, same}, 1, {1, 2, 3, 4}]]},
     {nested, {{}, {{}}, {{}, {{}}}}},
     {element_errors, [probe_lib:run(fun erlang:element/2, Args) || Args <- [[0, T], [4, T], [-1, T], [a, T], [1, a], [1, []], [1 bsl 70, T], [1.0, T]]]},
     {setelement_errors, [probe_lib:run(fun erlang:setelement/3, Args) || Args <- [[0, T, x], [4, T, x], [a, T, x], [1, x, x]]]},
     {size_errors, [probe_lib:run(fun erlang:tuple_size/1, [X]) || X <- [a, [], <<>>]]},
     {constant_index, probe_lib:run(fun(X) -> element(5, X) end, [T])},
     {match_errors, [probe_lib:run(fun(X) -> {_, _} = X end, [V]) || V <- [{}, {1}, T, a]]}].

pattern({}) -> empty;
pattern({X}) -> {one, X};
pattern({X, X}) -> {same, X};
pattern({x, {Y}}) -> Y;
pattern({_, [_ | T]}) -> T;
pattern({A, _}) -> A;
pattern(X) when is_tuple(X) -> tuple_size(X);
pattern(_) -> not_tuple.
