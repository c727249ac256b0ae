%% SPDX-License-Identifier: Apache-2.0
%%
%% Closures: captured values, nesting, closures that outlive their maker, funs in data.

-module(fun_closure).
-export([main/0]).

main() ->
    Adder = adder(10),
    {Push, Pop} = stack(),
    [{adder, Adder(5), (adder(-1))(1)},
     {many_captures, (captures(1, two, [3], {4}, 5.0, <<6>>, #{7 => 8}))(x)},
     {nested, ((nested(1))(2))(3)},
     {compose, (compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun(X) -> X - 3 end]))(10)},
     {curry, ((curry(fun(A, B) -> A - B end))(10))(4)},
     {counter, count(fun(N) -> N rem 3 =:= 0 end, lists:seq(1, 30))},
     {stack, Pop(Push(2, Push(1, [])))},
     {in_map, [(maps:get(Op, operations()))(7, 3) || Op <- [add, subtract, multiply, 'div']]},
     {in_list, [F(3) || F <- [fun(X) -> X * I end || I <- lists:seq(1, 5)]]},
     {lazy, take(10, naturals(5))},
     {church, church(5)},
     {no_capture, (no_capture())(a, b)},
     {twenty, (twenty(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20))(0)},
     {shadow, (fun(X) -> (fun(Y) -> [X | Y] end)([X]) end)(1)},
     {clauses, [(multi())(X) || X <- [0, 5, -5, a, [1]]]},
     {continuation, factorial(10, fun(X) -> {done, X} end)},
     {collected, collected(300)},
     {big_capture, (fun(B) -> fun() -> B end end)(1 bsl 70) =/= x}].

adder(N) -> fun(X) -> X + N end.

captures(A, B, C, D, E, F, G) -> fun(X) -> {X, G, F, E, D, C, B, A} end.

nested(A) -> fun(B) -> fun(C) -> {A, B, C, A + B + C} end end.

compose(Fs) -> lists:foldl(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs).

curry(F) -> fun(A) -> fun(B) -> F(A, B) end end.

count(_, []) -> 0;
count(P, [X | Rest]) ->
    case P(X) of
        true -> 1 + count(P, Rest);
        false -> count(P, Rest)
    end.

stack() -> {fun(X, S) -> [X | S] end, fun([X | S]) -> {X, S} end}.

operations() ->
    #{add => fun(A, B) -> A + B end, subtract => fun(A, B) -> A - B end, multiply => fun(A, B) -> A * B end, 'div' => fun(A, B) -> A div B end}.

naturals(N) -> fun() -> [N | naturals(N + 1)] end.

take(0, _) -> [];
take(N, Lazy) ->
    [H | T] = Lazy(),
    [H | take(N - 1, T)].

church(N) -> (numeral(N))(fun(X) -> X + 1 end, 0).

numeral(0) -> fun(_, X) -> X end;
numeral(N) ->
    Previous = numeral(N - 1),
    fun(F, X) -> F(Previous(F, X)) end.

no_capture() -> fun(A, B) -> {B, A} end.

twenty(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    fun(X) -> [X, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T] end.

multi() ->
    Limit = probe_lib:id(0),
    fun (X) when X > Limit -> positive;
        (X) when is_integer(X), X < Limit -> negative;
        (Limit1) when Limit1 =:= Limit -> zero;
        ([X]) -> {list, X};
        (_) -> other
    end.

factorial(0, K) -> K(1);
factorial(N, K) -> factorial(N - 1, fun(X) -> K(N * X) end).

collected(N) ->
    Fs = [fun() -> {I, lists:seq(1, I rem 7)} end || I <- lists:seq(1, N)],
    lists:sum([begin {I, L} = F(), I + length(L) end || F <- Fs]).
