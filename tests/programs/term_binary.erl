%% SPDX-License-Identifier: Apache-2.0
%%
%% term_to_binary and binary_to_term: round trips and known bytes, sizes, bad input.

-module(term_binary).
-export([main/0]).

main() ->
    Terms = [0, 255, 256, -1, 134217728, 2147483647, 2147483648, -2147483648, 1 bsl 63, -(1 bsl 64), 1 bsl 2048, 1.5, -0.0, a, '', 'é', '→', true, [], "string",
             [a, b], [a | b], [300, 1], {}, {a, 1}, list_to_tuple(lists:seq(1, 300)), <<>>, <<"binary">>, <<1:1>>, <<255, 5:3>>, #{}, #{1 => a, b => [2]},
             fun lists:map/2, lists:seq(1, 300), list_to_atom(lists:duplicate(200, $x))],
    [{bytes, [term_to_binary(T) || T <- Terms, not is_list(T) orelse length_or_improper(T) < 100]},
     {round_trip, [binary_to_term(term_to_binary(T)) =:= T || T <- Terms]},
     {nested, binary_to_term(term_to_binary(Terms)) =:= Terms},
     {size, [erlang:external_size(T) =:= byte_size(term_to_binary(T)) || T <- [0, a, "abc", {a}]]},
     {used, binary_to_term(<<131, 97, 5, 9, 9>>, [used])},
     {old_atoms, binary_to_term(<<131, 100, 0, 2, "ok">>), binary_to_term(<<131, 115, 1, "x">>)},
     {old_float, binary_to_term(<<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>)},
     {bad, [probe_lib:run(fun() -> binary_to_term(B) end) || B <- [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 108, 0, 0, 0, 2, 97, 1>>, <<131, 200>>,
                                                                   <<131, 109, 255, 255, 255, 255, 1>>, <<131, 104, 5, 97, 1>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 1, 97, 1, 97, 2>>, a]]},
     {deep, begin D = nest(20000), binary_to_term(term_to_binary(D)) =:= D end},
     {bits, begin <<131, R/binary>> = term_to_binary({x}), R end}].

length_or_improper([_ | T]) -> 1 + length_or_improper(T);
length_or_improper(_) -> 0.

nest(0) -> x;
nest(N) -> {nest(N - 1)}.
