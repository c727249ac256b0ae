%% SPDX-License-Identifier: Apache-2.0
%%
%% Symbolic algebra: differentiate, simplify, evaluate, print with as few parentheses as can be; polynomials and
%% rationals.

-module(algo_calculus).
-export([main/0]).

main() ->
    Es = [{'+', x, 1}, {'*', {'+', x, 1}, {'-', x, 1}}, {'^', x, 5}, {sin, {'*', 2, x}}, {'/', 1, x}, {'*', x, {'^', {cos, x}, 2}}, {'-', {'-', x, {'-', 1, x}}, 0}, y],
    [{E, print(E), simplify(d(E)), print(simplify(d(simplify(d(E))))), probe_lib:run(fun() -> value(E, #{x => 2}) end)} || E <- Es] ++
    [{polynomials, times([1, 2, 3], [0, 1]), divide([-4, 0, -2, 1], [-3, 1]), horner([1, 2, 3], 10), power([1, 1], 6), compose([0, 0, 1], [1, 1])},
     {rationals, lists:foldl(fun plus/2, {0, 1}, [{1, N} || N <- lists:seq(1, 20)]), continued({415, 93}), convergents([3, 7, 15, 1, 292])},
     {roots, [bisect(fun(X) -> X * X * X - X - 2 end, 1.0, 2.0, 40), newton(fun(X) -> X * X - 2 end, fun(X) -> 2 * X end, 1.0, 8)]},
     {integral, simpson(fun(X) -> X * X * X end, 0, 2, 10), simpson(fun(X) -> 1 / (1 + X * X) end, 0, 1, 20)},
     {bernoulli, [bernoulli(N) || N <- [0, 1, 2, 4, 10, 12]]}].

d(N) when is_number(N) -> 0;
d(x) -> 1;
d(V) when is_atom(V) -> 0;
d({Op, A, B}) when Op =:= '+'; Op =:= '-' -> {Op, d(A), d(B)};
d({'*', A, B}) -> {'+', {'*', d(A), B}, {'*', A, d(B)}};
d({'/', A, B}) -> {'/', {'-', {'*', d(A), B}, {'*', A, d(B)}}, {'^', B, 2}};
d({'^', A, N}) when is_integer(N) -> {'*', {'*', N, {'^', A, N - 1}}, d(A)};
d({sin, A}) -> {'*', {cos, A}, d(A)};
d({cos, A}) -> {'*', {'-', 0, {sin, A}}, d(A)}.

simplify({Op, A, B}) -> case s({Op, simplify(A), simplify(B)}) of {Op, A, B} = E -> E; {_, _, _} = E -> simplify(E); E -> E end;
simplify({F, A}) -> {F, simplify(A)};
simplify(E) -> E.

s({'+', 0, A}) -> A;
s({'+', A, 0}) -> A;
s({'-', A, 0}) -> A;
s({'-', A, A}) -> 0;
s({'*', 0, _}) -> 0;
s({'*', _, 0}) -> 0;
s({'*', 1, A}) -> A;
s({'*', A, 1}) -> A;
s({'^', A, 1}) -> A;
s({'^', _, 0}) -> 1;
s({'/', 0, _}) -> 0;
s({Op, A, B}) when is_integer(A), is_integer(B), Op =/= '/', Op =/= '^' -> value({Op, A, B}, #{});
s({'*', A, {'*', B, C}}) when is_integer(A), is_integer(B) -> {'*', A * B, C};
s(E) -> E.

value(N, _) when is_number(N) -> N;
value(V, Env) when is_atom(V) -> maps:get(V, Env);
value({'^', A, N}, Env) -> pow(value(A, Env), N);
value({Op, A, B}, Env) -> erlang:Op(value(A, Env), value(B, Env));
value({_, A}, Env) -> {function_of, value(A, Env)}.

pow(_, 0) -> 1;
pow(X, N) -> X * pow(X, N - 1).

print(E) -> lists:flatten(p(E, 0)).
p({F, A}, _) -> [atom_to_list(F), "(", p(A, 0), ")"];
p({Op, A, B}, Level) ->
    L = level(Op),
    Text = [p(A, L), atom_to_list(Op), p(B, L + 1)],
    if L < Level -> ["(", Text, ")"]; true -> Text end;
p(N, _) when is_integer(N), N < 0 -> ["(", integer_to_list(N), ")"];
p(N, _) -> io_lib:format("~w", [N]).
level('+') -> 1; level('-') -> 1; level('*') -> 2; level('/') -> 2; level('^') -> 3.

times(A, B) -> lists:foldr(fun(C, Acc) -> add([C * X || X <- B], [0 | Acc]) end, [], A).
add([A | As], [B | Bs]) -> [A + B | add(As, Bs)];
add([], Bs) -> Bs;
add(As, []) -> As.
divide(A, B) -> long(lists:reverse(A), lists:reverse(B), []).
long(A, B, Q) when length(A) < length(B) -> {Q, lists:reverse(A)};
long([A | As], [B | _] = Bs, Q) ->
    F = A div B,
    [0 | Rest] = [X - F * Y || {X, Y} <- lists:zip([A | As], Bs ++ lists:duplicate(length(As) + 1 - length(Bs), 0))],
    long(Rest, Bs, [F | Q]).
horner(P, X) -> lists:foldr(fun(C, A) -> A * X + C end, 0, P).
power(_, 0) -> [1];
power(P, N) -> times(P, power(P, N - 1)).
compose(P, Q) -> lists:foldr(fun(C, A) -> add([C], times(A, Q)) end, [], P).

plus({A, B}, {C, D}) -> reduce({A * D + C * B, B * D}).
reduce({A, B}) -> G = gcd(abs(A), B), {A div G, B div G}.
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
continued({_, 0}) -> [];
continued({A, B}) -> [A div B | continued({B, A rem B})].
convergents(L) -> [lists:foldr(fun(A, inf) -> {A, 1}; (A, {P, Q}) -> {A * P + Q, P} end, inf, lists:sublist(L, N)) || N <- lists:seq(1, length(L))].

bisect(_, A, B, 0) -> (A + B) / 2;
bisect(F, A, B, N) -> M = (A + B) / 2, case F(A) * F(M) =< 0 of true -> bisect(F, A, M, N - 1); false -> bisect(F, M, B, N - 1) end.
newton(_, _, X, 0) -> X;
newton(F, D, X, N) -> newton(F, D, X - F(X) / D(X), N - 1).
simpson(F, A, B, N) -> H = (B - A) / N, H / 3 * lists:sum([(case I of 0 -> 1; N -> 1; _ when I rem 2 =:= 1 -> 4; _ -> 2 end) * F(A + I * H) || I <- lists:seq(0, N)]).

bernoulli(N) -> hd(lists:reverse(lists:foldl(fun(M, Bs) -> Bs ++ [next(M, Bs)] end, [], lists:seq(0, N)))).
next(0, _) -> {1, 1};
next(M, Bs) -> {P, Q} = lists:foldl(fun plus/2, {0, 1}, [{binomial(M + 1, K) * A, B} || {K, {A, B}} <- lists:zip(lists:seq(0, M - 1), Bs)]), reduce({-P, Q * (M + 1)}).
binomial(_, 0) -> 1;
binomial(N, K) -> binomial(N, K - 1) * (N - K + 1) div K.
