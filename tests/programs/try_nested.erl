%% SPDX-License-Identifier: Apache-2.0
%%
%% Handlers inside handlers, inside catch, across functions, and with many live values.

-module(try_nested).
-export([main/0]).

main() ->
    [{levels, [levels(N) || N <- lists:seq(0, 6)]},
     {inner_first, inner(throw), inner(error), inner(exit)},
     {across, [across(N) || N <- [0, 1, 5, 50]]},
     {catch_in_try, try (catch throw(a)) of V -> {value, V} catch throw:_ -> wrong end},
     {try_in_catch, catch (try throw(b) catch throw:b -> throw(c) end)},
     {handler_fails, probe_lib:run(fun() -> try error(one) catch error:one -> error(two) end end)},
     {handler_loops, handler_loops(1000, [])},
     {live, live(1, 2, 3, 4, 5)},
     {in_arguments, {try throw(1) catch X1 -> X1 end, try throw(2) catch X2 -> X2 end, try throw(3) catch X3 -> X3 end}},
     {in_fun, (fun() -> try error(x) catch error:x -> (fun() -> try throw(y) catch throw:y -> z end end)() end end)()},
     {rethrow_chain, probe_lib:run(fun() -> rethrow(20) end)},
     {recursion, recursion(10000)},
     {deep_catch, deep_catch(5000)}].

levels(N) ->
    try
        try
            try
                case N of
                    0 -> throw(a);
                    1 -> throw(b);
                    2 -> throw(c);
                    3 -> error(d);
                    4 -> exit(e);
                    5 -> throw(f);
                    _ -> N
                end
            catch
                throw:a -> inner_a;
                throw:f -> throw({again, f})
            end
        catch
            throw:b -> middle_b;
            error:d -> middle_d
        end
    catch
        throw:T -> {outer, T};
        exit:e -> outer_e
    end.

inner(Class) ->
    try
        try erlang:raise(Class, reason, [])
        catch
            throw:R -> {inner_throw, R};
            error:R -> {inner_error, R}
        end
    catch
        C:R1 -> {outer, C, R1}
    end.

across(N) ->
    try down(N)
    catch
        throw:{bottom, X} -> {N, X}
    end.

down(0) -> throw({bottom, here});
down(N) ->
    try down(N - 1)
    catch
        error:_ -> wrong
    end.

handler_loops(0, Acc) -> length(Acc);
handler_loops(N, Acc) ->
    try throw([N])
    catch
        throw:L -> handler_loops(N - 1, L ++ Acc)
    end.

live(A, B, C, D, E) ->
    F = probe_lib:id(A + B),
    try
        G = probe_lib:id(C + D),
        try
            H = probe_lib:id(E + F),
            throw({A, B, C, D, E, F, G, H})
        catch
            throw:T when G =:= 0 -> T
        end
    catch
        throw:T1 -> {A, B, C, D, E, F, T1}
    end.

rethrow(0) -> throw(origin);
rethrow(N) ->
    try rethrow(N - 1)
    catch
        throw:T -> throw(T);
        error:T -> error({wrong, T})
    end.

recursion(0) -> 0;
recursion(N) ->
    V = try recursion(N - 1) catch throw:_ -> -1 end,
    V + 1.

deep_catch(0) -> throw(bottom);
deep_catch(N) ->
    case catch deep_catch(N - 1) of
        bottom -> N;
        M when is_integer(M) -> M + 1
    end.
