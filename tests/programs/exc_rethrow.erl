%% SPDX-License-Identifier: Apache-2.0
%%
%% Exceptions raised again: erlang:raise with and without the trace, class changed, wrapped, through several frames and
%% processes.

-module(exc_rethrow).
-export([main/0]).

main() ->
    [{again, probe_lib:run(fun() -> again(fun() -> error(why) end) end)},
     {changed, [probe_lib:run(fun() -> change(C, fun() -> throw(v) end) end) || C <- [error, exit, throw]]},
     {bad_class, probe_lib:run(fun() -> change(probe_lib:id(other), fun() -> throw(v) end) end)},
     {bad_stack, [probe_lib:run(fun() -> erlang:raise(error, x, probe_lib:id(S)) end) || S <- [a, [a], [{m, f, 1}], [{m, f, 1, []}], [], [{m, f, [1, 2], [{line, 3}]}]]]},
     {trace, trace_of(fun() -> again(fun() -> deep(3) end) end)},
     {given, trace_of(fun() -> erlang:raise(exit, r, [{some, function, 2, [{file, "f.erl"}, {line, 7}]}]) end)},
     {wrapped, probe_lib:run(fun() -> wrap(3, fun() -> error(core) end) end)},
     {process, other(fun() -> error(there) end), other(fun() -> exit(there) end), other(fun() -> throw(there) end), other(fun() -> fine end)},
     {finally, probe_lib:run(fun() -> try again(fun() -> throw(a) end) catch throw:A -> error({converted, A}) end end)},
     {through, [begin put(through, []), through(probe_lib:id(C)) end || C <- [error, exit, throw]], [begin put(through, []), through_literal() end]},
     {error2, trace_of(fun() -> error(with, [args, 1]) end)}].

again(F) ->
    try F()
    catch C:R:S -> erlang:raise(C, R, S)
    end.

change(Class, F) ->
    try F()
    catch throw:R:S -> erlang:raise(Class, {Class, R}, S)
    end.

deep(0) -> error(bottom);
deep(N) -> [deep(N - 1)].

wrap(0, F) -> F();
wrap(N, F) ->
    try wrap(N - 1, F)
    catch error:R -> error({N, R})
    end.

trace_of(F) ->
    try F()
    catch C:R:S -> {C, R, [{N, A, proplists:get_value(line, L)} || {M, N, A, L} <- S, lists:member(M, [exc_rethrow, some])]}
    end.

other(F) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({result, try {ok, F()} catch C:R -> {C, R} end}) end),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason end.

%% Raised again with another class, then on through an after-clause and handlers that do not take it.
through(Class) ->
    try
        try
            try error(first)
            catch error:R:S -> erlang:raise(Class, {again, R}, S)
            after put(through, [in | get(through)])
            end
        catch nothing:like -> that
        after put(through, [out | get(through)])
        end
    catch C:Reason:Trace -> {C, Reason, [{F, A} || {exc_rethrow, F, A, _} <- Trace], erase(through)}
    end.

through_literal() ->
    try
        try probe_lib:fail(x)
        catch error:_:S -> erlang:raise(exit, y, S)
        after put(through, [done | get(through)])
        end
    catch C:R -> {C, R, erase(through)}
    end.
