%% SPDX-License-Identifier: Apache-2.0
%%
%% Iolists to binaries and bitstrings: nesting, improper tails, bits in the middle, what is none.

-module(iolist_limits).
-export([main/0]).

main() ->
    Lists = [[], [1, 2], [<<1>> | <<2>>], [[[]], [[<<"a">>, 98], "c"] | <<"d">>], [256], [-1], [a], [1 | 2], [<<1:3>>],
             [<<1:3>>, 255 | <<5:5>>], [[<<1:7>>, [<<0:1>>]], 7], <<"x">>, <<1:2>>, x, lists:seq(0, 255), [[[[[1]]]] | 1.0]],
    [{L, [class(fun() -> F(L) end) || F <- [fun iolist_to_binary/1, fun list_to_binary/1, fun list_to_bitstring/1,
                                            fun iolist_size/1]]} || L <- Lists]
        ++ [large(F) || F <- [fun iolist_to_binary/1, fun list_to_bitstring/1]].

%% A shared part that occurs a thousand times.
large(F) ->
    Part = binary:copy(<<"abc">>, 1000),
    Result = F(lists:duplicate(1000, [Part, 1])),
    {byte_size(Result), erlang:crc32(Result)}.

class(F) -> try F() catch C:R -> {C, R} end.
