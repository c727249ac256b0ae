%% SPDX-License-Identifier: Apache-2.0
%%
%% Conversions between atoms, lists, binaries, tuples and text, and their errors.

-module(conversions).
-export([main/0]).

main() ->
    [{atoms, atom_to_list(abc), list_to_atom("x y"), atom_to_binary('é'), atom_to_binary('é', latin1), binary_to_atom(<<"new">>), list_to_existing_atom("conversions"),
      binary_to_existing_atom(<<"main">>)},
     {missing_atom, probe_lib:run(fun() -> list_to_existing_atom("no such atom " ++ integer_to_list(probe_lib:id(98765))) end)},
     {lists, list_to_binary([1, <<2, 3>>, [4, [5]]]), binary_to_list(<<1, 2, 3>>), binary_to_list(<<1, 2, 3, 4>>, 2, 3), list_to_bitstring([<<1:1>>])},
     {iolists, iolist_size(["ab", <<"cd">>, [[], 1]]), iolist_to_binary("abc"), iolist_to_binary([<<"x">> | <<"y">>])},
     {tuples, tuple_to_list({a, b}), list_to_tuple([])},
     {split, split_binary(<<"abcdef">>, 2)},
     {bad, [probe_lib:run(F) || F <- [fun() -> list_to_binary(probe_lib:id([256])) end, fun() -> list_to_binary(probe_lib:id([a])) end, fun() -> list_to_atom(probe_lib:id([1 | 2])) end,
                                      fun() -> list_to_atom(lists:duplicate(probe_lib:id(256), $a)) end, fun() -> binary_to_list(probe_lib:id(<<1>>), 0, 1) end,
                                      fun() -> split_binary(probe_lib:id(<<1>>), 2) end, fun() -> iolist_to_binary(probe_lib:id([1 | 2])) end,
                                      fun() -> atom_to_binary(probe_lib:id("x")) end, fun() -> binary_to_atom(probe_lib:id(<<255>>)) end, fun() -> tuple_to_list(probe_lib:id([])) end,
                                      fun() -> list_to_binary(probe_lib:id(<<"b">>)) end]]},
     {unicode, unicode:characters_to_binary("aé→😀"), unicode:characters_to_list(<<"aé→😀"/utf8>>), unicode:characters_to_binary([<<"é"/utf8>>, 233]),
      unicode:characters_to_list(<<195>>), unicode:characters_to_binary(<<"é"/utf8>>, utf8, latin1), unicode:characters_to_list([<<"a">>, [255]]),
      unicode:characters_to_binary("é", unicode, utf16), unicode:characters_to_list(<<0, 97>>, utf16), unicode:characters_to_binary([16#D800])},
     {integers, integer_to_list(255, 16), list_to_integer("zz", 36), binary_to_integer(<<"ff">>, 16), integer_to_binary(-5)},
     {long_list, byte_size(list_to_binary(lists:duplicate(10000, [1, <<2, 3>>])))}].
