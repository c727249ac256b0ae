%% SPDX-License-Identifier: Apache-2.0
%%
%% A report printed piece by piece: counters with carriage returns, tables, a tree with branches, histograms, long
%% lines, no newline at the end.

-module(io_progress_output).
-export([main/0]).

main() ->
    [io:format("\r~3w%", [P]) || P <- [0, 50, 100]], io:nl(),
    tree({root, [{a, [{b, []}, {c, [{d, []}]}]}, {e, []}]}, ""),
    [io:format("~-8s|~s~n", [W, lists:duplicate(N, $#)]) || {W, N} <- [{"one", 1}, {"three", 3}, {"seven", 7}]],
    [io:format("~s~n", [[io_lib:format("~4w", [X * Y]) || X <- lists:seq(1, 10)]]) || Y <- lists:seq(1, 10)],
    io:put_chars(lists:duplicate(5000, $x)), io:nl(), io:put_chars(binary:copy(<<"0123456789">>, 1000)), io:nl(),
    [io:format("~ts", [[C]]) || C <- [$a, 228, 955, 8364, 128512]], io:nl(),
    io:format("~s", ["no newline at the end"]),
    done.

tree({N, Children}, Indent) ->
    io:format("~s~w~n", [Indent, N]),
    lists:foreach(fun(C) -> tree(C, Indent ++ "  ") end, Children).
