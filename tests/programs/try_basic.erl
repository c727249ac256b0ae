%% SPDX-License-Identifier: Apache-2.0
%%
%% try ... of ... catch: classes, patterns, guards, values, no match.

-module(try_basic).
-export([main/0]).

main() ->
    Actions = [{value, 1}, {value, ok}, {throw, x}, {throw, {tagged, 1}}, {error, badarg}, {error, {mine, 2}}, {exit, normal}, {exit, {down, 3}}],
    [{all, [all(A) || A <- Actions]},
     {throws, [probe_lib:run(fun() -> only_throw(A) end) || A <- Actions]},
     {of_clauses, [probe_lib:run(fun() -> with_of(A) end) || A <- Actions]},
     {guarded, [probe_lib:run(fun() -> guarded(A) end) || A <- Actions]},
     {in_expression, [1 + try act(A) of N when is_integer(N) -> N; _ -> 100 catch _:_ -> 1000 end || A <- Actions]},
     {variables, [variables(A) || A <- Actions]},
     {literal_reasons, [literal(A) || A <- Actions]},
     {arguments, [{before, try act(A) catch C:R -> {C, R} end, behind} || A <- Actions]},
     {tail_in_handler, tail(5)},
     {loop, loop(1000, 0)},
     {bound_class, [bound(A, error) || A <- Actions] =:= [bound(A, error) || A <- Actions]},
     {value_of_catch, [try throw(V) catch T -> T end || V <- [1, a, [], {}, "s"]]}].

act({value, V}) -> V;
act({throw, V}) -> throw(V);
act({error, V}) -> error(V);
act({exit, V}) -> exit(V).

all(A) ->
    try act(A) of
        V -> {value, V}
    catch
        throw:T -> {thrown, T};
        error:E -> {failed, E};
        exit:X -> {exited, X}
    end.

only_throw(A) ->
    try act(A)
    catch
        x -> the_x;
        {tagged, N} -> N
    end.

with_of(A) ->
    try act(A) of
        1 -> one;
        2 -> two
    catch
        throw:_ -> thrown
    end.

guarded(A) ->
    try act(A)
    catch
        error:{mine, N} when N > 5 -> large;
        error:{mine, N} when N > 1 -> {medium, N};
        exit:R when is_atom(R) -> {exit_atom, R};
        C:R when C =/= throw, is_tuple(R) -> {tuple, element(1, R)}
    end.

variables(A) ->
    X = probe_lib:id(5),
    Y = probe_lib:id([X]),
    try
        Z = act(A),
        {X, Y, Z}
    catch
        Class:Reason -> {X, Y, Class, Reason}
    end.

literal(A) ->
    try act(A)
    catch
        error:badarg -> bad;
        exit:normal -> normal;
        throw:x -> x;
        _:_ -> other
    end.

tail(N) ->
    try throw(N)
    catch
        throw:0 -> done;
        throw:M -> tail(M - 1)
    end.

loop(0, Acc) -> Acc;
loop(N, Acc) ->
    R = try act(case N rem 4 of 0 -> {value, N}; 1 -> {throw, N}; 2 -> {error, N}; 3 -> {exit, N} end)
        catch
            throw:M -> M * 2;
            error:M -> M * 3;
            exit:M -> M * 4
        end,
    loop(N - 1, Acc + R).

bound(A, Class) ->
    try act(A)
    catch Class1:R when Class1 =:= Class -> {same, R};
          _:_ -> different
    end.
