%% SPDX-License-Identifier: Apache-2.0
%%
%% One binary, several futures: each append to a shared beginning must not be seen by the others, also where bits are
%% odd, where a match is going on and where another process holds it.

-module(bits_shared_futures).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Base = grow(<<>>, 300),
    [{two, begin A = <<Base/binary, "left">>, B = <<Base/binary, "right!">>, {tail(A, 8), tail(B, 8), tail(Base, 4), A =:= B} end},
     {tree, erlang:phash2(tree(Base, 6)), [tail(X, 6) || X <- tree(Base, 3)]},
     ?NOT_ON_ATOMVM({odd, [bit_tail(X) || X <- odd_tree(<<Base/binary, 5:3>>, 4)]}),
     {old_again, begin A1 = <<Base/binary, 1>>, A2 = <<A1/binary, 2>>, B1 = <<A1/binary, 3>>, C1 = <<Base/binary, 9>>, [tail(X, 3) || X <- [A1, A2, B1, C1]] end},
     ?NOT_ON_ATOMVM({while_matching, while_matching(Base, <<>>, [])}),
     {prefix, begin <<P:100/binary, R/binary>> = Base, P1 = <<P/binary, "***">>, {tail(P1, 5), binary:part(R, 0, 3) =:= binary:part(Base, 100, 3), <<P/binary, R/binary>> =:= Base} end},
     {process, process(Base)},
     {kept, begin {L, _} = lists:mapfoldl(fun(I, Acc) -> New = <<Acc/binary, I:16>>, {New, New} end, <<>>, lists:seq(1, 200)), [{byte_size(X), erlang:crc32(X)} || X <- L, byte_size(X) rem 50 =:= 0] end},
     {self, begin S = <<Base/binary, Base/binary>>, S2 = <<S/binary, S/binary>>, {byte_size(S2), erlang:md5(S2) =:= erlang:md5([Base, Base, Base, Base])} end},
     {copied, begin K = <<Base/binary, 7>>, L1 = binary:copy(K), K2 = <<K/binary, 8>>, L2 = <<L1/binary, 9>>, {tail(K2, 2), tail(L2, 2), tail(K, 2)} end},
     {closed, [F() || F <- [begin N = <<Base/binary, I>>, fun() -> tail(<<N/binary, I>>, 3) end end || I <- [1, 2, 3]]]}].

grow(Acc, 0) -> Acc;
grow(Acc, N) -> grow(<<Acc/binary, (N rem 251)>>, N - 1).

tail(B, N) -> binary:part(B, byte_size(B), -N).

bit_tail(B) -> Skip = bit_size(B) - 19, <<_:Skip/bits, T/bits>> = B, {bit_size(B), T}.

tree(B, 0) -> [B];
tree(B, N) ->
    L = <<B/binary, (N * 2)>>,
    R = <<B/binary, (N * 2 + 1)>>,
    tree(R, N - 1) ++ tree(L, N - 1).

odd_tree(B, 0) -> [B];
odd_tree(B, N) ->
    L = <<B/bits, N:5>>,
    R = <<B/bits, 1:1, N:3, (L =:= B andalso throw(shared) orelse <<>>)/bits>>,
    odd_tree(L, N - 1) ++ odd_tree(R, N - 1).

while_matching(<<A:7, Rest/bits>>, Acc, Seen) when bit_size(Rest) > 2300 ->
    while_matching(Rest, <<Acc/bits, A:9>>, [bit_size(Acc) | Seen]);
while_matching(Rest, Acc, Seen) ->
    One = <<Acc/bits, 1:1>>,
    Two = <<Acc/bits, 0:1>>,
    {bit_size(Rest), One, Two, length(Seen)}.

process(Base) ->
    Self = self(),
    Mine = <<Base/binary, "mine">>,
    Pids = [spawn_link(fun() -> New = <<Mine/binary, I, "theirs">>, Self ! {self(), tail(New, 11)} end) || I <- [1, 2, 3]],
    After = <<Mine/binary, "also">>,
    {[receive {P, T} -> T end || P <- Pids], tail(After, 9), tail(Mine, 5)}.
