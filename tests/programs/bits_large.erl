%% SPDX-License-Identifier: Apache-2.0
%%
%% What would take minutes if it were quadratic: searching for many patterns, appending byte by byte.

-module(bits_large).
-export([main/0]).
-include("atomvm.hrl").

main() -> [{many, many()}, {appending, appending()}].

many() ->
    Text = << <<(I * I rem 251):16>> || I <- lists:seq(1, 100000) >>,
    Patterns = [<<(I * 37 rem 251):16, (I * 91 rem 251):16>> || I <- lists:seq(1, 500)],
    Found = binary:matches(Text, Patterns),
    {length(Found), erlang:phash2(Found), length(binary:split(Text, Patterns, [global])), length(binary:matches(binary:copy(<<"a">>, 100000), binary:copy(<<"a">>, 40)))}.

%% A million bytes one at a time, with other appends to the same binaries between.
appending() ->
    {Last, Others} = lists:foldl(fun(I, {B, L}) ->
                                         New = <<B/binary, I:8>>,
                                         {New, case I rem ?ON_ATOMVM(1000, 50000) of 0 -> [<<B/binary, "other">>, <<New/binary, 1:?ON_ATOMVM(8, 3)>> | L]; _ -> L end}
                                 end, {<<>>, []}, lists:seq(1, ?ON_ATOMVM(20000, 1000000))),
    {byte_size(Last), erlang:crc32(Last), [erlang:phash2(O) || O <- Others], bit_size(hd(Others)), ?NOT_ON_ATOMVM(odd(<<>>, 20000))}.

odd(B, 0) -> {bit_size(B), erlang:phash2(B)};
odd(B, N) -> odd(<<B/bitstring, N:3>>, N - 1).
