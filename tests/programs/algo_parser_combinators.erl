%% SPDX-License-Identifier: Apache-2.0
%%
%% Parsers as funs that give lists of results: calculator with precedence, ambiguous grammars, csv.

-module(algo_parser_combinators).
-export([main/0]).

main() ->
    [{calculate, [{T, run(expression(), T)} || T <- ["1+2*3", "(1+2)*3", "2^3^2", "10-3-2", "8/4/2", "-5+2", "", "1+", "2*(3", "7/0"]]},
     {ambiguous, [length(all(some(one_or_two()), lists:duplicate(N, $a))) || N <- lists:seq(1, 8)]},
     {csv, [run(csv(), T) || T <- ["a,b,c", "x", "\"a,b\",c", "\"q\"\"q\",", ""]]},
     {lists, [run(nested(), T) || T <- ["[]", "[1,[2,[]],3]", "[1,]"]]}].

run(P, Text) ->
    try [V || {V, ""} <- P(Text)] of
        [V | _] -> {ok, V};
        [] -> fail
    catch error:R -> R
    end.

all(P, Text) -> [V || {V, ""} <- P(Text)].

pure(V) -> fun(S) -> [{V, S}] end.
bind(P, F) -> fun(S) -> [R || {V, Rest} <- P(S), R <- (F(V))(Rest)] end.
either(P, Q) -> fun(S) -> P(S) ++ Q(S) end.
first(P, Q) -> fun(S) -> case P(S) of [] -> Q(S); R -> R end end.
sat(F) -> fun([C | S]) -> case F(C) of true -> [{C, S}]; false -> [] end; ([]) -> [] end.
char(C) -> sat(fun(D) -> D =:= C end).
many(P) -> fun(S) -> (first(some(P), pure([])))(S) end.
some(P) -> bind(P, fun(V) -> bind(either(many(P), pure([])), fun(Vs) -> pure([V | Vs]) end) end).
then(P, Q) -> bind(P, fun(_) -> Q end).
before(P, Q) -> bind(P, fun(V) -> bind(Q, fun(_) -> pure(V) end) end).

chain_left(P, Op) -> bind(P, fun(V) -> chain_left(V, P, Op) end).
chain_left(V, P, Op) -> first(bind(Op, fun(F) -> bind(P, fun(W) -> chain_left(F(V, W), P, Op) end) end), pure(V)).

lazy(F) -> fun(S) -> (F())(S) end.

operator(Pairs) -> lists:foldr(fun({C, F}, P) -> either(then(char(C), pure(F)), P) end, fun(_) -> [] end, Pairs).

expression() -> chain_left(term(), operator([{$+, fun erlang:'+'/2}, {$-, fun erlang:'-'/2}])).
term() -> chain_left(power(), operator([{$*, fun erlang:'*'/2}, {$/, fun(A, B) -> A div B end}])).
power() -> bind(factor(), fun(B) -> first(then(char($^), bind(lazy(fun power/0), fun(E) -> pure(pow(B, E)) end)), pure(B)) end).
factor() ->
    first(number(), first(then(char($-), bind(lazy(fun factor/0), fun(V) -> pure(-V) end)),
                          then(char($(), before(lazy(fun expression/0), char($)))))).
number() -> bind(digits(), fun(D) -> pure(list_to_integer(D)) end).
digits() -> fun(S) -> case lists:splitwith(fun(C) -> C >= $0 andalso C =< $9 end, S) of {"", _} -> []; R -> [R] end end.

pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).

one_or_two() -> either(then(char($a), pure(1)), then(char($a), then(char($a), pure(2)))).

csv() -> separated(first(quoted(), many(sat(fun(C) -> C =/= $, andalso C =/= $" end)))).
quoted() -> then(char($"), before(many(first(sat(fun(C) -> C =/= $" end), then(char($"), char($")))), char($"))).
separated(P) -> bind(P, fun(V) -> first(then(char($,), bind(lazy(fun() -> separated(P) end), fun(Vs) -> pure([V | Vs]) end)), pure([V])) end).

nested() -> then(char($[), before(first(separated(first(number(), lazy(fun nested/0))), pure([])), char($]))).
