%% SPDX-License-Identifier: Apache-2.0
%%
%% Map construction: literals, variables as keys and values, duplicate keys, nesting, key order in print.

-module(map_literal).
-export([main/0]).

main() ->
    A = probe_lib:id(a),
    One = probe_lib:id(1),
    F = probe_lib:id(1.0),
    [{empty, #{}, map_size(#{})},
     {literal, #{a => 1, b => 2, c => 3}},
     {variables, #{A => One, {A, One} => [A], [A] => {One}}},
     {numbers, #{One => int, F => float, 2 => two, 2.5 => half}},
     {duplicates, #{A => first, a => second, One => x, 1 => y}},
     {nested, #{a => #{b => #{c => #{}}}}},
     {mixed_keys, #{1 => a, 1.5 => b, atom => c, "list" => d, <<"bin">> => e, {t} => f, [] => g, #{} => h}},
     {order, maps:to_list(#{z => 1, y => 2, 10 => 3, 9 => 4, "b" => 5, {} => 6, <<1>> => 7, 1 bsl 70 => 8, -5 => 9, 0.5 => 10})},
     {twelve, twelve(1, 2, 3, 4)},
     {from_expression, #{One + 1 => One * 2, length([A]) => A}},
     {literal_is_shared, literal() =:= literal()},
     {keys, maps:keys(#{"c" => 1, 2.5 => 2, 7 => 3}), maps:values(#{"c" => 1, 2.5 => 2, 7 => 3})},
     {in_collections, [#{k => I, I => k} || I <- [1, 2, 3]]}].

literal() -> #{this => [is, {a, "literal"}], 1 => 2}.

twelve(A, B, C, D) ->
    #{a => A, b => B, c => C, d => D, e => {A, B}, f => [C | D], g => A + B, h => C * D, A => a, B => b, C => c, D => d}.
