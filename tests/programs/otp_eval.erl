%% SPDX-License-Identifier: Apache-2.0
%%
%% Programs from text: erl_scan, erl_parse, erl_lint, erl_pp, erl_expand_records, erl_eval.

-module(otp_eval).
-export([main/0, helper/1]).

main() -> {[evaluate(T) || T <- texts()], [lint(T) || T <- modules()], [pretty(T) || T <- modules()], terms(), bindings()}.

helper(X) -> {helped, X}.

texts() ->
    ["1 + 2 * 3.", "X = 4, Y = X * X, {X, Y, [X | Y]}.", "lists:map(fun(A) -> A * 2 end, [1, 2, 3]).",
     "F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end, F(25).", "case {a, 1} of {a, N} when N > 1 -> big; {a, N} -> {small, N} end.",
     "[{A, B} || A <- [1, 2, 3], B <- \"ab\", A rem 2 =:= 1].", "<< <<(A + 1)>> || <<A>> <= <<1, 2, 3>> >>.",
     "<<A:3, B:13/little, C/binary>> = <<1, 2, 3, 4>>, {A, B, C}.", "try error(oops) catch error:R -> {caught, R} after ok end.",
     "M = #{a => 1, b => 2}, #{a := V} = M, {V, M#{c => 3}, maps:size(M)}.", "begin self() ! {msg, 1}, receive {msg, Q} -> Q after 100 -> none end end.",
     "if 1 > 2 -> a; true -> b end.", "catch throw(thrown).", "element(2, catch exit(gone)).", "\"string\" ++ [$\\n, 16#ff, 2#1010, 1.5e3].",
     "otp_eval:helper(x).", "fun otp_eval:helper/1(y).", "X = 1, X = 2.", "foo:bar(1).", "1 / 0.", "(fun(X) when X > 1 -> X end)(0).",
     "case x of y -> 1 end.", "{not true, true andalso false, 1 =:= 1.0, 1 == 1.0, a < b, 5 div 2, -5 rem 3, 1 bsl 70}.",
     "[X || {ok, X} <- [{ok, 1}, error, {ok, 2}]].", "#{K => V || K := V <- #{a => 1}}.", "maps:from_list([{K, K * K} || K <- lists:seq(1, 20)]).",
     "{A, _, A} = {1, 2, 1}, A.", "X.", "try throw({a, 1}) of _ -> no catch throw:{a, N} when N < 5 -> N; _:_ -> other end.", "foo(.", "$a + \"b."].

evaluate(Text) ->
    case erl_scan:string(Text) of
        {ok, Tokens, _} ->
            case erl_parse:parse_exprs(Tokens) of
                {ok, Expressions} ->
                    try erl_eval:exprs(Expressions, erl_eval:new_bindings()) of
                        {value, Value, Bindings} ->
                            {show(Value), [{N, show(V)} || {N, V} <- erl_eval:bindings(Bindings)], lists:flatten(erl_pp:exprs(Expressions))}
                    catch
                        Class:Reason -> {Class, show(Reason)}
                    end;
                {error, Info} -> {error, Info}
            end;
        Error -> Error
    end.

show(F) when is_function(F) -> {function, erlang:fun_info(F, arity)};
show(T) when is_tuple(T) -> list_to_tuple([show(X) || X <- tuple_to_list(T)]);
show([H | T]) -> [show(H) | show(T)];
show(T) -> T.

modules() ->
    ["-module(a).\n-export([f/1, g/0]).\n-record(r, {x = 1 :: integer(), y, z = [a]}).\nf(#r{x = X, y = Y}) when X > 0; is_atom(Y) -> #r{x = Y};\n"
     "f(R) -> R#r{y = R#r.x + #r.y}.\ng() -> H = fun(Z, _) -> Z end, H(1, 2).\n",
     "-module(b).\n-export([missing/2]).\n-type t() :: #{atom() => [integer()]} | {ok, binary()}.\n-spec h(t()) -> none().\nh(Unused) -> Undefined.\n",
     "-module(c).\n-export([k/1]).\nk(X) -> case X of {Y, 1} -> Y; [Z] -> Z; #{a := <<Q:4/little-signed, _/bits>>} -> Q end, Y.\nk(1, 2) -> ok.\nk(2) -> twice.\nunused() -> receive a -> b after 10 -> c end.\n",
     "-module(d).\n-export([m/0]).\nm() -> try lists:foo(1), erlang:now() catch throw:T when T =/= x -> T; error:{badmatch, V}:S -> {V, S} after io:format(\"done~n\") end.\n"
     "n(A, B) -> A + B, [X || X <- A, X > 1] ++ \"text\", <<\"bin\">>, 'quoted atom', -1.25, 16#ff, fun m/0, fun erlang:self/0, (A andalso B) orelse not A.\n"].

forms(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    [begin {ok, F} = erl_parse:parse_form(Ts), F end || Ts <- split(Tokens, [])].

split([], _) -> [];
split([{dot, _} = D | T], Acc) -> [lists:reverse(Acc, [D]) | split(T, [])];
split([H | T], Acc) -> split(T, [H | Acc]).

lint(Text) ->
    case erl_lint:module(forms(Text) ++ [{eof, 99}], "file") of
        {ok, Warnings} -> {ok, messages(Warnings)};
        {error, Errors, Warnings} -> {error, messages(Errors), messages(Warnings)}
    end.

messages(List) -> [[{Where, lists:flatten(M:format_error(D))} || {Where, M, D} <- Ds] || {_, Ds} <- List].

pretty(Text) -> [lists:flatten(erl_pp:form(F)) || F <- forms(Text)].

terms() ->
    Parse = fun(T) -> {ok, Ts, _} = erl_scan:string(T), erl_parse:parse_term(Ts) end,
    {[Parse(T) || T <- ["{a, [1, 2.5 | b], \"s\", <<1, 2>>, #{k => -3}}.", "foo(1).", "[1, 2"]],
     erl_parse:normalise(erl_parse:abstract([{a, 1.5, "x", <<"y">>, #{z => 1}}, -7, $a])), erl_scan:string("'a b' \"\\x{3b1}\" $\\s 1_000 % comment\n .", {1, 1}, [return]),
     erl_anno:line(erl_anno:new({3, 4})), erl_parse:map_anno(fun(_) -> 0 end, hd(forms("-module(x).")))}.

bindings() ->
    {ok, Ts, _} = erl_scan:string("Z = X + Y, f(Z)."),
    {ok, Es} = erl_parse:parse_exprs(Ts),
    Local = {value, fun(f, [V]) -> {local, V} end},
    {value, Value, New} = erl_eval:exprs(Es, erl_eval:add_binding('Y', 2, [{'X', 1}]), Local),
    {Value, lists:sort(New)}.
