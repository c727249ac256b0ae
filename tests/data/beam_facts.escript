#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% What beam_lib and beam_disasm say of .beam files, for tests to compare with. For each file given:
%%
%%   file F
%%   atoms N, imports N, exports N, locals N
%%   function NAME ARITY ENTRY
%%     OPCODE              without `line`, which beam_disasm moves
%%   literal TERM          as ~0tp; only those without floats and maps, whose text may differ
-mode(compile).

main(Files) ->
    ok = io:setopts([{encoding, unicode}]),
    lists:foreach(fun facts/1, Files).

facts(File) ->
    io:format("file ~ts~n", [File]),
    {ok, {_, Chunks}} = beam_lib:chunks(File, [atoms, imports, exports, locals]),
    [io:format("~s ~w~n", [Name, length(List)]) || {Name, List} <- Chunks],
    {beam_file, _, _, _, _, Functions} = beam_disasm:file(File),
    [begin
         io:format("function ~ts ~w ~w~n", [Name, Arity, Entry]),
         [io:format("  ~s~n", [opcode(I)]) || I <- Code, opcode(I) =/= line]
     end || {function, Name, Arity, Entry, Code} <- Functions],
    [io:format("literal ~0tp~n", [L]) || L <- literals(File), is_plain(L)].

opcode({test, Name, _, _}) -> Name;
opcode({test, Name, _, _, _}) -> Name;
opcode({test, Name, _, _, _, _}) -> Name;
opcode({gc_bif, _, _, _, Args, _}) -> numbered(gc_bif, Args);
opcode({bif, _, _, Args, _}) -> numbered(bif, Args);
opcode({arithfbif, Name, _, _, _}) -> Name;
opcode(I) when is_tuple(I) -> element(1, I);
opcode(I) -> I.

numbered(Name, Args) -> lists:concat([Name, length(Args)]).

literals(File) ->
    case beam_lib:chunks(File, ["LitT"], [allow_missing_chunks]) of
        {ok, {_, [{_, <<_:32, Packed/binary>>}]}} ->
            <<_:32, Terms/binary>> = zlib:uncompress(Packed),
            [binary_to_term(T) || <<Size:32, T:Size/binary>> <= Terms];
        {ok, {_, [{_, missing_chunk}]}} ->
            []
    end.

is_plain([H | T]) -> is_plain(H) andalso is_plain(T);
is_plain(T) when is_tuple(T) -> is_plain(tuple_to_list(T));
is_plain(T) -> not is_float(T) andalso not is_map(T).
