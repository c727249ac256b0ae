%% SPDX-License-Identifier: Apache-2.0
%%
%% What io:format and its like print: every directive, columns, nested terms over several lines, unicode, from several
%% processes in turn.

-module(io_format_output).
-export([main/0]).

main() ->
    io:format("plain~n"), io:format("~w ~p ~s~n", [{a, "b"}, {a, "b"}, "text"]),
    [io:format("|~10w|~-10w|~10.3f|~.5.0b|~c|~3c|~n", [T, T, 1.5, N, $x, $y]) || {T, N} <- [{abc, 7}, {{1, 2}, -7}]],
    io:format("~p~n", [lists:seq(1, 60)]),
    io:format("~p~n", [[{name, "a long name that needs room"}, {list, lists:seq(100, 130)}, {nested, [{x, {y, {z, <<"binary text in it">>}}}]}]]),
    io:format("~p~n", [#{1 => "value", 2 => [1, 2, 3], {3} => #{inner => <<1, 2, 3>>}}]),
    io:format("~30p~n~40p~n", [{some_tuple, with, several, atoms, inside}, {some_tuple, with, several, atoms, inside}]),
    io:format("~P ~W~n", [lists:seq(1, 50), 8, {a, {b, {c, {d}}}}, 4]),
    io:format("~ts ~tp ~p ~tw~n", [[228, 955], [228, 955], [228, 955], 'ä']), io:format("~s~n", [<<"bytes">>]), io:format("~ts~n", [<<"λ"/utf8>>]),
    io:put_chars("put chars\n"), io:put_chars([["nested", $\s], <<"iolist\n">>]), io:nl(), io:write({written, [1.0, "s"]}), io:nl(),
    S = self(),
    [begin P = spawn(fun() -> io:format("from process ~w~n", [N]), S ! {done, N} end), receive {done, N} -> P end end || N <- [1, 2, 3]],
    io:format("~~ done ~i~w~n", [skipped, shown]), io:fwrite("~*c~*.*f~n", [5, $*, 8, 2, 3.14159]),
    [probe_lib:run(F) || F <- [fun() -> io:format("~w~n", []) end, fun() -> io:format("~q~n", [1]) end, fun() -> io:format("~w", [1, 2]) end, fun() -> io:format(a, b) end]].
