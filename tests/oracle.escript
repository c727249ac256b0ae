#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% The oracle of the differential test: what Erlang/OTP itself makes of the programs.
%%
%%     escript oracle.escript OUTDIR OPTIONS FILE.erl...
%%
%% Compiles each FILE.erl to OUTDIR (those that are newer than their .beam, or whose headers are) with OPTIONS, a list such as [r23], then calls main/0 of each module whose name
%% does not end in _lib, in a process of its own, and writes the result as ~w to OUTDIR/<module>.expected; what those whose
%% name ends in _output print goes to OUTDIR/<module>.output. Files whose
%% .expected is newer than every .beam are kept. Exit code 1 if a program does not compile or raises.

main([OutDir, OptionsText | Files]) ->
    {ok, Tokens, _} = erl_scan:string(OptionsText ++ "."),
    {ok, Options} = erl_parse:parse_term(Tokens),
    true = code:add_patha(OutDir),
    %% Programs crash on purpose.
    ok = logger:set_primary_config(level, none),
    Modules = [{list_to_atom(filename:basename(F, ".erl")), F} || F <- Files],
    %% Two at a time: the compiler is the slow part.
    Compiled = parallel(fun({M, F}) -> {compile(OutDir, Options, M, F), M} end, Modules, 2),
    [halt(1) || lists:keymember(failed, 1, Compiled)],
    Newest = lists:max([filelib:last_modified(beam(OutDir, M)) || {M, _} <- Modules]),
    Failed = [M || {M, _} <- Modules, not is_library(M), not expect(OutDir, M, Newest)] ++
        [M || {M, _} <- Modules, prints(M), not expect_output(OutDir, M, Newest)],
    halt(case Failed of [] -> 0; _ -> 1 end);
main(_) ->
    io:put_chars(standard_error, "usage: oracle.escript OUTDIR OPTIONS FILE.erl...\n"),
    halt(2).

beam(OutDir, Module) -> filename:join(OutDir, atom_to_list(Module) ++ ".beam").

%% What these print is compared as well: a system of its own shows what Erlang/OTP prints.
prints(Module) -> lists:suffix("_output", atom_to_list(Module)).

expect_output(OutDir, Module, Newest) ->
    Path = filename:join(OutDir, atom_to_list(Module) ++ ".output"),
    case filelib:last_modified(Path) >= Newest of
        true -> true;
        false ->
            %% Ours is UTF-8 in each release; Erlang/OTP's is Latin-1 before 26 where it is no terminal.
            Call = io_lib:format("io:setopts([{encoding, unicode}]), ~w:main(), timer:sleep(300), init:stop().", [Module]),
            Port = open_port({spawn_executable, os:find_executable("erl")},
                             [{args, ["-noshell", "-noinput", "-pa", OutDir, "-eval", lists:flatten(Call)]},
                              exit_status, binary, use_stdio]),
            case port_output(Port, []) of
                {0, Output} -> ok =:= file:write_file(Path, Output);
                {Status, Output} ->
                    io:format(standard_error, "~s: erl ended with ~p~n~ts~n", [Module, Status, Output]),
                    false
            end
    end.

port_output(Port, Output) ->
    receive
        {Port, {data, Data}} -> port_output(Port, [Output, Data]);
        {Port, {exit_status, Status}} -> {Status, Output}
    after 60000 -> {timeout, Output}
    end.

is_library(Module) -> lists:suffix("_lib", atom_to_list(Module)).

%% Programs are compiled with paths left out, so that stack traces do not depend on where the sources are.
compile(OutDir, Options, Module, File) ->
    Headers = filelib:wildcard(filename:join(filename:dirname(File), "*.hrl")),
    case filelib:last_modified(beam(OutDir, Module)) > lists:max([filelib:last_modified(F) || F <- [File | Headers]]) of
        true -> kept;
        false ->
            Fixed = [{outdir, OutDir}, {source_name, filename:basename(File)}, deterministic, report_errors],
            case compile:file(File, Options ++ Fixed) of
                {ok, Module} -> compiled;
                _ -> failed
            end
    end.

expect(OutDir, Module, Newest) ->
    Path = filename:join(OutDir, atom_to_list(Module) ++ ".expected"),
    case filelib:last_modified(Path) >= Newest of
        true -> true;
        false ->
            {Pid, Ref} = spawn_monitor(fun() -> exit({value, Module:main()}) end),
            receive
                {'DOWN', Ref, process, Pid, {value, Value}} -> ok =:= file:write_file(Path, unicode:characters_to_binary(io_lib:format("~w", [Value])));
                {'DOWN', Ref, process, Pid, Reason} ->
                    io:format(standard_error, "~s: main/0 failed: ~P~n", [Module, Reason, 40]),
                    false
            after 60000 ->
                io:format(standard_error, "~s: main/0 takes more than 60 seconds~n", [Module]),
                false
            end
    end.

parallel(F, List, Width) ->
    Self = self(),
    {Now, Later} = lists:split(min(Width, length(List)), List),
    [spawn_link(fun() -> Self ! {done, F(X)} end) || X <- Now],
    collect(F, Later, length(Now), []).

collect(_, [], 0, Acc) -> Acc;
collect(F, Later, Running, Acc) ->
    receive {done, Result} ->
        case Later of
            [X | Rest] ->
                Self = self(),
                spawn_link(fun() -> Self ! {done, F(X)} end),
                collect(F, Rest, Running, [Result | Acc]);
            [] -> collect(F, [], Running - 1, [Result | Acc])
        end
    end.
