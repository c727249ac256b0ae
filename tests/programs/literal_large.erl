%% SPDX-License-Identifier: Apache-2.0
%%
%% Large literals: long lists, strings, nested tuples, big integers, binaries, all shared by the calls.

-module(literal_large).
-export([main/0]).

main() ->
    [{table, [lookup(K) || K <- [alpha, gamma, omega, none]]},
     {string, length(text()), text()},
     {binary, byte_size(blob()), binary:part(blob(), 60, 10)},
     {big, big(), big() - 1, -big()},
     {nested, nested()},
     {floats, [1.0, -2.5, 1.0e10, 3.14159265358979, 1.0e-300]},
     {identity, table() =:= table(), nested() =:= setelement(1, nested(), root)},
     {modified, setelement(2, nested(), changed), nested()},
     {map, maps:get(list, literal_map())},
     {empty, {[], {}, <<>>, #{}, ""}},
     {external, [F(3) || F <- [fun erlang:abs/1, fun lists:duplicate/2] -- [fun lists:duplicate/2]]},
     {bits, <<1, 2, 3:3>>, [<<5:7>>]},
     {collect, collect(200)},
     {atoms, ['', 'A b', 'ünï', 'with\'quote', 'new\nline', ok, 'Upper', under_score, '1digit', 'when', 'try', '@at', a@b]},
     {appended, text() ++ [table()], [table() | nested()]},
     {compare, text() < table(), nested() > blob()}].

lookup(K) -> proplists:get_value(K, table(), missing).

table() -> [{alpha, 1}, {beta, [2, two]}, {gamma, {3, three, "drei"}}, {delta, 4.0}, {epsilon, <<"five">>}, {omega, #{last => true}}].

text() ->
    "A long text literal that is longer than the few characters most tests have, so that it takes more than one block of memory: "
    "it goes on and on, with numbers 0123456789 and signs !\"#$%&/()=?, and ends only here. Ünïcödé → ☃.".

blob() ->
    <<"A binary literal of more than sixty-four bytes lives outside of the heap in most runtimes, so here is one of a hundred and some bytes.">>.

big() -> 123456789012345678901234567890123456789012345678901234567890.

nested() -> {root, {left, {leaf, 1, [a, [b, [c, [d]]]]}, {leaf, 2, #{k => {v, #{}}}}}, {right, {leaf, 3, <<1, 2, 3>>}, {leaf, 4, -1208925819614629174706176}}}.

literal_map() -> #{list => [1, 2, {3, "4"}], 1 => one, 2.0 => two, "s" => 's', {t} => t, <<"b">> => b}.

collect(0) -> nested();
collect(N) ->
    _ = probe_lib:id([nested(), lists:seq(1, 300), table() | text()]),
    collect(N - 1).
