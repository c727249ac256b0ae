#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% What Erlang/OTP answers to the calls on standard input, one a line: the result as ~w prints it, or class:reason.

-mode(compile).

main(_) ->
    io:setopts(standard_io, [{encoding, unicode}]),
    answer(io:get_line("")).

answer(eof) ->
    ok;
answer(Line) ->
    {ok, Tokens, _} = erl_scan:string(string:trim(Line) ++ "."),
    {ok, [{call, _, {remote, _, {atom, _, M}, {atom, _, F}}, Exprs}]} = erl_parse:parse_exprs(Tokens),
    {Args, _} = erl_eval:expr_list(Exprs, []),
    %% A process for each call: the process dictionary starts empty.
    {Pid, Ref} = spawn_monitor(fun() -> exit({answer, call(M, F, Args)}) end),
    receive {'DOWN', Ref, process, Pid, {answer, Text}} -> io:put_chars([Text, $\n]) end,
    answer(io:get_line("")).

call(M, F, Args) ->
    try apply(M, F, Args) of
        Result -> io_lib:format("~w", [Result])
    catch
        Class:Reason -> [atom_to_list(Class), $:, io_lib:format("~w", [Reason])]
    end.
