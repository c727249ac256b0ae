%% SPDX-License-Identifier: Apache-2.0
%%
%% A sudoku solver with candidate lists: exceptions carry the solution out of the search.

-module(algo_sudoku).
-export([main/0]).

main() ->
    [{easy, solve("530070000600195000098000060800060003400803001700020006060000280000419005000080079")},
     {none, solve("530070000600195000098000060800060003400803001700020006060000280000419005000080077")}].

solve(Text) ->
    Board = maps:from_list([{I, C - $0} || {I, C} <- lists:zip(lists:seq(0, 80), Text), C =/= $0]),
    try search(Board)
    catch
        throw:{solved, B} -> [maps:get(I, B) + $0 || I <- lists:seq(0, 80)]
    end.

search(Board) when map_size(Board) =:= 81 ->
    Ok = lists:all(fun(I) -> allowed(maps:remove(I, Board), I, maps:get(I, Board)) end, lists:seq(0, 80)),
    Ok andalso throw({solved, Board}),
    no;
search(Board) ->
    Open = [{length(C), I, C} || I <- lists:seq(0, 80), not is_map_key(I, Board), C <- [candidates(Board, I)]],
    {_, At, Digits} = lists:min(Open),
    lists:foreach(fun(D) -> search(Board#{At => D}) end, Digits),
    {no_solution, length(Open)}.

candidates(Board, I) -> [D || D <- lists:seq(1, 9), allowed(Board, I, D)].

allowed(Board, I, D) ->
    R = I div 9, C = I rem 9,
    Box = (R div 3) * 27 + (C div 3) * 3,
    not lists:any(fun(J) -> maps:get(J, Board, 0) =:= D end,
                  [R * 9 + K || K <- lists:seq(0, 8)] ++ [K * 9 + C || K <- lists:seq(0, 8)]
                      ++ [Box + Y * 9 + X || Y <- [0, 1, 2], X <- [0, 1, 2]]).
