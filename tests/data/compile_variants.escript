#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% compile_variants.escript SOURCE OUT_DIR: compiles a file in every form that the installed compiler can write, each to
%% OUT_DIR/FORM/MODULE.beam: for older releases, gzipped, without types and with debug information.
main([Source, Out]) ->
    Forms = [{plain, []}, {compressed, [compressed]}, {debug, [debug_info]}, {no_types, [no_type_opt]},
             {deterministic, [deterministic]}, {no_lines, [no_line_info]}, {r25, [r25]}, {r24, [r24]}, {r23, [r23]},
             {r22, [r22]}],
    [begin
         Dir = filename:join(Out, Name),
         ok = filelib:ensure_dir(filename:join(Dir, "x")),
         {ok, _} = compile:file(Source, [report, {outdir, Dir} | Options])
     end || {Name, Options} <- Forms].
