%% SPDX-License-Identifier: Apache-2.0
%%
%% badfun, badarity (without the fun itself), undef and errors from inside funs.

-module(fun_errors).
-export([main/0]).

main() ->
    One = probe_lib:id(fun(X) -> {got, X} end),
    [{badfun, [probe_lib:run(fun() -> F(1) end) || F <- [a, 1, [], {}, {lists, reverse}, <<"f">>, #{}, 1.5]]},
     {badfun0, probe_lib:run(fun() -> (probe_lib:id(x))() end)},
     {badfun_arguments_first, probe_lib:run(fun() -> (probe_lib:id(x))(throw(early)) end)},
     {badarity, [badarity(fun() -> One(1, 2) end), badarity(fun() -> One() end), badarity(fun() -> apply(One, []) end),
                 badarity(fun() -> apply(One, [a, b, c]) end)]},
     {badarity_external, probe_lib:run(fun() -> (probe_lib:id(fun lists:reverse/1))(1, 2) end)},
     {badfun_apply, probe_lib:run(fun() -> apply(probe_lib:id(y), [1]) end)},
     {apply_badlist, probe_lib:run(fun() -> apply(fun lists:reverse/1, probe_lib:id(z)) end)},
     {inside, probe_lib:run(fun() -> (fun(X) -> X + a end)(probe_lib:id(1)) end)},
     {clause, clause(fun() -> (fun(1) -> one end)(probe_lib:id(2)) end)},
     {clause_captured, begin Y = probe_lib:id(3), clause(fun() -> (fun(1) -> Y end)(probe_lib:id(2)) end) end},
     {hd_of_fun, probe_lib:run(fun() -> hd(One) end) =:= {error, badarg}},
     {undef, probe_lib:run(fun() -> (fun no_such_module_at_all:f/0)() end)}].

badarity(F) ->
    try F()
    catch error:{badarity, {Fun, Args}} when is_function(Fun, 1) -> {badarity, Args}
    end.

clause(F) ->
    try F()
    catch
        error:function_clause:Stack ->
            [{M, _, Args, _} | _] = Stack,
            {M, if is_list(Args) -> Args; true -> arity end}
    end.
