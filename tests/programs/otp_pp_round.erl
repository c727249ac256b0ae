%% SPDX-License-Identifier: Apache-2.0
%%
%% Forms parsed, printed, scanned and parsed again must be the same forms but for places; what is printed is compared too.

-module(otp_pp_round).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [round_trip(T) || T <- texts()] ++
        [{normal, [erl_parse:normalise(erl_parse:abstract(V)) =:= V || V <- values()]},
         {abstract, [lists:flatten(erl_pp:expr(erl_parse:abstract(V))) || V <- values()]},
         {tokens, [element(1, erl_scan:string(T)) || T <- ["\"open", "$", "'a", "1.5e400", "16#G", "37#1", "#!", "a.b", "\x{3BB}x", "1.e3"]]},
         {kept, begin {ok, Ts, _} = erl_scan:string("a % note\n  + 1.", {1, 1}, [return, text]), [{erl_scan:category(T), erl_scan:location(T), erl_scan:text(T)} || T <- Ts] end},
         {types, [lists:flatten(erl_pp:form(form(T))) || T <- ["-type t(A) :: {A, 1..5} | #{a := b, c => [d, ...]} | fun((...) -> x).", "-spec f(A, [B]) -> {A, B} when A :: atom(), B :: binary().", "-record(r, {a = 1 :: integer(), b, c = #{}}).", "-export([a/1, b/2])."]]},
         {errors, [errors(T) || T <- ["f(X) -> case X of end.", "f() -> a", "f(A) -> A; g(B) -> B.", "-record(r).", "f() -> 1 2.", "f(X) when -> X.", "f() -> fun(A) -> a; (A, B) -> b end."]]}].

texts() ->
    ["f(X, Y) when X > 1, Y < 2; is_list(X) -> X + Y * 3 - (4 - 5), A = {X, [Y | Z]}, A.", "f([]) -> []; f([H | T]) -> [h(H) | f(T)].",
     "f(B) -> <<A:8/signed-little, C:N/binary-unit:4, _/bits>> = B, << <<(X + 1):3>> || <<X:2>> <= B, X > 0 >>.", "f(M) -> #{a := X, {b} := Y} = M, M#{a => X, c => Y#{d := 1}}.",
     "f() -> try g() of 1 -> a; _ -> b catch error:E:S when E > 1 -> S; throw:T -> T; X -> X after h() end.", "f() -> receive {a, X} when X -> 1; b -> 2 after 10 * 5 -> timeout end.",
     "f(X) -> if X -> a; not X -> b; X andalso (X orelse true) -> c end.", "f() -> fun(A) -> A; (_) -> fun Loop(N) -> Loop(N) end, fun g/1, fun m:g/2 end.", "f(R) -> R#r.a + (R#r{b = 1, _ = 2})#r.c + #r.d + element(#r.a, R).",
     "f() -> -(1) + - 2 - -X bsl 3 band (4 bor 5) rem 2 div 3.", "f() -> \"a\\n\\t\\\"\\x{3BB}\" \"concat\", $\\s, $a, 'odd atom', '', <<\"bytes\">>, <<\"x\"/utf8, 1.0e-5/float>>.", "f() -> catch (catch x), begin a, b end, (A = 1) + B, not (a == b) xor c =/= d.",
     "f(X) -> m:f(X), (g())(X), (M:F)(X), ?MODULE_like, X ! {a, b} ! c.", "f() -> [X || {X, Y} <- L, Y, #{} <- [1], <<Z>> <= B, g(Z)] ++ [] -- [a] ++ [b].",
     "f() -> {a_long_atom_number_one, a_long_atom_number_two, [a_long_atom_number_three, a_long_atom_number_four], \"and a rather long string that must be broken somewhere\", 123456789012345678901234567890}."].

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.

bare(Form) -> erl_parse:map_anno(fun(_) -> 0 end, Form).

round_trip(Text) ->
    case probe_lib:run(fun() -> form(Text) end) of
        {error, _} -> {not_a_form, errors(Text)};
        Form ->
            Printed = lists:flatten(erl_pp:form(Form)),
            {bare(form(Printed)) =:= bare(Form), Printed, erlang:phash2(bare(Form))}
    end.

errors(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    case erl_parse:parse_form(Tokens) of
        {ok, Form} -> {ok, element(1, Form)};
        {error, {_, M, Why}} -> lists:flatten(M:format_error(Why))
    end.

values() -> [1, -1, 1.5, a, 'A b', "text", [1, 256, a], [a | b], <<"bin">>, ?NOT_ON_ATOMVM(<<5:3>>), {}, {1, {2}}, #{}, #{k => "v"}, [], [[], [[]]], 1 bsl 70, <<200, 1>>, "\x{3BB}"].
