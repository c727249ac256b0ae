%% SPDX-License-Identifier: Apache-2.0
%%
%% Loops that never grow: mutual recursion, through apply, funs, case and try's of-part, with changing argument counts.

-module(tail_calls).
-export([main/0]).

main() ->
    N = 30000,
    [{mutual, [even(X) || X <- [0, 1, N, N + 1]]},
     {three, three_a(N, 0)},
     {apply, via_apply(N, 0)},
     {funs, via_fun(fun via_fun/3, N, 0), y(fun(Self, K) -> if K =:= 0 -> done; true -> Self(Self, K - 1) end end, N)},
     {named, (fun Loop(0, A) -> A; Loop(K, A) -> Loop(K - 1, A bxor K) end)(N, 0)},
     {in_case, in_case(N, [])},
     {in_of, in_of(1000, 0)},
     {arity, arity1({N, 0})},
     {remote, calls_lib_loop(N, 0)},
     {machine, machine(start, lists:duplicate(2000, a) ++ "b", 0)},
     {continuation, cps_sum(lists:seq(1, 3000), fun(X) -> X end)},
     {trampoline, bounce(fun() -> steps(5000, 0) end)},
     {accumulators, acc(N, 0, 1, [], {})}].

even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).

three_a(0, A) -> {a, A};
three_a(N, A) -> three_b(A, N - 1).
three_b(B, 0) -> {b, B};
three_b(B, N) -> three_c(N - 1, x, B + 2).
three_c(0, _, C) -> {c, C};
three_c(N, x, C) -> three_a(N - 1, C - 1).

via_apply(0, A) -> A;
via_apply(N, A) -> apply(fun via_apply/2, [N - 1, A + N]).

via_fun(_, 0, A) -> A;
via_fun(F, N, A) -> F(F, N - 1, A + 1).

y(F, N) -> F(F, N).

in_case(N, L) ->
    case N rem 3 of
        _ when N =:= 0 -> length(L);
        0 -> in_case(N - 1, [N | L]);
        1 -> in_case(N - 1, L);
        2 -> if length([]) =:= 0 -> in_case(N - 2, L) end
    end.

in_of(0, A) -> A;
in_of(N, A) ->
    try probe_lib:id(N) of
        M when M rem 2 =:= 0 -> in_of(M - 1, A + 1);
        M -> in_of(M - 1, A)
    catch error:_ -> never
    end.

arity1({0, A}) -> A;
arity1({N, A}) -> arity5(N, A, 1, 2, 3).
arity5(N, A, X, Y, Z) -> arity2(N, [A, X, Y, Z]).
arity2(N, L) -> arity1({N - 1, lists:sum(L) rem 1000}).

calls_lib_loop(0, A) -> A;
calls_lib_loop(N, A) -> calls_lib_loop(N - 1, probe_lib:id(A) + 1).

machine(start, [a | T], N) -> machine(seen, T, N + 1);
machine(seen, [a | T], N) -> machine(start, T, N + 2);
machine(S, "b", N) -> {S, N}.

cps_sum([], K) -> K(0);
cps_sum([H | T], K) -> cps_sum(T, fun(S) -> K(S + H) end).

bounce({done, X}) -> X;
bounce(F) -> bounce(F()).
steps(0, A) -> {done, A};
steps(N, A) -> fun() -> steps(N - 1, A + N) end.

acc(0, A, B, L, T) -> {A, B rem 1000007, length(L), T};
acc(N, A, B, L, T) when length(L) > 10 -> acc(N, A, B, [], {T, tuple_size(T)});
acc(N, A, B, L, {_, _}) -> acc(N - 1, A + 1, B * 3 rem 1000007, [N | L], {});
acc(N, A, B, L, T) -> acc(N - 1, A, B, [A | L], T).
