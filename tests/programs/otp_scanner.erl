%% SPDX-License-Identifier: Apache-2.0
%%
%% erl_scan, erl_parse, erl_eval and erl_pp of the installed OTP: an interpreter inside the interpreter.

-module(otp_scanner).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{tokens, tokens("foo(X, 1.5, \"s\", $c, 'q a') -> X + 16#FF; % comment")},
     {scan_error, erl_scan:string("'unterminated")},
     {terms, [parse_term(T) || T <- ["{a, [1, 2 | b], \"s\", #{k => <<1, 2>>}}.", "-5.", "[]."]]},
     {parse_error, element(1, parse("X + ."))},
     {values, [value(E) || E <- ["1 + 2 * 3 - 4 div 3.", "lists:map(fun(X) -> X * X end, [1, 2, 3]).", "[X || X <- lists:seq(1, 20), X rem 3 =:= 0].",
                                 "case {1, 2} of {A, B} when A > B -> bigger; {A, B} -> {A, B} end.", "try throw(x) catch throw:Y -> {caught, Y} end.",
                                 "F = fun G(0) -> 1; G(N) -> N * G(N - 1) end, F(20).", ?ON_ATOMVM("<<A:8, B/bits>> = <<16#AB, 1>>, {A, B}.", "<<A:4, B/bits>> = <<16#AB, 1>>, {A, B}."), "#{a := V} = #{a => 1, b => 2}, V.",
                                 "begin X = 5, if X > 3 -> big; true -> small end end.", "<< <<(X * 2)>> || <<X>> <= <<1, 2, 3>> >>.", "catch 1 / 0, done.",
                                 "\"abc\" ++ [$d]."]]},
     {error_value, probe_lib:run(fun() -> value("a + 1.") end)},
     {pretty, lists:flatten(erl_pp:expr(hd(element(2, parse("case f(X) of {ok, Y} when Y > 1 -> [Y | g(Y)]; _ -> error end.")))))},
     {form, lists:flatten(erl_pp:form(form("double(X) when is_integer(X) -> X * 2; double(_) -> none.")))},
     {abstract, erl_parse:abstract({a, [1, "s"], <<"b">>}), erl_parse:normalise(erl_parse:abstract([{x, 1.5}]))}].

tokens(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    [case T of {Category, _, Symbol} -> {Category, Symbol}; {Category, _} -> Category end || T <- Tokens].

parse_term(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    {ok, Term} = erl_parse:parse_term(Tokens),
    Term.

parse(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    erl_parse:parse_exprs(Tokens).

value(S) ->
    {ok, Exprs} = parse(S),
    {value, V, _} = erl_eval:exprs(Exprs, []),
    V.

form(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
