%% SPDX-License-Identifier: Apache-2.0
%%
%% Functions with many values live across calls: dozens of y registers, trimmed frames.

-module(registers_y).
-export([main/0]).

main() ->
    [{many, many(1)},
     {trimmed, trimmed([a, b, c, d, e, f, g, h])},
     {across_try, across_try(5)},
     {across_fun, across_fun(fun(X) -> X * 2 end)},
     {branches, [branches(N) || N <- [1, 2, 3, 4]]},
     {swapped, swapped(1, 2, 3, 4)},
     {recursive, recursive(50)},
     {killed, killed(20)}].

many(X) ->
    A = probe_lib:id(X + 1), B = probe_lib:id(A + 1), C = probe_lib:id(B + 1), D = probe_lib:id(C + 1), E = probe_lib:id(D + 1),
    F = probe_lib:id([E]), G = probe_lib:id({F}), H = probe_lib:id(#{G => F}), I = probe_lib:id(<<E>>), J = probe_lib:id(E * 1.5),
    K = probe_lib:id(J + A), L = probe_lib:id([J | K]), M = probe_lib:id(1 bsl 60), N = probe_lib:id(M * 16), O = probe_lib:id(atom),
    P = probe_lib:id([O, N]), Q = probe_lib:id(P ++ F), R = probe_lib:id(length(Q)), S = probe_lib:id(R - 10), T = probe_lib:id("text"),
    U = probe_lib:id([A, B, C]), V = probe_lib:id([D, E, F]), W = probe_lib:id({U, V}), Z = probe_lib:id(element(2, W)),
    {A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, Z, X}.

trimmed([A, B, C, D, E, F, G, H]) ->
    A1 = probe_lib:id({A, B, C, D, E, F, G, H}),
    B1 = probe_lib:id({B, C, D, E, F, G, H}),
    C1 = probe_lib:id({C, D, E, F, G, H}),
    D1 = probe_lib:id({D, E, F}),
    E1 = probe_lib:id({E, F}),
    F1 = probe_lib:id({F}),
    [A1, B1, C1, D1, E1, F1].

across_try(N) ->
    A = probe_lib:id([N]),
    B = probe_lib:id({A}),
    C = try
            D = probe_lib:id(B),
            {D, throw({A, D})}
        catch
            throw:{X, Y} ->
                Z = probe_lib:id(X ++ [1]),
                {Z, Y, A, B}
        after
            probe_lib:id(A)
        end,
    {A, B, C}.

across_fun(F) ->
    A = F(1), B = F(A), C = F(B), D = F(C), E = F(D),
    G = fun(X) -> {X, F(A), B} end,
    {G(E), A, B, C, D, E, G(A)}.

branches(N) ->
    A = probe_lib:id(N),
    B = case A of
            1 -> C = probe_lib:id(x), {C, A};
            2 -> D = probe_lib:id(y), E = probe_lib:id(D), {D, E};
            3 -> probe_lib:id(z);
            _ -> A
        end,
    {A, B, probe_lib:id(B)}.

swapped(A, B, C, D) ->
    E = probe_lib:id(A),
    F = probe_lib:id(B),
    swapped_more(F, E, probe_lib:id(D), C).

swapped_more(A, B, C, D) ->
    X = probe_lib:id({A, B}),
    Y = probe_lib:id({C, D}),
    {Y, X, D, C, B, A}.

recursive(0) -> [];
recursive(N) ->
    A = probe_lib:id({N}),
    B = recursive(N - 1),
    C = probe_lib:id([A | B]),
    case N rem 2 of
        0 -> C;
        1 -> tl(C)
    end.

killed(0) -> done;
killed(N) ->
    Big = lists:seq(1, 20000),
    Sum = lists:sum(Big),
    R = killed(N - 1),
    {Sum, R}.
