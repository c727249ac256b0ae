%% SPDX-License-Identifier: Apache-2.0
%%
%% Text to tokens to forms to values: erl_eval with bindings, local functions, each construct and each exception.

-module(otp_eval_bindings).
-export([main/0]).

main() ->
    [{T, eval(T, #{'X' => 5, 'L' => [3, 1, 2], 'B' => <<16#ABCD:16, 5:3>>, 'M' => #{k => 1, 2 => [x]}})} || T <- texts()].

texts() ->
    ["X + 1.", "Y = X * 2, {X, Y}.", "[A || A <- L, A > 1].", "<< <<C>> || <<C:4>> <= B >>.", "fun(A) -> A + X end(3).", "F = fun Fac(0) -> 1; Fac(N) -> N * Fac(N - 1) end, F(25).",
     "case M of #{k := V, 2 := [Z]} -> {V, Z} end.", "M#{k => 2, new => 3}.", "M#{missing := 1}.", "<<H:4, T:9/signed-little, R/bits>> = B, {H, T, R}.", "try error(X) catch error:5 -> five after put(done, 1) end.",
     "try X of 5 -> throw(x); _ -> no catch throw:T -> {t, T} end.", "catch exit(out).", "if X > 3, X < 4 -> a; hd(L) =:= 3 orelse X -> b; true -> c end.", "begin A = 1, A = X end.", "unbound + Undefined.", "1 / 0.",
     "case X of 4 -> no end.", "(fun(1) -> a; (2) -> b end)(X).", "lists:sort(L).", "local(1, X).", "local(oops).", "receive after 0 -> none end.", "self() ! {m, X}, receive {m, Q} when Q > 4 -> {got, Q} after 100 -> late end.",
     "\"str\" ++ [$a | \"b\"].", "\"pre\" ++ R = \"prefix\", R.", "{A, A} = {1, 2}.", "X andalso true.", "not (X == 5) or true.", "[{P, Q} || P <- L, Q <- [a, b], P =/= 2].", "fun lists:sum/1(L).", "-X bsl 70 bxor 1.",
     "[X|L] -- [5].", "#{X => X, Y => 1}.", "F = fun(#{k := K}) when K > 0 -> K; (_) -> none end, [F(M), F(#{}), F(x)].", "<<X:16/little, \"ab\"/utf16, 1.5:32/float>>.", "16#FF + $a + 1_000 + 2#101.", "'quoted atom'.", "X.", "1 +.", "f(", "{.", "[1, 2 3]."].

eval(Text, Bindings) ->
    case erl_scan:string(Text) of
        {ok, Tokens, _} ->
            case erl_parse:parse_exprs(Tokens) of
                {ok, Exprs} -> value(Exprs, Bindings);
                {error, {_, Module, Why}} -> {parse, lists:flatten(Module:format_error(Why))}
            end;
        {error, {_, Module, Why}, _} -> {scan, lists:flatten(Module:format_error(Why))}
    end.

value(Exprs, Bindings) ->
    Local = {value, fun(local, Args) -> {called, Args}; (Other, Args) -> error({no_local, Other, Args}) end},
    try erl_eval:exprs(Exprs, maps:fold(fun erl_eval:add_binding/3, erl_eval:new_bindings(), Bindings), Local) of
        {value, V, New} -> {printable(V), [{K, printable(W)} || {K, W} <- lists:sort(erl_eval:bindings(New)), not is_map_key(K, Bindings)]}
    catch
        Class:Reason -> {Class, printable(Reason), lists:flatten([erl_pp:exprs(Exprs), "."])}
    end.

printable(F) when is_function(F) -> {function, element(2, erlang:fun_info(F, arity))};
printable({badmatch, V}) -> {badmatch, V};
printable(V) -> V.
