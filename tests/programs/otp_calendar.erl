%% SPDX-License-Identifier: Apache-2.0
%%
%% calendar, math and other arithmetic modules of the installed OTP.

-module(otp_calendar).
-export([main/0]).

main() ->
    [{days, [calendar:date_to_gregorian_days(D) || D <- [{2000, 1, 1}, {1970, 1, 1}, {2024, 2, 29}]]},
     {date, calendar:gregorian_days_to_date(738000)},
     {week, [calendar:day_of_the_week(D) || D <- [{2024, 1, 1}, {1999, 12, 31}]], calendar:iso_week_number({2021, 1, 3})},
     {valid, [calendar:valid_date(D) || D <- [{2024, 2, 29}, {2023, 2, 29}, {2023, 13, 1}, {2023, 4, 31}]]},
     {leap, [Y || Y <- lists:seq(1896, 1912), calendar:is_leap_year(Y)]},
     {seconds, calendar:datetime_to_gregorian_seconds({{2024, 5, 6}, {7, 8, 9}}), calendar:gregorian_seconds_to_datetime(63882342489)},
     {difference, calendar:time_difference({{2024, 1, 1}, {0, 0, 0}}, {{2024, 3, 1}, {12, 0, 1}})},
     {time, calendar:seconds_to_time(3661), calendar:seconds_to_daystime(100000), calendar:time_to_seconds({1, 2, 3})},
     {rfc3339, calendar:rfc3339_to_system_time("2024-05-06T07:08:09Z"), calendar:system_time_to_rfc3339(1714979289, [{offset, "Z"}])},
     {last_day, [calendar:last_day_of_the_month(2024, M) || M <- lists:seq(1, 12)]},
     {math, [math:F(0.5) || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, exp, log, log2, log10, sqrt, ceil, floor, erf, erfc]]},
     {math2, math:atanh(0.25), math:pow(2, 10), math:pow(2, 0.5), math:atan2(1, -1), math:fmod(7.5, 2), math:pi()},
     {math_errors, [probe_lib:run(F) || F <- [fun() -> math:log(0) end, fun() -> math:sqrt(-1) end, fun() -> math:pow(-1, 0.5) end, fun() -> math:acos(2) end,
                                              fun() -> math:exp(1000) end, fun() -> math:sin(a) end, fun() -> math:fmod(1, 0) end]]}].
