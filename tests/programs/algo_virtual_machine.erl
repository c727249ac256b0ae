%% SPDX-License-Identifier: Apache-2.0
%%
%% A stack machine with an assembler: labels, calls, memory as a map, traps; and a compiler from expressions to it.

-module(algo_virtual_machine).
-export([main/0]).

main() ->
    Factorial = [{push, 10}, {call, fact}, halt, {label, fact}, dup, {push, 2}, lt, {jumpif, base}, dup, {push, 1}, sub, {call, fact}, mul, ret, {label, base}, drop, {push, 1}, ret],
    Fib = [{push, 0}, {store, a}, {push, 1}, {store, b}, {push, 30}, {label, loop}, {load, a}, {load, b}, dup, {store, a}, add, {store, b}, {push, 1}, sub, dup, {jumpif, loop}, drop, {load, a}, halt],
    [{factorial, run(Factorial)}, {fib, run(Fib)},
     {traps, [run(P) || P <- [[add], [{push, 1}, {push, 0}, 'div', halt], [{jump, nowhere}], [{load, q}, halt], [ret], [], [bogus], [{label, l}, {jump, l}]]]},
     {compiled, [begin {C, Size} = compile(E), {E, Size, run(C)} end || E <- [{add, 1, {mul, 2, 3}}, {'if', {lt, 1, 2}, {sub, 10, 4}, 0}, {'let', v, {add, 2, 2}, {mul, {var, v}, {var, v}}}, {while, i, 10, s}, {'div', 7, {sub, 1, 1}}]]}].

run(Code) ->
    {Program, Labels} = assemble(Code, 0, [], #{}),
    try step(list_to_tuple(Program), Labels, 0, [], [], #{}, 3000)
    catch throw:T -> {trap, T}
    end.

assemble([], _, Acc, Labels) -> {lists:reverse(Acc), Labels};
assemble([{label, L} | R], N, Acc, Labels) -> assemble(R, N, Acc, Labels#{L => N});
assemble([I | R], N, Acc, Labels) -> assemble(R, N + 1, [I | Acc], Labels).

step(_, _, Pc, _, _, _, 0) -> throw({fuel, Pc});
step(P, _, Pc, _, _, _, _) when Pc >= tuple_size(P) -> throw({pc, Pc});
step(P, L, Pc, S, R, M, F) ->
    case {element(Pc + 1, P), S} of
        {halt, [V | _]} -> {halted, V, length(S), 3000 - F, lists:sort(maps:to_list(M))};
        {{push, V}, _} -> step(P, L, Pc + 1, [V | S], R, M, F - 1);
        {drop, [_ | T]} -> step(P, L, Pc + 1, T, R, M, F - 1);
        {dup, [V | _]} -> step(P, L, Pc + 1, [V | S], R, M, F - 1);
        {lt, [B, A | T]} -> step(P, L, Pc + 1, [if A < B -> 1; true -> 0 end | T], R, M, F - 1);
        {'div', [0 | _]} -> throw({division, Pc});
        {Op, [B, A | T]} when Op =:= add; Op =:= sub; Op =:= mul; Op =:= 'div' -> step(P, L, Pc + 1, [arith(Op, A, B) | T], R, M, F - 1);
        {{store, K}, [V | T]} -> step(P, L, Pc + 1, T, R, M#{K => V}, F - 1);
        {{load, K}, _} when is_map_key(K, M) -> step(P, L, Pc + 1, [map_get(K, M) | S], R, M, F - 1);
        {{jump, X}, _} -> step(P, L, target(X, L), S, R, M, F - 1);
        {{jumpif, _}, [0 | T]} -> step(P, L, Pc + 1, T, R, M, F - 1);
        {{jumpif, X}, [_ | T]} -> step(P, L, target(X, L), T, R, M, F - 1);
        {{call, X}, _} -> step(P, L, target(X, L), S, [Pc + 1 | R], M, F - 1);
        {ret, _} when R =/= [] -> step(P, L, hd(R), S, tl(R), M, F - 1);
        {I, _} -> throw({cannot, I, length(S)})
    end.

target(X, L) when is_map_key(X, L) -> map_get(X, L);
target(X, _) -> throw({label, X}).

arith(add, A, B) -> A + B;
arith(sub, A, B) -> A - B;
arith(mul, A, B) -> A * B;
arith('div', A, B) -> A div B.

compile(E) -> {C, _} = c(E, 0), {lists:append(C, [halt]), length(C)}.

c(N, L) when is_integer(N) -> {[{push, N}], L};
c({var, V}, L) -> {[{load, V}], L};
c({'let', V, A, B}, L) -> {Ca, L1} = c(A, L), {Cb, L2} = c(B, L1), {Ca ++ [{store, V}] ++ Cb, L2};
c({'if', A, B, C}, L) ->
    {Ca, L1} = c(A, L + 2), {Cb, L2} = c(B, L1), {Cc, L3} = c(C, L2),
    {Ca ++ [{jumpif, L}] ++ Cc ++ [{jump, L + 1}, {label, L}] ++ Cb ++ [{label, L + 1}], L3};
c({while, I, N, S}, L) ->
    {[{push, 0}, {store, I}, {push, 0}, {store, S}, {label, L}, {load, I}, {push, 1}, add, dup, {store, I}, {load, S}, add, {store, S}, {load, I}, {push, N}, lt, {jumpif, L}, {load, S}], L + 1};
c({Op, A, B}, L) -> {Ca, L1} = c(A, L), {Cb, L2} = c(B, L1), {Ca ++ Cb ++ [Op], L2}.
