%% SPDX-License-Identifier: Apache-2.0
%%
%% Dates by arithmetic: day of the week, Julian days, Easter, leap years, durations, ISO weeks, against the calendar
%% module.

-module(int_calendar).
-export([main/0]).

main() ->
    Ds = [{1970, 1, 1}, {2000, 2, 29}, {1999, 12, 31}, {2024, 12, 30}, {2026, 11, 21}, {1, 1, 1}, {400, 3, 1}, {9999, 12, 31}],
    [{D, calendar:day_of_the_week(D) =:= weekday(D), julian(D), from_julian(julian(D)) =:= D, calendar:date_to_gregorian_days(D), calendar:iso_week_number(D)} || D <- Ds] ++
    [{easter, [easter(Y) || Y <- [1961, 1999, 2000, 2024, 2025, 2026]]},
     {leap, [Y || Y <- lists:seq(1890, 1910) ++ [2000, 2100, 2400], leap(Y)], [calendar:is_leap_year(Y) =:= leap(Y) || Y <- lists:seq(1996, 2004)]},
     {friday13, [{Y, M} || Y <- [2025, 2026], M <- lists:seq(1, 12), weekday({Y, M, 13}) =:= 5]},
     {duration, [human(S) || S <- [0, 59, 3600, 86399, 90061, 31536000]]},
     {last_day, [calendar:last_day_of_the_month(2024, M) || M <- lists:seq(1, 12)]},
     {valid, [calendar:valid_date(D) || D <- [{2023, 2, 29}, {2024, 2, 29}, {2024, 13, 1}, {2024, 4, 31}, {0, 1, 1}]]},
     {seconds, calendar:datetime_to_gregorian_seconds({{2026, 11, 21}, {10, 36, 2}}), calendar:gregorian_seconds_to_datetime(63931545362), calendar:seconds_to_daystime(100000), calendar:time_difference({{2024, 2, 28}, {23, 0, 0}}, {{2024, 3, 1}, {1, 2, 3}})},
     {month, grid(2024, 2)}].

leap(Y) -> Y rem 4 =:= 0 andalso (Y rem 100 =/= 0 orelse Y rem 400 =:= 0).
weekday({Y, M, D}) ->
    {Y1, M1} = if M < 3 -> {Y - 1, M + 12}; true -> {Y, M} end,
    (D + 13 * (M1 + 1) div 5 + Y1 + Y1 div 4 - Y1 div 100 + Y1 div 400 + 5) rem 7 + 1.
julian({Y, M, D}) ->
    A = (14 - M) div 12,
    Y1 = Y + 4800 - A, M1 = M + 12 * A - 3,
    D + (153 * M1 + 2) div 5 + 365 * Y1 + Y1 div 4 - Y1 div 100 + Y1 div 400 - 32045.
from_julian(J) ->
    A = J + 32044, B = (4 * A + 3) div 146097, C = A - 146097 * B div 4,
    D = (4 * C + 3) div 1461, E = C - 1461 * D div 4, M = (5 * E + 2) div 153,
    {100 * B + D - 4800 + M div 10, M + 3 - 12 * (M div 10), E - (153 * M + 2) div 5 + 1}.
easter(Y) ->
    A = Y rem 19, B = Y div 100, C = Y rem 100, D = B div 4, E = B rem 4, F = (B + 8) div 25, G = (B - F + 1) div 3,
    H = (19 * A + B - D - G + 15) rem 30, I = C div 4, K = C rem 4, L = (32 + 2 * E + 2 * I - H - K) rem 7, M = (A + 11 * H + 22 * L) div 451,
    {Y, (H + L - 7 * M + 114) div 31, (H + L - 7 * M + 114) rem 31 + 1}.
human(S) -> [{U, N} || {U, N} <- [{days, S div 86400}, {hours, S div 3600 rem 24}, {minutes, S div 60 rem 60}, {seconds, S rem 60}], N > 0].
grid(Y, M) -> weeks(lists:duplicate(weekday({Y, M, 1}) - 1, '') ++ lists:seq(1, calendar:last_day_of_the_month(Y, M))).
weeks(L) when length(L) =< 7 -> [L];
weeks(L) -> {A, B} = lists:split(7, L), [A | weeks(B)].
