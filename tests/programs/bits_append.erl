%% SPDX-License-Identifier: Apache-2.0
%%
%% Appending to binaries in loops, several continuations of one binary, large results.

-module(bits_append).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Base = probe_lib:id(<<"base">>),
    Long = build(20000, <<>>),
    [{build, byte_size(Long), binary:part(Long, 0, 10), erlang:phash2(Long) > -1},
     {sum, sum(Long, 0)},
     {branches, [<<Base/binary, X>> || X <- [1, 2, 3]], Base},
     {branch_of_built, begin
                           B = build(300, <<>>),
                           X = <<B/binary, "x">>,
                           Y = <<B/binary, "yy">>,
                           {byte_size(B), binary:part(X, 299, 2), binary:part(Y, 299, 3), binary:part(B, 298, 2)}
                       end},
     {interleaved, interleaved(200, <<>>, <<>>)},
     ?NOT_ON_ATOMVM({bits, bit_size(bits(1000, <<>>)), begin <<First:20/bits, _/bits>> = bits(1000, <<>>), First end}),
     ?NOT_ON_ATOMVM({mixed, mixed(50, <<>>)}),
     {prepend, prepend(50, <<>>)},
     {after_match, after_match(<<"abcdef">>)},
     {nested, <<(<<(<<"a">>)/binary, "b">>)/binary, (build(3, <<"c">>))/binary>>},
     {garbage, garbage(300, <<>>)},
     {doubling, byte_size(double(12, <<"0123456789">>))},
     {iolist, iolist_to_binary([Base, [1, 2, [<<3, 4>>, []] | <<5>>], "text"])},
     {literal, [append_literal(N) || N <- [0, 1, 2]]},
     {float_utf, lists:foldl(fun(I, A) -> <<A/binary, (I * 1.5):32/float, (I + 8364)/utf8>> end, <<>>, [1, 2, 3])},
     {bad, [probe_lib:run(fun() -> <<X/binary, 1>> end) || X <- [a, 1, [], ?NOT_ON_ATOMVM(<<1:1>>), "s"]]},
     {bad_later, probe_lib:run(fun() -> <<Base/binary, (probe_lib:id(a))/binary>> end)}].

build(0, Acc) -> Acc;
build(N, Acc) -> build(N - 1, <<Acc/binary, (N band 255)>>).

sum(<<X, R/binary>>, Acc) -> sum(R, Acc + X);
sum(<<>>, Acc) -> Acc.

interleaved(0, A, B) -> {byte_size(A), byte_size(B), binary:part(A, 0, 6), binary:part(B, 0, 6)};
interleaved(N, A, B) -> interleaved(N - 1, <<A/binary, N:16>>, <<B/binary, A/binary, N>>).

bits(0, Acc) -> Acc;
bits(N, Acc) -> bits(N - 1, <<Acc/bits, N:3>>).

mixed(0, Acc) -> Acc;
mixed(N, Acc) when N rem 3 =:= 0 -> mixed(N - 1, <<Acc/bits, N:5>>);
mixed(N, Acc) -> mixed(N - 1, <<Acc/bits, N:8/little, -N:11/signed>>).

prepend(0, Acc) -> Acc;
prepend(N, Acc) -> prepend(N - 1, <<N, Acc/binary>>).

after_match(<<A:3/binary, R/binary>>) ->
    Longer = <<A/binary, "XYZ">>,
    {Longer, R, A}.

garbage(0, Acc) -> byte_size(Acc);
garbage(N, Acc) ->
    _ = probe_lib:id(lists:seq(1, 100)),
    _ = probe_lib:id(<<Acc/binary, "dropped">>),
    garbage(N - 1, <<Acc/binary, N:32>>).

double(0, B) -> B;
double(N, B) -> double(N - 1, <<B/binary, B/binary>>).

append_literal(N) ->
    B = <<"literal">>,
    lists:foldl(fun(_, A) -> <<A/binary, "!">> end, B, lists:seq(1, N)).
