%% SPDX-License-Identifier: Apache-2.0
%%
%% Module code of Erlang/OTP for this runtime: there is no code server, for the host finds modules when they are first
%% called. So loading a module is calling a function of it that every module has. Search paths are the host's.

-module(code).
-export([ensure_loaded/1, ensure_modules_loaded/1, load_file/1, load_abs/1, load_binary/3, is_loaded/1, which/1,
         all_loaded/0, purge/1, soft_purge/1, delete/1, module_md5/1, get_mode/0, module_status/1, modified_modules/0,
         atomic_load/1, prepare_loading/1, finish_loading/1, get_object_code/1, is_sticky/1, stick_mod/1, unstick_mod/1,
         is_module_native/1, objfile_extension/0, get_path/0, set_path/1, add_path/1, add_patha/1, add_pathz/1,
         add_pathsa/1, add_pathsz/1, add_paths/1, del_path/1, root_dir/0, lib_dir/0, lib_dir/1, lib_dir/2, priv_dir/1,
         compiler_dir/0, get_chunk/2, where_is_file/1, get_doc/1, all_available/0, rehash/0]).

ensure_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false ->
            try Module:module_info(module) of
                Module -> {module, Module}
            catch
                error:undef -> {error, nofile}
            end
    end.

ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{M, Why} || M <- Modules, {error, Why} <- [ensure_loaded(M)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

%% The host is asked again, so a file that has changed is read anew.
load_file(Module) when is_atom(Module) ->
    case erlang:check_old_code(Module) of
        true -> {error, not_purged};
        false ->
            erlang:delete_module(Module),
            ensure_loaded(Module)
    end.

load_abs(File) ->
    Path = File ++ ".beam",
    case file:read_file(Path) of
        {ok, Bytes} -> load_binary(list_to_atom(filename:basename(File)), Path, Bytes);
        {error, _} -> {error, nofile}
    end.

load_binary(Module, File, Bytes) when is_atom(Module), is_binary(Bytes) ->
    true = is_list(File) orelse is_atom(File) orelse is_binary(File),
    %% As the code server: what runs the code before the last one has to go.
    erlang:check_old_code(Module) andalso purge(Module),
    case erlang:load_module(Module, Bytes) of
        {module, Module} ->
            is_list(File) andalso beamfold:module_file(Module, File),
            {module, Module};
        Error -> Error
    end.

is_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {file, file(Module)};
        false -> false
    end.

file(Module) ->
    case beamfold:module_file(Module) of
        false -> preloaded;
        File -> File
    end.

which(Module) when is_atom(Module) ->
    case ensure_loaded(Module) of
        {module, _} -> file(Module);
        {error, _} -> non_existing
    end.

all_loaded() -> [{M, file(M)} || M <- erlang:loaded()].
all_available() -> [{atom_to_list(M), file(M), true} || M <- erlang:loaded()].

soft_purge(Module) when is_atom(Module) ->
    case old_users(Module) of
        [] -> forget(Module), true;
        _ -> false
    end.

%% True if a process had to be ended.
purge(Module) when is_atom(Module) ->
    Users = old_users(Module),
    [begin
         Monitor = erlang:monitor(process, P),
         exit(P, kill),
         receive {'DOWN', Monitor, process, P, _} -> ok end
     end || P <- Users],
    forget(Module),
    Users =/= [].

old_users(Module) ->
    case erlang:check_old_code(Module) of
        true -> [P || P <- processes(), P =/= self(), erlang:check_process_code(P, Module)];
        false -> []
    end.

forget(Module) -> erlang:check_old_code(Module) andalso erlang:purge_module(Module).

delete(Module) when is_atom(Module) ->
    case erlang:check_old_code(Module) of
        true -> false;
        false -> erlang:delete_module(Module), true
    end.

module_md5(Bytes) when is_binary(Bytes) ->
    case beam_lib:md5(Bytes) of
        {ok, {_, MD5}} -> MD5;
        {error, beam_lib, _} -> undefined
    end.

get_chunk(Bytes, Chunk) -> erts_internal:beamfile_chunk(Bytes, Chunk).

get_object_code(Module) when is_atom(Module) ->
    case which(Module) of
        File when is_list(File) ->
            case file:read_file(File) of
                {ok, Bytes} -> {Module, Bytes, File};
                {error, _} -> error
            end;
        _ -> error
    end.

module_status(Modules) when is_list(Modules) -> [{M, module_status(M)} || M <- Modules];
module_status(Module) ->
    case erlang:module_loaded(Module) of
        true -> loaded;
        false -> not_loaded
    end.
modified_modules() -> [].

atomic_load(Modules) ->
    case [{M, Why} || Item <- Modules, {M, {error, Why}} <- [load(Item)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

load({Module, File, Bytes}) -> {Module, load_binary(Module, File, Bytes)};
load(Module) -> {Module, ensure_loaded(Module)}.

prepare_loading(Modules) -> {ok, {prepared, Modules}}.
finish_loading({prepared, Modules}) -> atomic_load(Modules).

get_doc(_) -> {error, missing}.
get_mode() -> interactive.
objfile_extension() -> ".beam".
is_sticky(_) -> false.
stick_mod(_) -> ok.
unstick_mod(_) -> ok.
is_module_native(Module) ->
    case erlang:module_loaded(Module) of
        true -> false;
        false -> undefined
    end.
rehash() -> ok.

get_path() -> [].
set_path(_) -> {error, bad_directory}.
add_path(_) -> {error, bad_directory}.
add_patha(_) -> {error, bad_directory}.
add_pathz(_) -> {error, bad_directory}.
add_pathsa(_) -> ok.
add_pathsz(_) -> ok.
add_paths(_) -> ok.
del_path(_) -> false.
root_dir() -> "".
lib_dir() -> "".
lib_dir(_) -> {error, bad_name}.
lib_dir(_, _) -> {error, bad_name}.
priv_dir(_) -> {error, bad_name}.
compiler_dir() -> "".
where_is_file(_) -> non_existing.
