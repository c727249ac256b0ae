%% SPDX-License-Identifier: Apache-2.0
%%
%% An interpreter of a small Lisp: reader, environments as maps, closures, tail calls, errors as exceptions.

-module(algo_interpreter).
-export([main/0]).

main() ->
    [{P, eval_all(P)} || P <- [
        "(+ 1 2 (* 3 4))",
        "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 25)",
        "(define loop (lambda (n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))) (loop 2000 0)",
        "(define compose (lambda (f g) (lambda (x) (f (g x))))) ((compose (lambda (x) (* x x)) (lambda (x) (+ x 1))) 7)",
        "(define map (lambda (f l) (if (null? l) (quote ()) (cons (f (car l)) (map f (cdr l)))))) (map (lambda (x) (- x)) (quote (1 2 3)))",
        "(let ((x 2) (y 3)) (let ((x 7) (z (+ x y))) (* z x)))",
        "(car (quote (a b)))", "(undefined 1)", "(1 2)", "((lambda (x) x))", "(car 5)", "(", ")", "(if 0 1 2)", "(+ 1 (quote a))"]].

eval_all(Text) ->
    try
        {Values, _} = lists:mapfoldl(fun eval_top/2, globals(), read_all(tokens(Text))),
        show(lists:last(Values))
    catch
        throw:R -> {thrown, R};
        error:R -> {error, R}
    end.

globals() ->
    #{'+' => {primitive, fun lists:sum/1}, '*' => {primitive, fun(L) -> lists:foldl(fun(A, B) -> A * B end, 1, L) end},
      '-' => {primitive, fun([A]) -> -A; ([A, B]) -> A - B end}, '<' => {primitive, fun([A, B]) -> A < B end},
      '=' => {primitive, fun([A, B]) -> A == B end}, cons => {primitive, fun([A, B]) -> [A | B] end},
      car => {primitive, fun([[A | _]]) -> A end}, cdr => {primitive, fun([[_ | B]]) -> B end},
      'null?' => {primitive, fun([L]) -> L =:= [] end}}.

tokens([]) -> [];
tokens([C | R]) when C =< $\s -> tokens(R);
tokens([C | R]) when C =:= $(; C =:= $) -> [C | tokens(R)];
tokens(R) -> word(R).

word(R) ->
    {W, Rest} = lists:splitwith(fun(C) -> C > $\s andalso C =/= $( andalso C =/= $) end, R),
    [case string:to_integer(W) of {N, ""} -> {int, N}; _ -> {symbol, list_to_atom(W)} end | tokens(Rest)].

read_all([]) -> [];
read_all(T) -> {F, R} = read(T), [F | read_all(R)].

read([$( | R]) -> read_list(R);
read([$) | _]) -> throw(unexpected_close);
read([{int, N} | R]) -> {N, R};
read([{symbol, S} | R]) -> {S, R};
read([]) -> throw(eof).

read_list([$) | R]) -> {[], R};
read_list(T) ->
    {H, R} = read(T),
    {L, R1} = read_list(R),
    {[H | L], R1}.

eval_top([define, Name, Form], G) -> {Name, G#{Name => eval(Form, #{}, G)}};
eval_top(Form, G) -> {eval(Form, #{}, G), G}.

eval(S, Env, G) when is_atom(S) ->
    case {Env, G} of
        {#{S := V}, _} -> V;
        {_, #{S := V}} -> V;
        _ -> throw({unbound, S})
    end;
eval([quote, X], _, _) -> X;
eval(['if', C, A, B], Env, G) -> case eval(C, Env, G) of false -> eval(B, Env, G); _ -> eval(A, Env, G) end;
eval([lambda, Ps, Body], Env, _) -> {closure, Ps, Body, Env};
eval(['let', Bs, Body], Env, G) -> eval(Body, maps:merge(Env, maps:from_list([{N, eval(F, Env, G)} || [N, F] <- Bs])), G);
eval([F | As], Env, G) ->
    Args = [eval(A, Env, G) || A <- As],
    case eval(F, Env, G) of
        {primitive, Fun} -> Fun(Args);
        {closure, Ps, Body, E} when length(Ps) =:= length(Args) -> eval(Body, maps:merge(E, maps:from_list(lists:zip(Ps, Args))), G);
        {closure, Ps, _, _} -> throw({arity, length(Ps), length(Args)});
        Other -> throw({not_a_function, show(Other)})
    end;
eval(X, _, _) -> X.

show({closure, Ps, _, Env}) -> {closure, Ps, maps:keys(Env)};
show({primitive, _}) -> primitive;
show(X) -> X.
