%% SPDX-License-Identifier: Apache-2.0
%%
%% after blocks: run on every way out, keep values and exceptions, may replace them.

-module(try_after).
-export([main/0]).

main() ->
    Actions = [{value, 1}, {throw, x}, {error, y}, {exit, z}],
    [{plain, [probe_lib:run(fun() -> traced(fun() -> plain(A) end) end) || A <- Actions]},
     {with_catch, [traced(fun() -> with_catch(A) end) || A <- Actions]},
     {with_of, [traced(fun() -> probe_lib:run(fun() -> with_of(A) end) end) || A <- Actions]},
     {replacing, [probe_lib:run(fun() -> replacing(A) end) || A <- Actions]},
     {nested, [traced(fun() -> probe_lib:run(fun() -> nested(A) end) end) || A <- Actions]},
     {in_handler, [traced(fun() -> probe_lib:run(fun() -> in_handler(A) end) end) || A <- Actions]},
     {deep, traced(fun() -> probe_lib:run(fun() -> deep(5) end) end)},
     {value_kept, kept(probe_lib:id({a, [b]}))}].

act({value, V}) -> V;
act({throw, V}) -> throw(V);
act({error, V}) -> error(V);
act({exit, V}) -> exit(V).

note(X) -> put(trace, [X | get(trace)]).

traced(F) ->
    put(trace, []),
    R = probe_lib:run(F),
    {R, lists:reverse(erase(trace))}.

plain(A) ->
    try
        note(body),
        act(A)
    after
        note('after')
    end.

with_catch(A) ->
    try act(A)
    catch
        throw:T -> note({caught, T}), {thrown, T};
        error:E -> note({caught, E}), {failed, E}
    after
        note('after')
    end.

with_of(A) ->
    try act(A) of
        V -> note({'of', V}), act({throw, from_of})
    catch
        throw:T -> {thrown, T}
    after
        note('after')
    end.

replacing(A) ->
    try act(A)
    after
        throw(replacement)
    end.

nested(A) ->
    try
        try act(A)
        after
            note(inner)
        end
    catch
        throw:T -> note(between), throw({again, T})
    after
        note(outer)
    end.

in_handler(A) ->
    try act(A)
    catch
        _:R -> note(handler), error({wrapped, R})
    after
        note('after')
    end.

deep(0) -> throw(bottom);
deep(N) ->
    try deep(N - 1)
    after
        note(N)
    end.

kept(V) ->
    try V
    after
        lists:seq(1, 1000)
    end.
