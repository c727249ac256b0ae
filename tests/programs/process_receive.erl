%% SPDX-License-Identifier: Apache-2.0
%%
%% Selective receive, the order of messages, time limits, timers.

-module(process_receive).
-export([main/0]).

main() ->
    [{selective, selective()},
     {timers, timers()}].

selective() ->
    [self() ! {n, I} || I <- lists:seq(1, 10)],
    Evens = [receive {n, I} when I =:= K -> I end || K <- [10, 8, 6, 4, 2]],
    Rest = flush([]), {Evens, Rest}.

timers() ->
    T0 = erlang:monotonic_time(millisecond),
    erlang:send_after(30, self(), late), R = erlang:start_timer(10, self(), early),
    A = receive M -> M end, B = receive M2 -> M2 end,
    T1 = erlang:monotonic_time(millisecond),
    R2 = erlang:send_after(10000, self(), never), L = erlang:cancel_timer(R2), false = erlang:cancel_timer(R2),
    C = receive never -> bad after 5 -> ok end,
    {A =:= {timeout, R, early}, B, T1 - T0 >= 30, T1 - T0 < 3000, L > 9000, C, class(fun() -> receive after -1 -> x end end)}.

flush(L) -> receive X -> flush([X | L]) after 0 -> lists:reverse(L) end.

class(F) -> try F() catch C:R -> {C, R} end.
