%% SPDX-License-Identifier: Apache-2.0
%%
%% io_lib:format in the corners: each control with width, precision, padding, star arguments and modifiers, values that do
%% not fit, arguments that are wrong, fread, and print depth.

-module(io_lib_corners).
-export([main/0]).

main() ->
    [{ok, [{F, A, show(F, A)} || {F, A} <- good()]},
     {bad, [{F, A, show(F, A)} || {F, A} <- bad()]},
     {limit, [lists:flatten(io_lib:format("~p and ~w", [lists:seq(1, 100), "abc"], [{chars_limit, L}])) || L <- [0, 1, 10, 40]]},
     {depth, [lists:flatten(io_lib:format("~P ~W", [T, D, T, D])) || T <- [[1, [2, [3, [4]]]], {a, {b, {c, d}}}, #{a => #{b => 1}}, "text", <<"binary">>, lists:seq(1, 9)], D <- [0, 1, 2, 3, 5, -1]]},
     {print, [lists:flatten(io_lib:print(T, 3, 20, 30)) || T <- [lists:seq(1, 20), {long_atom_name_here, "and a string", <<"with a binary">>}, #{key_one => value_one, key_two => [1, 2, 3]}]]},
     {write, [lists:flatten(F()) || F <- [fun() -> io_lib:write_atom('a b') end, fun() -> io_lib:write_string("a\n\"") end, fun() -> io_lib:write_char($\s) end, fun() -> io_lib:write([1, 2, {3}], 2) end, fun() -> io_lib:write_latin1_string("é") end, fun() -> io_lib:write_string_as_latin1([16#3BB]) end]]},
     {tests, [{io_lib:printable_list(L), io_lib:latin1_char_list(L), io_lib:char_list(L), io_lib:deep_char_list(L)} || L <- ["abc", [255], [16#3BB], [0], ["a", [$b]], [a], [-1]]]},
     {fread, [probe_lib:run(fun() -> io_lib:fread(F, T) end) || {F, T} <- [{"~d", "12 rest"}, {"~d~d", " 1  -2"}, {"~f", "1.5e3x"}, {"~s ~a", "str atom"}, {"~16u", "fF"}, {"~c~3c", "abcd"}, {"x~*dy", "x5y"}, {"~d", "abc"}, {"~d", ""}, {"~2d~2d", "1234"}, {"~#", "16#1F"}, {"~s", "\t word"}, {"~l~d~l", "ab12"}, {"~-", "-"}]]},
     {scan, [io_lib:scan_format(F, A) || {F, A} <- [{"a~5.2.0fb~n", [1.5]}, {"~*.*s~~", [5, 2, "abc"]}, {"~tp~lw", [a, b]}]], lists:flatten(io_lib:build_text(io_lib:scan_format("~3w|", [7])))},
     {nl, io_lib:nl(), lists:flatten(io_lib:format("~n~3n~~~2~", []))}].

show(F, A) -> probe_lib:run(fun() -> unicode:characters_to_list(io_lib:format(F, A)) end).

good() ->
    [{"~10w|~-10w|~3w|", [abc, abc, abcdef]}, {"~10.4s|~-10.4s|~4s|~.2s|", ["abcdef", "abcdef", "abcdef", abcdef]}, {"~10..*s|~*.*.xs", ["ab", 6, 3, "vwxyz"]}, {"~c~3c~-5c|~5.2c|", [$a, $b, $c, $d]},
     {"~tc~ts~tp~tw", [16#3BB, [16#3BB], [16#3BB], [16#3BB]]}, {"~ts|~s|~tp|~p", [<<"é"/utf8>>, <<"é"/utf8>>, <<"é"/utf8>>, <<"é"/utf8>>]}, {"~f|~.1f|~10.3f|~-10.3f|~012f", [1.5, 0.05, 3.14159, 2.5, 1.0]},
     {"~e|~.3e|~12.4e|~g|~.3g|~g|~g", [1.0e10, 123456.0, 0.00012, 1.0e-5, 12345.678, 1.0e20, 0.1]}, {"~b|~.16b|~.2B|~10b|~-10b|~.36B|~5.16.0b", [10, 255, -5, 42, 42, 123456, 255]}, {"~x|~X|~.16x|~#|~.2#|~+|~.8+", [255, "0x", -255, "pre", 31, "-", 1, 255, 5, 5, 64]},
     {"~x ~.16X", [10, "h", 255, "0x"]}, {"~.16#~.2+~#", [255, 5, 7]}, {"~i~w~i", [skipped, shown, skipped]}, {"~p|~20p|~-5p", [{a, "b", <<"c">>}, [1, 2], x]}, {"~0p ~lp ~ltp", [lists:seq(1, 50), "abc", "abc"]}, {"~s~s", [["nested", [<<"io">>], $l], '']},
     {"~*c|~*w|~-*w|", [3, $z, 5, a, 5, b]}, {"~.5s|~5.3s|~3.5s", ["ab", "ab", "ab"]}, {<<"binary ~w">>, [format]}, {'atom ~w', [format]}, {"~w ~w ~w", [1.0e22, -0.5, 123456789.0]}, {"~99999999999b|~3b" -- "99999999999", [1, 12345]}, {"", []}].

bad() ->
    [{"~w", []}, {"~w", [1, 2]}, {"~q", [1]}, {"~s", [5]}, {"~s", [[16#3BB]]}, {"~d", [1.0]}, {"~c", [a]}, {"~f", [a]}, {"~b", [1.5]}, {"~.1b", [5]}, {"~.37b", [5]}, {"~", []}, {"~w", not_a_list}, {"~*w", [a, b]}, {"~ts", [<<255>>]}, {"~.0e", [1.5]}, {5, []}, {"~e", ["x"]}, {"~i", []}].
