%% SPDX-License-Identifier: Apache-2.0
%%
%% What a module tells of itself, funs of exports made and compared, functions found by name at run time.

-module(code_module_info).
-vsn("7.1").
-author({some, one}).
-author(another).
-export([main/0, exported/0, exported/2, '$odd name'/1]).

main() ->
    [{exports, lists:sort(?MODULE:module_info(exports))},
     {all, [lists:sort([NA || NA <- ?MODULE:module_info(functions), not generated(NA)]), ?MODULE:module_info(module)]},
     {attributes, lists:sort(?MODULE:module_info(attributes))},
     {whole, lists:sort([K || {K, _} <- ?MODULE:module_info()]), is_binary(?MODULE:module_info(md5)), byte_size(?MODULE:module_info(md5))},
     {bad, probe_lib:run(fun() -> ?MODULE:module_info(probe_lib:id(nothing)) end)},
     {exported, [erlang:function_exported(M, F, A) || {M, F, A} <- [{?MODULE, exported, 0}, {?MODULE, exported, 1}, {?MODULE, hidden, 1}, {?MODULE, module_info, 0}, {lists, map, 2}, {no_module_at_all, f, 0}, {erlang, apply, 3}, {erlang, yield, 0}, {erlang, hibernate, 3}, {erlang, self, 0}]]},
     {builtin, [erlang:is_builtin(M, F, A) || {M, F, A} <- [{erlang, self, 0}, {lists, reverse, 2}, {lists, map, 2}, {erlang, apply, 2}, {erlang, apply, 3}, {erlang, yield, 0}, {erlang, hibernate, 3}, {erlang, hibernate, 2}, {?MODULE, main, 0}]]},
     {funs, fun ?MODULE:exported/0 =:= fun code_module_info:exported/0, fun ?MODULE:exported/0 =:= fun exported/0, (fun ?MODULE:exported/2)(1, 2), (make(?MODULE, '$odd name', 1))(x)},
     {made, [probe_lib:run(fun() -> (make(M, F, A))(1) end) || {M, F, A} <- [{?MODULE, hidden, 1}, {erlang, abs, 1}, {?MODULE, exported, 2}, {none, f, 1}, {lists, sum, 1}]]},
     {info, [erlang:fun_info(fun ?MODULE:exported/2, I) || I <- [module, name, arity, type, env]], [erlang:fun_info(fun hidden/1, I) || I <- [module, arity, type, env]]},
     {order, lists:sort([fun b:a/1, fun a:b/1, fun a:b/0, fun a:a/9]), is_function(fun a:b/3, 3), is_function(fun a:b/3, 2)},
     {text, [lists:flatten(io_lib:format("~w ~p", [F, F])) || F <- [fun ?MODULE:exported/2, fun ?MODULE:'$odd name'/1, fun 'A b':'C'/0]], erlang:fun_to_list(fun lists:map/2)},
     {dynamic, [apply(M, F, A) || {M, F, A} <- [{?MODULE, exported, []}, {?MODULE, list_to_atom("exp" ++ "orted"), [a, b]}, {erlang, '+', [1, 2]}, {lists, nth, [2, "abc"]}, {erlang, apply, [fun hidden/1, [z]]}, {erlang, apply, [?MODULE, '$odd name', [q]]}]]},
     {loaded, [erlang:module_loaded(M) || M <- [?MODULE, probe_lib, no_module_at_all]], code:ensure_loaded(no_module_at_all), code:is_loaded(no_module_at_all)},
     {hash, erlang:phash2(fun ?MODULE:exported/2), binary_to_term(term_to_binary(fun ?MODULE:exported/2)) =:= fun ?MODULE:exported/2}].

generated({Name, _}) -> hd(atom_to_list(Name)) =:= $-.

make(M, F, A) -> erlang:make_fun(M, F, A).

exported() -> none.
exported(A, B) -> {B, A, hidden(A)}.
'$odd name'(X) -> {odd, X}.
hidden(X) -> [X].
