%% SPDX-License-Identifier: Apache-2.0
%%
%% Helpers of the test programs: values that the compiler cannot see through, and results of calls that may raise.

-module(probe_lib).
-export([id/1, fail/1, run/1, run/2, edges/0, few_edges/0, frames/1, frames/2]).

%% The same value, of a type that no caller knows.
id(X) -> X.

%% Raises, but callers cannot know that (the compiler makes a call that never returns a tail call).
fail(Reason) ->
    case id(true) of
        true -> error(Reason);
        false -> ok
    end.

%% What F returns, or the class and reason that it raises.
run(F) ->
    try F()
    catch Class:Reason -> {Class, Reason}
    end.

run(F, Args) ->
    try apply(F, Args)
    catch Class:Reason -> {Class, Reason}
    end.

%% Integers at the borders of the representations: 28-bit small integers of the runtime, 32 and 64 bit boxed ones, 60-bit
%% small ones of OTP.
edges() ->
    Powers = [1 bsl id(N) || N <- [27, 28, 31, 32, 59, 60, 63, 64]],
    lists:sort([0, 1, -1, 2, 7, -7, 10, 1000] ++
                   [S * P + D || P <- Powers, S <- [1, -1], D <- [-1, 0, 1]]).

few_edges() ->
    Powers = [1 bsl id(N) || N <- [27, 31, 59, 63, 64]],
    lists:sort([0, 1, -1, 3, -10, 65536] ++ [P - 1 || P <- Powers] ++ [-P || P <- Powers] ++ [1 bsl 27, -(1 bsl 27) - 1]).

%% Class, reason, and the top functions on the stack, down to (not including) this one.
frames(F) -> frames(F, 3).

frames(F, Count) ->
    try {value, F()}
    catch
        Class:Reason:Stack ->
            Mine = lists:takewhile(fun({M, _, _, _}) -> M =/= ?MODULE end, Stack),
            {Class, Reason, [{M, N, arity(A)} || {M, N, A, _} <- lists:sublist(Mine, Count)]}
    end.

arity(A) when is_list(A) -> {arguments, A};
arity(A) -> A.
