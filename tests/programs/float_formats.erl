%% SPDX-License-Identifier: Apache-2.0
%%
%% io_lib's formats of numbers: widths, precision, padding, bases, characters.

-module(float_formats).
-export([main/0]).

main() ->
    [[lists:flatten(io_lib:format(F, [A])) || A <- [0.0, 1.5, -123.456, 1.0e10, 1.0e-7, 12345678.9]] || F <- ["~f", "~.2f", "~10.3f", "~-10.1f|", "~e", "~.3e", "~12.4e", "~g", "~.4g", "~w", "~p", "~8w"]] ++
    [[lists:flatten(io_lib:format(F, [A])) || A <- [0, 255, -255, 1 bsl 70]] || F <- ["~b", "~.16b", "~.16B", "~.2b", "~.36B", "~+b", "~#", "~.16#", "~8b", "~8.10.0b", "~-6w|", "~.16x" , "~.8+", "~w"], F =/= "~.16x"] ++
    [probe_lib:run(fun() -> lists:flatten(io_lib:format(F, A)) end) || {F, A} <- [{"~.16x", [31, "0x"]}, {"~.10X", [-9, "n"]}, {"~c", [$a]}, {"~5c", [$b]}, {"~tc", [955]}, {"~s", ["abc"]}, {"~5s|~-5s|~.2s", ["ab", "cd", "efg"]},
        {"~*s", [6, "x"]}, {"~w ~i~w", [1, 2, 3]}, {"~~ ~n", []}, {"~3.0.*b", [$x, 7]}, {"~w", []}, {"~w", [1, 2]}, {"~d", [1]}, {"~s", [a]}, {"~s", [1]}, {"~ts", [[955, 956]]}, {"~s", [<<"bin">>]}, {"~ts", [<<206, 187>>]},
        {"~p", [[1, 2, 3]]}, {"~p", ["text"]}, {"~P", [lists:seq(1, 20), 6]}, {"~W", [{a, [b, [c, [d]]]}, 5]}, {"~0p", [#{a => "b"}]}, {"~f", [1]}, {"~f", [a]}, {"~.300f", [0.1]}]].
