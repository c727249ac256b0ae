%% SPDX-License-Identifier: Apache-2.0
%%
%% Resources opened and closed through exceptions: a stack of cleanups, retries with limits, results collected from
%% parts that fail.

-module(exc_cleanup_stack).
-export([main/0]).

main() ->
    [{nested, logged(fun() -> with(a, fun() -> with(b, fun() -> error(inner) end) end) end)},
     {fine, logged(fun() -> with(a, fun() -> with(b, fun() -> ok end) end) end)},
     {close_fails, logged(fun() -> with(bad, fun() -> throw(first) end) end)},
     {retry, [logged(fun() -> retry(N, fun() -> flaky(3) end) end) || N <- [1, 2, 3, 5]]},
     {collect, collect([fun() -> 1 end, fun() -> throw(t) end, fun() -> error({e, 2}) end, fun() -> exit(x) end, fun() -> [] end])},
     {transaction, [transaction(Ops, #{a => 10, b => 0}) || Ops <- [[{move, a, b, 4}], [{move, a, b, 4}, {move, b, a, 9}], [{move, a, c, 1}], []]]},
     {timeout, [timeout(fun() -> 1 + 1 end), timeout(fun() -> receive never -> x end end), timeout(fun() -> error(sooner) end)]},
     {unwind, unwind(5)},
     {generator, gen(4)}].

logged(F) -> put(log, []), R = probe_lib:run(F), {R, lists:reverse(erase(log))}.
log(X) -> put(log, [X | get(log)]).

with(Name, F) ->
    log({open, Name}),
    try F() of
        V -> log({value, Name}), {V, Name}
    catch
        throw:T -> log({thrown, T}), throw({Name, T})
    after
        log({close, Name}),
        Name =:= bad andalso error(close_failed)
    end.

flaky(Limit) ->
    N = case get(tries) of undefined -> 1; M -> M + 1 end,
    put(tries, N),
    if N < Limit -> error({try_number, N}); true -> erase(tries), {worked, N} end.

retry(0, _) -> erase(tries), exit(gave_up);
retry(N, F) ->
    try F()
    catch error:{try_number, K} = R -> log(R), if K > 10 -> throw(too_many); true -> retry(N - 1, F) end
    end.

collect(Fs) -> lists:partition(fun({S, _}) -> S =:= ok end, [try F() of V -> {ok, V} catch throw:T -> {thrown, T}; C:R -> {C, R} end || F <- Fs]).

transaction(Ops, S) ->
    try lists:foldl(fun apply_op/2, S, Ops) of
        S -> unchanged;
        New -> {committed, New}
    catch
        throw:{abort, Why} -> {aborted, Why, S};
        error:{badkey, K} -> {no_account, K, S}
    end.

apply_op({move, A, B, N}, S) ->
    case maps:get(A, S) - N of
        Left when Left < 0 -> throw({abort, {A, Left}});
        Left -> maps:update(B, maps:get(B, S) + N, S#{A := Left})
    end.

timeout(F) ->
    {P, R} = spawn_monitor(fun() -> exit({value, F()}) end),
    receive
        {'DOWN', R, process, P, {value, V}} -> {value, V};
        {'DOWN', R, process, P, {Why, _}} -> {failed, Why}
    after 20 ->
        exit(P, kill),
        receive {'DOWN', R, process, P, killed} -> timed_out end
    end.

unwind(0) -> [];
unwind(N) ->
    try
        case N rem 2 of
            0 -> throw(unwind(N - 1));
            1 -> unwind(N - 1)
        end
    of
        L -> [N | L]
    catch
        throw:L -> [{thrown, N} | L]
    end.

gen(N) ->
    Yield = fun Y(0) -> throw(stop); Y(K) -> [K | try Y(K - 1) catch throw:stop -> [end_of_it] end] end,
    Yield(N).
