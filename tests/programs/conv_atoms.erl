%% SPDX-License-Identifier: Apache-2.0
%%
%% Atoms from and to text: unicode, quoting, length limits, existing ones.

-module(conv_atoms).
-export([main/0]).

main() ->
    Names = ["abc", "", "A", "a b", "a'b", "a\\b", [228], [955], [16#1f600], "ok?", "_x", "x@y", "1a", "div", "fun", "é\n", "\t", [0], [127]],
    [{N, A, atom_to_list(A), atom_to_binary(A), lists:flatten(io_lib:format("~w ~p ~tw ~tp", [A, A, A, A]))} || N <- Names, A <- [list_to_atom(N)]] ++
    [{binary, [binary_to_atom(B, E) || {B, E} <- [{<<"x">>, utf8}, {<<195, 164>>, utf8}, {<<195, 164>>, latin1}]], [probe_lib:run(fun() -> binary_to_atom(B, utf8) end) || B <- [<<255>>, <<195>>, a]]},
     {latin, probe_lib:run(fun() -> atom_to_binary(list_to_atom([955]), latin1) end), atom_to_binary(list_to_atom([228]), latin1)},
     {limits, [probe_lib:run(fun() -> length(atom_to_list(list_to_atom(lists:duplicate(N, C)))) end) || N <- [254, 255, 256], C <- [$a, 228]]},
     {bad, [probe_lib:run(fun() -> list_to_atom(X) end) || X <- [[-1], [a], a, [1.0], [16#110000], [16#d800], "x" ++ y]]},
     {existing, probe_lib:run(fun() -> list_to_existing_atom("no such atom as " ++ "this one") end), list_to_existing_atom("conv_atoms"), binary_to_existing_atom(<<"main">>)},
     {order, lists:sort([b, a, '', 'B', aa, ab, 'a b', list_to_atom([228]), list_to_atom([955]), z])}].
