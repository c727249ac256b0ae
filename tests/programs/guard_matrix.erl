%% SPDX-License-Identifier: Apache-2.0
%%
%% Every comparison between terms of all kinds, in guards and as values; arithmetic in guards at the borders of small
%% integers.

-module(guard_matrix).
-export([main/0]).

main() ->
    Terms = [0, 1, -1, 1.0, 0.5, 1 bsl 27, -(1 bsl 27) - 1, 1 bsl 64, -(1 bsl 64), 1.0e30, a, b, '', [], [1], [1.0], [a | b], {}, {1}, {1.0}, {1, 2}, #{}, #{a => 1}, <<>>, <<1>>, <<1:1>>, "a"],
    [{X, [bits(X, Y) || Y <- Terms]} || X <- Terms] ++
    [{sorted, lists:sort(Terms), lists:usort(Terms), lists:min(Terms), lists:max(Terms)},
     {arithmetic, [{N, sums(N)} || N <- [0, 1, 134217726, 134217727, 134217728, -134217728, -134217729, 2147483647, 1 bsl 59, (1 bsl 63) - 1]]}].

bits(X, Y) ->
    G = [if X < Y -> 1; true -> 0 end, if X > Y -> 1; true -> 0 end, if X =< Y -> 1; true -> 0 end, if X >= Y -> 1; true -> 0 end,
         if X == Y -> 1; true -> 0 end, if X /= Y -> 1; true -> 0 end, if X =:= Y -> 1; true -> 0 end, if X =/= Y -> 1; true -> 0 end],
    V = [case B of true -> 1; false -> 0 end || B <- [X < Y, X > Y, X =< Y, X >= Y, X == Y, X /= Y, X =:= Y, X =/= Y]],
    case G of
        V -> lists:foldl(fun(B, A) -> A * 2 + B end, 0, V);
        _ -> {guards_differ, G, V}
    end.

sums(N) when N + 1 > N, N - 1 < N, N * 2 - N =:= N, N div 1 =:= N, (N bsl 1) bsr 1 =:= N, N bxor N =:= 0, (N band 255) =:= (N rem 256 + 256) rem 256, abs(N) >= 0 ->
    {holds, if N + N > 268435455 -> over; N + N < -268435456 -> under; true -> within end, if -N > N -> negative; true -> not_negative end, if bnot N < 0 -> plus; true -> minus end};
sums(N) -> {does_not, N}.
