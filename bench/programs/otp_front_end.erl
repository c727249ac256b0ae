%% SPDX-License-Identifier: Apache-2.0
%% Erlang/OTP's own scanner, parser and linter on the text of a module with N functions: large modules at work.
-module(otp_front_end).
-export([main/1]).

main(N) ->
    Text = lists:flatten(["-module(generated).\n-export([main/0]).\n", [function(I) || I <- lists:seq(1, N)],
                          "main() -> f1(7, []).\n"]),
    {ok, Tokens, _} = erl_scan:string(Text),
    Forms = [form(Form) || Form <- split(Tokens, [], [])],
    {ok, Warnings} = erl_lint:module(Forms, "generated.erl", []),
    {length(Tokens), length(Forms), Warnings}.

function(I) ->
    Next = integer_to_list(I + 1),
    ["f", integer_to_list(I), "(X, Acc) when is_integer(X), X > ", integer_to_list(I rem 7), " ->\n"
     "    case [Y * 2 || Y <- [X, X + 1, ", Next, "], Y rem 2 =:= 0] of\n"
     "        [] -> {X, Acc};\n"
     "        [H | T] -> try f", integer_to_list(I), "(H - X, [T | Acc]) catch error:E -> {E, fun() -> H end} end\n"
     "    end;\n"
     "f", integer_to_list(I), "(_, Acc) -> #{acc => Acc, next => <<", Next, ":16, \"abc\">>}.\n"].

split([], [], Forms) -> lists:reverse(Forms);
split([{dot, _} = Dot | Rest], Form, Forms) -> split(Rest, [], [lists:reverse(Form, [Dot]) | Forms]);
split([Token | Rest], Form, Forms) -> split(Rest, [Token | Form], Forms).

form(Tokens) ->
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
