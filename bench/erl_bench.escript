#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% The programs under Erlang/OTP itself, for comparison.
%%
%%     escript erl_bench.escript EBIN NAME ARGUMENT ANSWER [NAME ARGUMENT ANSWER]...
%%
%% Prints a line for each: name and median milliseconds of 21 runs; the answers are checked.

main([Ebin | Programs]) ->
    true = code:add_patha(Ebin),
    io:format("otp ~s ~s~n", [erlang:system_info(otp_release), erlang:system_info(emu_flavor)]),
    each(Programs).

each([]) -> ok;
each([Name, Argument, Answer | Rest]) ->
    Module = list_to_atom(Name),
    N = list_to_integer(Argument),
    Times = [time(Module, N, Answer) || _ <- lists:seq(1, 21)],
    io:format("~s ~.4f~n", [Name, lists:nth(11, lists:sort(Times)) / 1.0e6]),
    each(Rest).

%% In a process of its own, as the other side does it; the process's start is not measured.
time(Module, N, Answer) ->
    Parent = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        Start = erlang:monotonic_time(nanosecond),
        Value = Module:main(N),
        Parent ! {self(), erlang:monotonic_time(nanosecond) - Start, Value}
    end),
    receive
        {Pid, Time, Value} ->
            receive {'DOWN', Monitor, process, Pid, _} -> ok end,
            Answer = lists:flatten(io_lib:format("~w", [Value])),
            Time;
        {'DOWN', Monitor, process, Pid, Reason} ->
            io:format(standard_error, "~s fails: ~p~n", [Module, Reason]),
            halt(1)
    end.
