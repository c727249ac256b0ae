%% SPDX-License-Identifier: Apache-2.0
%%
%% Terms printed to standard output, one a line, by write, format and print: strings or lists, quoted atoms, escapes,
%% deep and wide ones.

-module(io_terms_output).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [begin io:write(T), io:nl() end || T <- terms()],
    [io:format("~0p~n~p~n", [T, T]) || T <- terms()],
    [io:format("~s~n", [io_lib:print(T, 5, 30, 4)]) || T <- terms()],
    length(terms()).

terms() ->
    [0, -1, 1 bsl 70, 0.1, 1.0e100,
     'Quoted Atom', 'don\'t', [], "abc", "a\tb\n", [$a | b], [1, 2, 300], [[], [[]]],
     {}, {{}}, list_to_tuple(lists:seq(1, 40)),
     <<>>, <<"text">>, <<1, 200>>, ?NOT_ON_ATOMVM(<<5:3>>), ?NOT_ON_ATOMVM(<<"ab", 1:2>>), <<0:400>>,
     #{}, #{a => #{b => []}}, fun lists:map/2,
     [{"key", <<"value">>}, {k, "v"}],
     "\"quoted\" \\ back", [127], [0], "\e",
     lists:duplicate(3, "line of text that is somewhat long")].
