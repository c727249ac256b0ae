%% SPDX-License-Identifier: Apache-2.0
%%
%% Timers: order of messages by time, cancelling, what is left, start_timer, timeouts against messages.

-module(process_timers).
-export([main/0]).

main() ->
    [{order, begin [erlang:send_after(T, self(), {t, T}) || T <- [30, 10, 20, 0]], [receive {t, T} -> T end || _ <- [1, 2, 3, 4]] end},
     {start, begin R = erlang:start_timer(1, self(), payload), receive {timeout, R, P} -> P end end},
     {cancel, begin R2 = erlang:send_after(10000, self(), never), Left = erlang:cancel_timer(R2), {is_integer(Left), Left > 5000, erlang:cancel_timer(R2), receive never -> got after 5 -> none end} end},
     {read, begin R3 = erlang:send_after(10000, self(), never), L = erlang:read_timer(R3), erlang:cancel_timer(R3), {is_integer(L), erlang:read_timer(R3)} end},
     {done, begin R4 = erlang:send_after(0, self(), x), receive x -> ok end, [erlang:cancel_timer(R4), erlang:read_timer(R4)] end},
     {to_name, begin register(me, self()), erlang:send_after(1, me, named), R5 = receive named -> got end, unregister(me), R5 end},
     {to_dead, begin P5 = spawn(fun() -> ok end), R6 = erlang:send_after(1, P5, x), receive after 10 -> ok end, erlang:cancel_timer(R6) end},
     {restart, restart(3, [])},
     {after_zero, begin self() ! a, receive b -> b after 0 -> receive a -> timeout_then_a end end end},
     {sleepers, sleepers([15, 5, 10])},
     {bad, [probe_lib:run(fun() -> erlang:send_after(T, D, m) end) || {T, D} <- [{-1, self()}, {a, self()}, {1, 1}, {1.5, self()}]]},
     {monotonic, begin A = erlang:monotonic_time(), receive after 2 -> ok end, erlang:monotonic_time() > A end}].

restart(0, Acc) -> lists:reverse(Acc);
restart(N, Acc) ->
    self() ! {keep, N},
    receive
        {keep, M} -> restart(N - 1, [M | Acc])
    after 1000 -> too_late
    end.

sleepers(Times) ->
    Self = self(),
    [spawn(fun() -> receive after T -> Self ! {awake, T} end end) || T <- Times],
    [receive {awake, T} -> T end || _ <- Times].
