%% SPDX-License-Identifier: Apache-2.0
%% How many ways there are to put eight queens on a chess board, by backtracking over lists, as often as asked.
-module(nqueens).
-export([main/1]).

main(Times) -> repeat(Times, 0).

repeat(0, Last) -> Last;
repeat(Times, _) -> repeat(Times - 1, place(8, [1, 2, 3, 4, 5, 6, 7, 8], [])).

%% Rows left to fill; columns that are free; columns of the queens placed, the last one first.
place(0, _, _) -> 1;
place(Rows, Free, Queens) -> try_columns(Free, Rows, Free, Queens, 0).

try_columns([], _, _, _, Found) -> Found;
try_columns([Column | Rest], Rows, Free, Queens, Found) ->
    case safe(Column, 1, Queens) of
        true -> try_columns(Rest, Rows, Free, Queens, Found + place(Rows - 1, without(Column, Free), [Column | Queens]));
        false -> try_columns(Rest, Rows, Free, Queens, Found)
    end.

safe(_, _, []) -> true;
safe(Column, Distance, [Queen | _]) when Column =:= Queen + Distance -> false;
safe(Column, Distance, [Queen | _]) when Column =:= Queen - Distance -> false;
safe(Column, Distance, [_ | Queens]) -> safe(Column, Distance + 1, Queens).

without(Column, [Column | Rest]) -> Rest;
without(Column, [Other | Rest]) -> [Other | without(Column, Rest)].
