%% SPDX-License-Identifier: Apache-2.0
%%
%% erlang:raise/3, error/1,2,3, exit, throw, and re-raising with the caught stack trace.

-module(try_raise).
-export([main/0]).

main() ->
    [{raise, [probe_lib:run(fun() -> erlang:raise(C, why, []) end) || C <- [throw, error, exit]]},
     {raise_bad, [try erlang:raise(probe_lib:id(C), why, probe_lib:id(S)) of V -> {value, V} catch Cl:R -> {Cl, R} end
                  || {C, S} <- [{nothing, []}, {1, []}, {error, not_a_list}, {throw, [1]}]]},
     {raise_stack, try erlang:raise(error, why, [{m, f, 1, []}]) catch error:why:S1 -> S1 end},
     {error2, probe_lib:run(fun() -> error(reason, [a, b]) end)},
     {error2_stack, try error2(x, y) catch error:reason:S2 -> erlang:delete_element(4, hd(S2)) end},
     {error3, try erlang:error(reason, none, [{error_info, #{}}]) catch error:E3 -> E3 end},
     {exit, probe_lib:run(fun() -> exit({shutdown, 1}) end)},
     {again, again(fun() -> error(first) end)},
     {again_throw, again(fun() -> throw(first) end)},
     {same_stack, same_stack()},
     {conditional, [probe_lib:run(fun() -> conditional(N) end) || N <- [1, 2, 3]]},
     {class_variable, [class(C) || C <- [error, exit, throw]]},
     {nested_reason, probe_lib:run(fun() -> error({a, [b, {c, #{d => e}}]}) end)},
     {nif_error, probe_lib:run(fun() -> erlang:nif_error(not_loaded) end)},
     {dynamic, [probe_lib:run(fun() -> erlang:F(reason) end) || F <- probe_lib:id([error, exit, throw])]}].

error2(A, B) ->
    X = error(reason, [A, B]),
    {X}.

again(F) ->
    try
        try F()
        catch
            C:R:S -> erlang:raise(C, {again, R}, S)
        end
    catch
        C1:R1 -> {C1, R1}
    end.

same_stack() ->
    try
        try failing()
        catch
            C:R:S ->
                put(inner_stack, S),
                erlang:raise(C, R, S)
        end
    catch
        _:_:S1 ->
            S2 = erase(inner_stack),
            S1 =:= S2 andalso [{F, A} || {_, F, A, _} <- lists:sublist(S1, 1)]
    end.

failing() -> [error(deep)].

conditional(N) ->
    try error({number, N})
    catch
        error:{number, 1} -> one;
        error:{number, M} = R when M > 2 -> error({too_large, R})
    end.

class(C) ->
    try erlang:raise(C, x, [])
    catch
        Class:x -> {Class, Class =:= C}
    end.
