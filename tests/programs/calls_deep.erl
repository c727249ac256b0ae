%% SPDX-License-Identifier: Apache-2.0
%%
%% Body recursion of a million frames, with and without terms in them.

-module(calls_deep).
-export([main/0]).

main() ->
    [{plain, plain(1000000)},
     {list, total(build(1000000))},
     {frames, frames(200000, x, y, z)},
     {tree, leaves(tree(17))},
     {after_error, survives(300000)},
     {append, length(append(seq(100000), [a, b]))},
     {interleaved, interleaved(300000)}].

plain(0) -> 0;
plain(N) -> 1 + plain(N - 1).

build(0) -> [];
build(N) -> [N | build(N - 1)].

total([]) -> 0;
total([H | T]) -> H + total(T).

frames(0, A, B, C) -> {A, B, C, 0};
frames(N, A, B, C) ->
    {B1, C1, A1, Count} = frames(N - 1, B, C, A),
    {C1, A1, B1, Count + 1}.

tree(0) -> leaf;
tree(N) -> {tree(N - 1), N, tree(N - 1)}.

leaves(leaf) -> 1;
leaves({L, _, R}) -> leaves(L) + leaves(R).

survives(N) ->
    try deep_throw(N)
    catch throw:{bottom, V} -> {caught, V, plain(1000)}
    end.

deep_throw(0) -> throw({bottom, 0});
deep_throw(N) -> [N | deep_throw(N - 1)].

seq(0) -> [];
seq(N) -> [N | seq(N - 1)].

append([H | T], Tail) -> [H | append(T, Tail)];
append([], Tail) -> Tail.

interleaved(0) -> 0;
interleaved(N) -> interleaved_b(N - 1) + 1.

interleaved_b(0) -> 0;
interleaved_b(N) -> interleaved(N - 1) + 2.
