%% SPDX-License-Identifier: Apache-2.0
%%
%% catch of values that look like what a virtual machine keeps of an exception: classes, small numbers, pids, tuples.

-module(exc_catch_values).
-export([main/0]).

main() ->
    Numbers = lists:seq(-20, 80),
    [{atoms, [catch probe_lib:id(A) || A <- [throw, error, exit, 'EXIT', badarg, ok, true]]},
     {numbers, [N || N <- Numbers, (catch probe_lib:id(N)) =/= N]},
     {pids, [P || P <- [spawn(fun() -> ok end) || _ <- lists:seq(1, 100)], (catch probe_lib:id(P)) =/= P]},
     {others, [catch probe_lib:id(T) || T <- [[], {}, {'EXIT', x}, [error | b], 1.5, 1 bsl 70, <<"b">>, #{a => b}]]},
     {thrown, [catch throw(T) || T <- [throw, error, exit, 13, 52, [], {'EXIT', y}]]},
     {exited, [catch exit(T) || T <- [throw, error, 13, normal]]},
     {raised, [case catch error(T) of {'EXIT', {R, S}} when is_list(S) -> {R, element(2, hd(S))} end || T <- [throw, exit, 13, {a, b}]]},
     {nested, catch {catch throw(inner), (catch 13), catch exit(out)}},
     {held, held(lists:seq(1, 200))}].

%% Values that live across a catch, where something is made in between.
held(L) ->
    A = {probe_lib:id(L), length(L)},
    X = (catch lists:nth(500, L)),
    Y = (catch throw({L, [X1 * 2 || X1 <- L]})),
    {element(2, A), lists:sum(element(1, A)), element(1, element(2, X)), lists:sum(element(2, Y)), hd(element(1, Y))}.
