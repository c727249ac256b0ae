%% SPDX-License-Identifier: Apache-2.0
%%
%% What BIFs raise on wrong arguments, in calls and in guards.

-module(exc_bif_errors).
-export([main/0]).

main() ->
    Wrong = [a, 1.5, -1, [], {}, <<1:3>>, "x", #{}, 1 bsl 80, [1 | 2]],
    [{Name, [probe_lib:run(F, [W]) || W <- Wrong]} || {Name, F} <- ones()] ++
    [{Name, [probe_lib:run(F, [A, B]) || A <- few(), B <- few()]} || {Name, F} <- twos()] ++
    [{guards, [guards(W) || W <- Wrong]}].

few() -> [a, 0, 1, -1, [1], {x, y}, <<"ab">>, 2.0].

ones() ->
    [{N, fun erlang:N/1} || N <- [abs, atom_to_list, atom_to_binary, binary_to_list, binary_to_atom, bit_size, byte_size, float, floor, ceil, hd, tl, integer_to_list,
                                  length, list_to_atom, list_to_binary, list_to_bitstring, list_to_float, list_to_integer, list_to_tuple, map_size, round,
                                  size, trunc, tuple_size, tuple_to_list, iolist_size, iolist_to_binary, binary_to_integer, binary_to_float, float_to_list,
                                  'not', 'bnot', '-', '+', list_to_existing_atom, bitstring_to_list]].

twos() ->
    [{N, fun erlang:N/2} || N <- [element, '+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', 'and', 'or', 'xor', '++', '--', binary_part,
                                  split_binary, append_element, delete_element, map_get, is_map_key, integer_to_list, make_tuple]].

guards(X) ->
    [if abs(X) > 0 -> abs; true -> no end, if hd(X) =:= $x -> hd; true -> no end, if length(X) =:= 0 -> length; true -> no end,
     if map_size(X) =:= 0 -> map; true -> no end, if tuple_size(X) < 9 -> tuple; true -> no end, if bit_size(X) =:= 3 -> bits; true -> no end,
     if X + 1 > 0 -> plus; true -> no end, if X div 2 =:= 0 -> 'div'; true -> no end, if element(1, X) =:= a -> el; true -> no end,
     if not X -> 'not'; true -> no end, if X -> it; true -> no end, if round(X) =:= 2 -> round; true -> no end].
