%% SPDX-License-Identifier: Apache-2.0
%%
%% Formatting of the installed OTP: io_lib:format, write, print, fread, and the text functions.

-module(otp_format).
-export([main/0]).

main() ->
    F = fun(Format, Args) -> probe_lib:run(fun() -> lists:flatten(io_lib:format(Format, Args)) end) end,
    [{basic, F("~w ~p ~s ~w ~c", [{a, [1]}, "str", "text", atom, $x])},
     {numbers, F("~b ~.16b ~.16B ~8.2.0b", [255, 255, 255, 5]), F("~.16x ~.10x", [31, "0x", 12, ""])},
     {integers, F("~b ~.16b ~.2b ~+.16#", [255, 255, 5, 255])},
     {floats, F("~f ~.2f ~e ~g ~.3g ~10.3f", [1.5, 3.14159, 1.0e10, 0.1, 123.456, 2.0])},
     {padding, F("[~10w] [~-10w] [~10.5s] [~5..0w] [~*w]", [abc, abc, "abcdefgh", 7, 6, x])},
     {unicode, F("~ts ~tp ~tw", [[1074, 1077], "вер", [1074]])},
     {control, F("~~ ~n ~i~w", [ignored, shown])},
     {long, F("~p", [lists:seq(1, 60)])},
     {nested, F("~p", [#{key => [{a, "string value number one"}, {b, <<"binary value number two">>}], {other} => {tuple, with, several, elements, 1.5}}])},
     {limited, F("~P ~W", [lists:seq(1, 20), 5, {a, {b, {c, {d}}}}, 3])},
     {strings, F("~p ~p ~p", ["quote\" and \\", [0, 1], "tab\t"])},
     {atoms, F("~p ~w", ['needs quote', ok])},
     {write, lists:flatten(io_lib:write({a, "b", <<"c">>})), io_lib:write_atom('A'), io_lib:write_string("a\"b"), io_lib:write_char($a)},
     {print, lists:flatten(io_lib:print({a, [b]})), io_lib:printable_list("abc"), io_lib:printable_list([1, 2]), io_lib:char_list([1, 2]), io_lib:latin1_char_list("é")},
     {fread, io_lib:fread("~d ~s ~f", "12 abc 1.5"), io_lib:fread("~d", "x")},
     {chars, io_lib:nl(), lists:flatten(io_lib:format("~s", [<<"bin">>]))},
     {bad, [F(Format, Args) || {Format, Args} <- [{"~w", []}, {"~s", [a_b_c]}, {"~d", [1]}, {"~w", [1, 2]}]]},
     {binary_format, iolist_to_binary(io_lib:format(<<"~w">>, [x]))},
     {record, F("~p", [{person, "Name", 42, [{address, "Street"}]}])}].
