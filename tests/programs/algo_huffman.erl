%% SPDX-License-Identifier: Apache-2.0
%%
%% Huffman codes: a tree built from counts, bit strings as codes, decoding bit by bit.

-module(algo_huffman).
-export([main/0]).

main() -> [code(T) || T <- ["abracadabra", "mississippi", "aaaa", "the quick brown fox", [16#3b1, 16#3b2, 16#3b1, $x]]].

code(Text) ->
    Counts = lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{}, Text),
    Tree = build(lists:sort([{N, {leaf, C}} || {C, N} <- maps:to_list(Counts)])),
    Codes = maps:from_list(codes(Tree, <<>>)),
    Bits = << <<(maps:get(C, Codes))/bits>> || C <- Text >>,
    {lists:sort(maps:to_list(Codes)), Bits, decode(Bits, Tree, Tree) =:= Text}.

build([{_, Tree}]) -> Tree;
build([{N, A}, {M, B} | Rest]) -> build(lists:sort([{N + M, {A, B}} | Rest])).

codes({leaf, C}, <<>>) -> [{C, <<0:1>>}];
codes({leaf, C}, Bits) -> [{C, Bits}];
codes({A, B}, Bits) -> codes(A, <<Bits/bits, 0:1>>) ++ codes(B, <<Bits/bits, 1:1>>).

decode(<<>>, _, _) -> [];
decode(<<_:1, Rest/bits>>, {leaf, C}, Tree) -> [C | decode(Rest, Tree, Tree)];
decode(<<Bit:1, Rest/bits>>, Node, Tree) ->
    case element(Bit + 1, Node) of
        {leaf, C} -> [C | decode(Rest, Tree, Tree)];
        Next -> decode(Rest, Next, Tree)
    end.
