%% SPDX-License-Identifier: Apache-2.0
%%
%% Exceptions that pass through functions of the library between a fun and its handler, and those that the library itself
%% raises: class, reason and the functions on the stack.

-module(exc_through_library).
-export([main/0]).

main() ->
    Raisers = [fun(_) -> throw(ball) end, fun(_) -> error(oops) end, fun(_) -> exit(gone) end, fun(X) -> X + a end],
    Through = [fun(F) -> lists:map(F, [1, 2]) end, fun(F) -> lists:foldl(fun(X, _) -> F(X) end, 0, [1]) end, fun(F) -> lists:sort(fun(A, _) -> F(A) end, [2, 1]) end,
               fun(F) -> maps:map(fun(_, V) -> F(V) end, #{a => 1}) end, fun(F) -> maps:fold(fun(_, V, _) -> F(V) end, 0, #{a => 1}) end, fun(F) -> lists:filter(F, [1]) end,
               fun(F) -> maps:update_with(k, F, #{k => 1}) end, fun(F) -> apply(F, [1]) end, fun(F) -> apply(lists, foreach, [F, [1]]) end, fun(F) -> [F(X) || X <- [1]] end,
               fun(F) -> ets:foldl(fun(_, _) -> F(1) end, 0, table()) end, fun(F) -> array:map(fun(_, V) -> F(V) end, array:from_list([1])) end, fun(F) -> gb_trees:map(fun(_, V) -> F(V) end, gb_trees:from_orddict([{1, 2}])) end,
               fun(F) -> string:tokens("a", F(1)) end, fun(F) -> lists:keymap(F, 1, [{1}]) end, fun(F) -> lists:usort(fun(A, _) -> F(A) end, [1, 2]) end, fun(F) -> queue:filter(F, queue:from_list([1])) end],
    [{through, [stack(fun() -> T(R) end) || T <- Through, R <- Raisers]},
     {library, [stack(F) || F <- [fun() -> lists:nth(5, [1]) end, fun() -> lists:sum([a]) end, fun() -> lists:max([]) end, fun() -> maps:from_list([a]) end, fun() -> lists:zip([1], []) end, fun() -> lists:last([]) end,
                                  fun() -> lists:seq(5, 1, 1) end, fun() -> lists:duplicate(-1, a) end, fun() -> string:to_upper(5) end, fun() -> dict:fetch(k, dict:new()) end, fun() -> gb_trees:get(k, gb_trees:empty()) end, fun() -> queue:head(queue:new()) end,
                                  fun() -> array:get(-1, array:new()) end, fun() -> orddict:fetch(a, []) end, fun() -> proplists:get_value(k, x) end, fun() -> base64:decode(<<"a">>) end, fun() -> calendar:day_of_the_week(2024, 13, 1) end, fun() -> io_lib:format("~w", []) end,
                                  fun() -> binary:split(<<"a">>, <<>>) end, fun() -> lists:sublist([1], 0, 1) end, fun() -> lists:foldl(a, 0, [1]) end, fun() -> maps:get(a, []) end, fun() -> lists:nthtail(3, [1]) end, fun() -> lists:split(3, [1]) end,
                                  fun() -> lists:keyfind(a, 0, []) end, fun() -> lists:flatten([a | b]) end, fun() -> lists:reverse([a | b]) end, fun() -> lists:member(a, [b | c]) end, fun() -> sets:from_list(a) end, fun() -> lists:keysort(x, []) end]]},
     {nested, [try lists:foreach(fun(X) -> try lists:map(R, [X]) catch throw:B -> error({again, B}) after put(ran, X) end end, [7]) catch C:E -> {C, E, get(ran)} end || R <- Raisers]},
     {state, begin T = table(), catch ets:foldl(fun(_, _) -> throw(x) end, 0, T), {ets:info(T, safe_fixed_monotonic_time), ets:delete(T)} end}].

table() -> T = ets:new(t, []), ets:insert(T, {1}), T.

stack(F) ->
    try {value, F()}
    catch C:R:S -> {C, R, [{M, N} || {M, N, _, _} <- lists:takewhile(fun({M, N, _, _}) -> M =/= ?MODULE orelse (N =/= stack andalso N =/= main) end, S)]}
    end.
