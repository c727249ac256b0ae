#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% Which functions that OTP implements natively are not there in our runtime, and who asks for them.
%%
%%     escript tests/natives_report.escript [--otp=DIR] [--summary] [APPLICATION|FOLDER]...
%%
%% DIR is where Erlang/OTP is installed (default: the one that runs this); APPLICATION is a folder's name in DIR/lib
%% without its version (default: erts kernel stdlib
%% compiler), FOLDER any folder of .beam files, Elixir's for instance.
%%
%% A function is native if its module's .beam file defines it by a call of erlang:nif_error (so OTP marks its stubs), or
%% if the module has a file that does not export it. It is there if runtime/bif.def has a row for it, or if the
%% dispatch loop performs it (a few of erlang's that call or wait). Everything else is Erlang code and comes from
%% OTP's own files. Modules that have no file at all are listed as such.
%%
%% Prints a row for each one that lacks, with the modules that call or define it, then counts; --summary: counts alone.

main(Args) ->
    {Options, Names} = lists:partition(fun(A) -> lists:prefix("--", A) end, Args),
    Root = case [D || "--otp=" ++ D <- Options] of [D | _] -> D; [] -> code:root_dir() end,
    Libraries = libraries(Root),
    Folders = [folder(N, Libraries) || N <- case Names of [] -> ["erts", "kernel", "stdlib", "compiler"]; _ -> Names end],
    Ours = ours(),
    All = [E || {_, E} <- Libraries] ++ Folders,
    Where = maps:from_list([{list_to_atom(filename:basename(F, ".beam")), F}
                            || Folder <- lists:reverse(All), F <- filelib:wildcard(filename:join(Folder, "*.beam"))]),
    {Lacking, _} = lists:mapfoldl(fun(Folder, Cache) -> report(Folder, Ours, Where, Cache) end, #{}, Folders),
    Rows = lists:usort(lists:append(Lacking)),
    lists:member("--summary", Options) orelse table(Rows),
    summary(Rows, Folders).

libraries(Root) ->
    [{hd(string:split(filename:basename(filename:dirname(E)), "-", trailing)), E}
     || E <- filelib:wildcard(filename:join(Root, "lib/*/ebin"))].

folder(Name, Libraries) ->
    case {filelib:is_dir(Name), lists:keyfind(Name, 1, Libraries)} of
        {_, {_, Ebin}} -> Ebin;
        {true, false} -> Name;
        {false, false} ->
            io:format(standard_error, "natives_report: no application or folder ~ts~n", [Name]),
            halt(2)
    end.

%% What the runtime has: rows of bif.def, and what dispatch.cc does itself.
ours() ->
    Table = filename:join(filename:dirname(escript:script_name()), "../runtime/bif.def"),
    {ok, Text} = file:read_file(Table),
    {match, Rows} = re:run(Text, "^BIF\\(\"([^\"]+)\", +\"([^\"]+)\", +([0-9]+),", [global, multiline, {capture, all_but_first, list}]),
    Dispatched = [{erlang, apply, 2}, {erlang, apply, 3}, {erlang, hibernate, 3}, {erlang, yield, 0}],
    sets:from_list([{list_to_atom(M), list_to_atom(F), list_to_integer(A)} || [M, F, A] <- Rows] ++ Dispatched).

%% [{{M, F, A}, user}] of a folder: each function that its modules import or define natively, and that is not there.
report(Folder, Ours, Where, Cache0) ->
    Files = filelib:wildcard(filename:join(Folder, "*.beam")),
    {Rows, Cache} = lists:mapfoldl(fun(File, Cache1) ->
        {ok, {Module, [{imports, Imports}]}} = beam_lib:chunks(File, [imports]),
        {Own, Cache2} = natives(Module, Where, Cache1),
        Wanted = [{M, F, A} || {M, F, A} <- Imports, not sets:is_element({M, F, A}, Ours)],
        {Missing, Cache3} = lists:foldl(fun({M, F, A}, {Acc, C0}) ->
            {Natives, C} = natives(M, Where, C0),
            case kind(F, A, Natives) of erlang -> {Acc, C}; Kind -> {[{{M, F, A}, Kind, Module} | Acc], C} end
        end, {[], Cache2}, Wanted),
        Stubs = case Own of
                    none -> [];
                    _ -> [{{Module, F, A}, native, Module} || {{F, A}, native} <- maps:to_list(Own),
                                                              not sets:is_element({Module, F, A}, Ours)]
                end,
        {Missing ++ Stubs, Cache3}
    end, Cache0, Files),
    {lists:append(Rows), Cache}.

kind(_, _, none) -> 'no module';
kind(F, A, Exports) -> maps:get({F, A}, Exports, native).

%% #{{Function, Arity} => erlang | native} of the module's exports; none: there is no such file.
natives(Module, _, Cache) when is_map_key(Module, Cache) -> {maps:get(Module, Cache), Cache};
natives(Module, Where, Cache) ->
    Result = case Where of
        #{Module := File} ->
            {ok, {Module, [{exports, Exports}]}} = beam_lib:chunks(File, [exports]),
            Code = code_of(File),
            maps:from_list([{FA, case is_map_key(FA, Code) of true -> native; false -> erlang end} || FA <- Exports]);
        #{} -> none
    end,
    {Result, Cache#{Module => Result}}.

%% The functions of a module that do nothing but call erlang:nif_error.
code_of(File) ->
    {beam_file, _, _, _, _, Functions} = beam_disasm:file(File),
    maps:from_list([{{F, A}, stub} || {function, F, A, _, Code} <- Functions, is_stub(Code)]).

is_stub(Code) ->
    Calls = [Called || I <- Code, {extfunc, _, _, _} = Called <- [called(I)]],
    Calls =/= [] andalso lists:all(fun({extfunc, erlang, F, _}) -> F =:= nif_error; (_) -> false end, Calls)
        andalso not lists:any(fun(I) -> is_tuple(I) andalso lists:member(element(1, I), [call, call_only, call_last]) end, Code).

called({call_ext, _, Function}) -> Function;
called({call_ext_only, _, Function}) -> Function;
called({call_ext_last, _, Function, _}) -> Function;
called(_) -> none.

table(Rows) ->
    ByFunction = maps:groups_from_list(fun({MFA, Kind, _}) -> {MFA, Kind} end, fun({_, _, User}) -> User end, Rows),
    io:format("~-56ts ~-10ts ~ts~n", ["function", "kind", "asked for by"]),
    [io:format("~-56ts ~-10ts ~ts~n", [io_lib:format("~p:~p/~p", [M, F, A]), Kind, users(Users)])
     || {{{M, F, A}, Kind}, Users} <- lists:sort(maps:to_list(ByFunction))],
    io:nl().

users(Users) ->
    {Some, Rest} = lists:split(min(4, length(Users)), lists:usort(Users)),
    [lists:join(" ", [atom_to_list(U) || U <- Some]), case Rest of [] -> ""; _ -> io_lib:format(" and ~b", [length(Rest)]) end].

summary(Rows, Folders) ->
    Native = lists:usort([MFA || {MFA, native, _} <- Rows]),
    Counts = maps:fold(fun(M, L, Acc) -> [{length(L), M} | Acc] end, [],
                       maps:groups_from_list(fun({M, _, _}) -> M end, Native)),
    Modules = length(lists:append([filelib:wildcard(filename:join(F, "*.beam")) || F <- Folders])),
    io:format("~b modules; native functions that are not there: ~b~n", [Modules, length(Native)]),
    [io:format("  ~-24ts ~b~n", [M, N]) || {N, M} <- lists:reverse(lists:sort(Counts))],
    None = lists:usort([M || {{M, _, _}, 'no module', _} <- Rows]),
    None =:= [] orelse io:format("modules called that have no file: ~0p~n", [None]).
