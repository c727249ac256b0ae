#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% Random modules with Erlang/OTP's answers, and smaller versions of one.
%%
%%     escript generate.escript modules OUTDIR FIRST COUNT
%%     escript generate.escript modules_of_bytes OUTDIR FIRST COUNT
%%     escript generate.escript files OUTDIR FILE.erl...
%%     escript generate.escript steps OUTDIR FILE.erl FROM COUNT
%%
%% modules writes generated_SEED.erl, .beam and .expected (what main/0 gives, as ~w) for COUNT seeds from FIRST on, and
%% prints a line `ok NAME` for each; `left_out NAME WHY` for a program that takes too long or too much memory, which may
%% happen. modules_of_bytes leaves out what AtomVM's interface has not: other bitstrings than binaries, instructions that
%% build them piece by piece, updates of map keys that may be missing. files does so for modules that are there. steps does the same for the modules that are one step smaller than FILE.erl (see shrink_module.erl), those with
%% numbers FROM + 1 to FROM + COUNT; names keep whether the sum of their characters is odd, which decides what the modes
%% mixed0 and mixed1 compile. It prints `end` if there are no more. Options of the compiler stand in a module's first line.
%% Exit code 1: a generated module does not compile.

-mode(compile).

-define(MAX_REDUCTIONS, 400000).
-define(MAX_WORDS, 4000000).

main(["modules_of_bytes" | Arguments]) ->
    persistent_term:put(whole_bytes, true),
    main(["modules" | Arguments]);
main(["modules", OutDir, First, Count]) ->
    load(OutDir),
    From = list_to_integer(First),
    Seeds = lists:seq(From, From + list_to_integer(Count) - 1),
    Results = parallel(fun(Seed) ->
                               {Name, Text} = random_module:module(Seed),
                               File = filename:join(OutDir, Name ++ ".erl"),
                               ok = file:write_file(File, unicode:characters_to_binary(Text)),
                               {Options, Forms} = read(File),
                               answer(OutDir, Name, Options, Forms)
                       end, Seeds),
    halt(case lists:member(failed, Results) of true -> 1; false -> 0 end);
main(["files", OutDir | Files]) ->
    load(OutDir),
    parallel(fun(File) ->
                     {Options, Forms} = read(File),
                     answer(OutDir, filename:basename(File, ".erl"), Options, Forms)
             end, Files),
    halt(0);
main(["steps", OutDir, File, From, Count]) ->
    load(OutDir),
    {Options, Forms} = read(File),
    Steps = shrink_module:steps(Forms),
    Numbered = lists:zip(lists:seq(1, length(Steps)), Steps),
    Base = filename:basename(File, ".erl"),
    Start = list_to_integer(From),
    Chosen = lists:sublist(Numbered, Start + 1, list_to_integer(Count)),
    parallel(fun({I, Step}) ->
                     Name = same_parity(Base, hd(string:split(Base, "_step")) ++ "_step" ++ integer_to_list(I)),
                     Renamed = [case F of {attribute, A, module, _} -> {attribute, A, module, list_to_atom(Name)}; _ -> F end || F <- Step],
                     StepFile = filename:join(OutDir, Name ++ ".erl"),
                     %% Some forms are none that can be written as text; it is the text that is compiled.
                     case catch print(Options, Renamed) of
                         Text when is_binary(Text) ->
                             ok = file:write_file(StepFile, Text),
                             {_, Written} = read(StepFile),
                             answer(OutDir, Name, Options, Written);
                         _ -> left_out
                     end
             end, Chosen),
    [io:put_chars("end\n") || Start + length(Chosen) >= length(Steps)],
    halt(0);
main(_) ->
    io:put_chars(standard_error, "usage: generate.escript modules OUTDIR FIRST COUNT | files OUTDIR FILE.erl... | steps OUTDIR FILE.erl FROM COUNT\n"),
    halt(2).

%% The generator's own modules, compiled in memory, and generated_lib in OUTDIR.
load(OutDir) ->
    ok = logger:set_primary_config(level, none),
    ok = filelib:ensure_path(OutDir),
    Here = filename:dirname(escript:script_name()),
    Load = fun(Source) ->
                   {ok, Module, Beam} = compile:file(Source, [binary, report_errors, deterministic]),
                   {module, Module} = code:load_binary(Module, Source, Beam),
                   {Module, Beam}
           end,
    Loaded = parallel(Load, filelib:wildcard(filename:join(Here, "*.erl"))),
    ok = file:write_file(filename:join(OutDir, "generated_lib.beam"), proplists:get_value(generated_lib, Loaded)).

read(File) ->
    {ok, Text} = file:read_file(File),
    [<<"%% options: ", Line/binary>> | _] = binary:split(Text, <<"\n">>),
    {ok, Tokens, _} = erl_scan:string(binary_to_list(Line) ++ "."),
    {ok, Options} = erl_parse:parse_term(Tokens),
    {ok, Forms} = epp:parse_file(File, []),
    {Options, [F || F <- Forms, element(1, F) =/= eof, not is_file(F)]}.

is_file({attribute, _, file, _}) -> true;
is_file(_) -> false.

print(Options, Forms) ->
    unicode:characters_to_binary([io_lib:format("%% options: ~w~n", [Options]), [erl_pp:form(F, [{encoding, unicode}]) || F <- Forms]]).

%% Compiles and runs; ok, left_out or failed.
answer(OutDir, Name, Options, Forms) ->
    case catch compile:forms(Forms, [deterministic, binary, return | Options]) of
        {ok, Module, Beam, _} ->
            Answer = case code:load_binary(Module, Name, Beam) of
                {module, Module} -> run(Module);
                {error, Why} -> Why
            end,
            code:purge(Module),
            code:delete(Module),
            case Answer of
                {value, Value} ->
                    ok = file:write_file(filename:join(OutDir, Name ++ ".beam"), Beam),
                    Text = unicode:characters_to_binary(io_lib:format("~w", [Value])),
                    ok = file:write_file(filename:join(OutDir, Name ++ ".expected"), Text),
                    io:format("ok ~s~n", [Name]),
                    ok;
                NoValue ->
                    io:format("left_out ~s ~0p~n", [Name, NoValue]),
                    left_out
            end;
        {error, [{_, [Error | _]} | _], _} when element(1, Error) =:= none; element(2, Error) =:= beam_validator ->
            %% Erlang/OTP's compiler has its own faults: some passes fail.
            io:format("left_out ~s not_compiled~n", [Name]),
            left_out;
        Other ->
            io:format("left_out ~s not_compiled~n", [Name]),
            [io:format(standard_error, "~s: ~0P~n", [Name, Other, 60]) || string:find(Name, "_step") =:= nomatch],
            failed
    end.

run(Module) ->
    {Pid, Ref} = spawn_opt(fun() ->
                                   Value = Module:main(),
                                   {reductions, N} = process_info(self(), reductions),
                                   exit({ended, Value, N})
                           end, [monitor, {max_heap_size, #{size => ?MAX_WORDS, kill => true, error_logger => false}}]),
    receive
        {'DOWN', Ref, process, Pid, {ended, Value, N}} when N < ?MAX_REDUCTIONS -> {value, Value};
        {'DOWN', Ref, process, Pid, {ended, _, N}} -> {reductions, N};
        {'DOWN', Ref, process, Pid, killed} -> memory;
        {'DOWN', Ref, process, Pid, _} -> raised
    after 3000 ->
        exit(Pid, kill),
        time
    end.

same_parity(Like, Name) ->
    case (lists:sum(Like) - lists:sum(Name)) rem 2 of
        0 -> Name;
        _ -> Name ++ "a"
    end.

%% Results in order; two at a time, each in a process of its own, so that nothing of one is left for the next.
parallel(F, List) ->
    {First, Later} = lists:split(min(2, length(List)), List),
    Start = fun(X) -> element(2, spawn_monitor(fun() -> exit({result, F(X)}) end)) end,
    Refs = [Start(X) || X <- First],
    collect(Start, Refs, Later, #{}).

collect(_, [], _, _) -> [];
collect(Start, [Ref | Refs] = All, Later, Done) ->
    case Done of
        #{Ref := Result} -> [Result | collect(Start, Refs, Later, maps:remove(Ref, Done))];
        #{} ->
            receive
                {'DOWN', R, process, _, {result, Result}} ->
                    case Later of
                        [X | Rest] -> collect(Start, All ++ [Start(X)], Rest, Done#{R => Result});
                        [] -> collect(Start, All, [], Done#{R => Result})
                    end;
                {'DOWN', _, process, _, Reason} ->
                    io:format(standard_error, "~0P~n", [Reason, 60]),
                    halt(1)
            end
    end.
