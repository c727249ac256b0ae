%% SPDX-License-Identifier: Apache-2.0
%%
%% Stack traces with lines: calls from several lines of a function, funs, comprehensions, nested calls, non-tail and
%% tail.

-module(exc_line_frames).
-export([main/0]).

main() ->
    [{T, lines(F)} || {T, F} <- [
        {two_lines, fun() -> two(1) end}, {second, fun() -> two(2) end}, {tail, fun() -> tail(3) end},
        {body, fun() -> body(3) end}, {fun_value, fun() -> [in_fun(0)] end},
        {comprehension, fun() -> comprehension([2, 1, 0]) end},
        {argument, fun() -> {pair(one(),
                                  zero(0))} end},
        {operator, fun() -> probe_lib:id(1) +
                            probe_lib:id(b) end},
        {binary, fun() -> <<(probe_lib:id(1)),
                            (probe_lib:id(x))>> end},
        {'case', fun() -> case probe_lib:id(9) of
                              1 -> a;
                              2 -> b
                          end end},
        {head, fun() -> head(probe_lib:id(5)) end},
        {bif, fun() -> element(probe_lib:id(3), {1}) end}]].

lines(F) ->
    try F()
    catch C:R:S -> {C, R, [{N, A, proplists:get_value(line, L)} || {M, N, A, L} <- S, M =:= ?MODULE]}
    end.

two(N) ->
    A = [check(N, 1)],
    B = [check(N, 2)],
    A ++ B.

check(N, N) ->
    error({check, N});
check(_, N) ->
    N.

tail(0) -> probe_lib:fail(end_of_tail), ok;
tail(N) -> tail(N - 1).

body(0) -> probe_lib:fail(end_of_body), ok;
body(N) ->
    X = body(N - 1),
    [X].

in_fun(X) ->
    F = fun(Y) ->
            1 / Y
        end,
    [F(X)].

comprehension(L) ->
    [10 div X
     || X <- L].

pair(A, B) -> {A, B}.
one() -> 1.
zero(X) -> [1 div X].

head(1) -> one.
