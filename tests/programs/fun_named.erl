%% SPDX-License-Identifier: Apache-2.0
%%
%% Recursive named funs, mutual recursion through arguments, the Y combinator.

-module(fun_named).
-export([main/0]).

main() ->
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end,
    Sum = fun S([], Acc) -> Acc; S([H | T], Acc) -> S(T, Acc + H) end,
    Tree = fun T({L, V, R}) -> T(L) + V + T(R); T(nil) -> 0 end,
    Even = fun(0, _) -> true; (N, Odd) -> Odd(N - 1, Odd) end,
    Odd = fun O(0, _) -> false; O(N, _) when N < 0 -> below; O(N, X) -> not O(N - 1, X) end,
    Fix = fun(G) -> (fun(X) -> G(fun(A) -> (X(X))(A) end) end)(fun(X) -> G(fun(A) -> (X(X))(A) end) end) end,
    Offset = probe_lib:id(100),
    Captured = fun C(0) -> Offset; C(N) -> 1 + C(N - 1) end,
    [{factorial, Fact(20), Fact(30)},
     {sum, Sum(lists:seq(1, 1000), 0)},
     {tree, Tree({{nil, 1, nil}, 2, {nil, 3, {nil, 4, nil}}})},
     {even, Even(10, Odd)},
     {fix, (Fix(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end))(10)},
     {captured, Captured(50)},
     {deep, (fun D(0) -> 0; D(N) -> 1 + D(N - 1) end)(100000)},
     {long, (fun L(0, Acc) -> Acc; L(N, Acc) -> L(N - 1, Acc bxor N) end)(100000, 0)},
     {nested, (fun Outer(N) when N > 0 -> [(fun Inner(0) -> N; Inner(K) -> Inner(K - 1) end)(N) | Outer(N - 1)]; Outer(_) -> [] end)(5)},
     {as_value, lists:map(fun Fib(N) when N < 2 -> N; Fib(N) -> Fib(N - 1) + Fib(N - 2) end, lists:seq(0, 15))}].
