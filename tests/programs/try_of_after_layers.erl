%% SPDX-License-Identifier: Apache-2.0
%%
%% try in each part of try: which handler takes what is raised in a body, in `of`, in a handler, in `after`, what is logged
%% on the way and which stack remains.

-module(try_of_after_layers).
-export([main/0]).

main() ->
    Where = [nowhere, body, 'of', 'catch', 'after', inner_body, inner_of, inner_catch, inner_after, inner_of_body],
    [{Where1, Kind, logged(fun() -> outer(Where1, Kind) end)} || Where1 <- Where, Kind <- [error, exit, throw]] ++
        [{pairs, [logged(fun() -> pair(A, B) end) || A <- [none, error, throw, exit], B <- [none, error, throw, exit]]},
         {values, [probe_lib:run(fun() -> values(V) end) || V <- [1, {ok, 2}, error, "abc", "ab", 5.0]]},
         {loops, loops(5), loops_of(6)},
         {variables, variables(3), variables(0), variables(x)},
         {last_stack, [last_stack(N) || N <- [1, 2, 3]]}].

logged(F) ->
    put(log, []),
    R = try F() catch C:E -> {uncaught, C, E} end,
    {R, lists:reverse(erase(log))}.

log(X) -> put(log, [X | get(log)]).

at(Here, Here, Kind) -> log({raise, Here}), erlang:raise(Kind, Here, []);
at(Here, _, _) -> log(Here), Here.

outer(W, K) ->
    try
        at(body, W, K),
        {inner, inner(W, K)}
    of
        {inner, inner_body} -> at('of', W, K);
        {inner, V} -> at('of', W, K), {other, V}
    catch
        throw:T -> at('catch', W, K), {thrown, T};
        error:E when E =:= body; E =:= inner_catch -> at('catch', W, K), {error, E};
        exit:E:Stack -> {exit, E, length(Stack)}
    after
        at('after', W, K)
    end.

inner(W, K) ->
    try at(inner_body, W, K) of
        inner_body ->
            try at(inner_of_body, W, K) of V -> at(inner_of, W, K), V
            catch exit:X -> at(inner_catch, W, K), X
            end
    catch
        error:inner_body -> at(inner_catch, inner_catch, K)
    after
        at(inner_after, W, K)
    end.

pair(A, B) ->
    try
        try maybe_raise(A, first) after log(between), maybe_raise(B, second), log(not_reached_if_raised) end
    catch
        throw:X -> {t, X};
        error:X -> {e, X}
    after
        log(done)
    end.

maybe_raise(none, _) -> ok;
maybe_raise(Kind, What) -> erlang:raise(Kind, What, []).

values(V) ->
    try V of
        N when N > 3, is_float(N) -> float;
        {ok, N} -> N + 1;
        N when is_integer(N) -> try N of 1 -> {one, values({ok, N})} after log end;
        [_ | T] -> [values(X) || X <- [length(T) - 1]];
        error -> error(inside_of)
    catch _:_ -> never
    end.

loops(0) -> [];
loops(N) -> try loops(N - 1) of L when N rem 2 =:= 0 -> throw([N | L]); L -> [N | L] catch throw:[H | T] -> [{N, H} | T] after put(n, N) end.
loops_of(N) -> try loops(N) catch throw:T -> {caught, T, get(n)} end.

variables(X) ->
    A = try 10 div X catch error:badarith -> case X of 0 -> zero; _ -> bad end end,
    B = try {A, throw(X)} catch Y -> {Y, A} end,
    {A, B, try B of {A, _} -> swapped; {_, A} -> same after C = B, put(c, C) end, get(c)}.

last_stack(N) ->
    try
        try deeper(N) after probe_lib:id(N) end
    catch error:R:S -> {R, [F || {?MODULE, F, _, _} <- S]}
    end.

deeper(1) -> error(one);
deeper(N) -> try [deeper(N - 1)] catch error:R:S -> erlang:raise(error, {R, N, length([x || {?MODULE, deeper, _, _} <- S])}, S) end.
