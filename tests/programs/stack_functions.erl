%% SPDX-License-Identifier: Apache-2.0
%%
%% Stack traces: the functions and arities on the stack, tail calls absent, BIFs with arguments.

-module(stack_functions).
-export([main/0, exported/1]).

main() ->
    [{body, probe_lib:frames(fun() -> a(1) end, 4)},
     {tail, probe_lib:frames(fun() -> tail_a(1) end, 2)},
     {bif, probe_lib:frames(fun() -> [atom_to_list(probe_lib:id(5))] end, 1)},
     {bif_nested, probe_lib:frames(fun() -> bif_nested(probe_lib:id("x")) end, 2)},
     {guard_bif, probe_lib:frames(fun() -> [hd(probe_lib:id([]))] end, 1)},
     {arith, probe_lib:frames(fun() -> [arith(probe_lib:id(a))] end, 2)},
     {local_fun, probe_lib:frames(fun() -> [(fun inner/1)(z)] end, 1)},
     {undef, probe_lib:frames(fun() -> [?MODULE:nothing(1, 2)] end, 1)},
     {undef_apply, probe_lib:frames(fun() -> [apply(no_such_module_at_all, f, [x])] end, 1)},
     {lists, probe_lib:frames(fun() -> [lists:map(fun exported/1, [1, 2, bad])] end, 2)},
     {error_arguments, probe_lib:frames(fun() -> [with_arguments(1, 2)] end, 1)},
     {deep, depth(fun() -> deep(100) end)},
     {mutual, probe_lib:frames(fun() -> ping(6) end, 6)},
     {after_return, probe_lib:frames(fun() -> {a_ok(), a_ok(), b(2)} end, 3)},
     {from_handler, probe_lib:frames(fun() -> handler() end, 2)},
     {element, probe_lib:frames(fun() -> [element(probe_lib:id(3), {a})] end, 1)},
     {list_to_integer, probe_lib:frames(fun() -> [list_to_integer(probe_lib:id("q"))] end, 1)}].

a(X) -> {in_a, b(X)}.

b(X) -> [in_b | c(X)].

c(X) ->
    case probe_lib:id(X) of
        returns -> X;
        Y -> error({in_c, Y})
    end.

a_ok() -> probe_lib:id(1) + 1.

tail_a(X) -> tail_b(X).

tail_b(X) -> tail_c(X).

tail_c(X) -> throw({c, X}).

bif_nested(X) -> {atom, binary_to_atom(X, utf8)}.

arith(X) -> 1 + X * 2.

inner(X) when is_integer(X) -> X.

exported(X) -> {x, X * 2}.

with_arguments(A, B) ->
    R = error(why, [A, B]),
    {R}.

deep(0) -> element(probe_lib:id(1), {});
deep(N) -> 1 + deep(N - 1).

%% Equal frames in a row count once.
depth(F) ->
    try F()
    catch error:badarg:S -> [{N, A} || {_, N, A, _} <- lists:sublist(S, 3)]
    end.

ping(0) -> fail_here(probe_lib:id(true), ping);
ping(N) -> [pong(N - 1)].

pong(0) -> fail_here(probe_lib:id(true), pong);
pong(N) -> [ping(N - 1)].

fail_here(true, X) -> error(X);
fail_here(false, X) -> X.

handler() ->
    try error(first)
    catch error:first -> {handled, c(second)}
    end.
