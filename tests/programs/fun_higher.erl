%% SPDX-License-Identifier: Apache-2.0
%%
%% Higher-order functions written here and in lists: map, fold, filter, partition, iterate, memo by closure.

-module(fun_higher).
-export([main/0]).

main() ->
    L = lists:seq(1, 20),
    [{map, map(fun(X) -> X * X end, L)},
     {filter, filter(fun(X) -> X rem 3 =:= 1 end, L)},
     {foldl, foldl(fun(X, A) -> [X | A] end, [], L)},
     {foldr, foldr(fun(X, A) -> X - A end, 0, L)},
     {iterate, iterate(fun(X) -> X * 3 rem 1009 end, 1, 50)},
     {any_all, [lists:any(fun(X) -> X > 19 end, L), lists:all(fun is_integer/1, L), lists:all(fun(X) -> X > 1 end, L)]},
     {zipwith, lists:zipwith3(fun(A, B, C) -> A * B + C end, [1, 2, 3], [4, 5, 6], [7, 8, 9])},
     {unfold, unfold(fun(0) -> stop; (N) -> {N * N, N - 1} end, 10)},
     {flip, (flip(fun(A, B) -> {A, B} end))(1, 2)},
     {sort_by, lists:sort(fun({_, A}, {_, B}) -> A >= B end, [{a, 3}, {b, 1}, {c, 2}])},
     {parse, parse("12+3*(4-1)")},
     {nested_throw, catch map(fun(5) -> throw(five); (X) -> X end, L)},
     {mapfold, lists:mapfoldl(fun(X, S) -> {X + S, S + X} end, 0, [1, 2, 3, 4])}].

map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].

filter(P, [H | T]) ->
    case P(H) of
        true -> [H | filter(P, T)];
        false -> filter(P, T)
    end;
filter(_, []) -> [].

foldl(F, A, [H | T]) -> foldl(F, F(H, A), T);
foldl(_, A, []) -> A.

foldr(F, A, [H | T]) -> F(H, foldr(F, A, T));
foldr(_, A, []) -> A.

iterate(_, X, 0) -> X;
iterate(F, X, N) -> iterate(F, F(X), N - 1).

unfold(F, S) ->
    case F(S) of
        stop -> [];
        {X, S1} -> [X | unfold(F, S1)]
    end.

flip(F) -> fun(A, B) -> F(B, A) end.

%% A parser built from combinators.
parse(Text) -> (expression())(Text).

expression() ->
    fun(T) -> {V, R} = (term())(T), more(V, R, fun term/0, [{$+, fun(A, B) -> A + B end}, {$-, fun(A, B) -> A - B end}]) end.

term() -> fun(T) -> {V, R} = (factor())(T), more(V, R, fun factor/0, [{$*, fun(A, B) -> A * B end}]) end.

more(V, [C | R] = T, Next, Operators) ->
    case lists:keyfind(C, 1, Operators) of
        {_, F} ->
            {W, R1} = (Next())(R),
            more(F(V, W), R1, Next, Operators);
        false -> {V, T}
    end;
more(V, [], _, _) -> {V, []}.

factor() ->
    fun ([$( | T]) ->
            {V, [$) | R]} = (expression())(T),
            {V, R};
        (T) ->
            {Digits, R} = lists:splitwith(fun(C) -> C >= $0 andalso C =< $9 end, T),
            {list_to_integer(Digits), R}
    end.
