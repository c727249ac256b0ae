%% SPDX-License-Identifier: Apache-2.0
%%
%% Functions of 20 and 40 arguments: x registers beyond the sixteen in locals.

-module(calls_many_arguments).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{sum20, sum20(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)},
     {rotate20, rotate20(45, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)},
     {forty, forty(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                   21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40)},
     {reverse40, reverse40(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                           21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40)},
     {across_calls, across(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)},
     {apply20, apply(fun sum20/20, lists:seq(101, 120))},
     {apply40, apply(fun forty/40, lists:seq(1, 40))},
     {clause, probe_lib:run(fun() -> picky(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19) end)},
     ?NOT_ON_ATOMVM({clause_stack, probe_lib:frames(fun() -> {picky(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
                                                     probe_lib:id(zz))} end, 1)}),
     {long_loop, loop20(20000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, [])}].

sum20(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    A + B + C + D + E + F + G + H + I + J + K + L + M + N + O + P + Q + R * S - T.

rotate20(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T];
rotate20(Count, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    rotate20(Count - 1, T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S).

forty(A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, A20,
      A21, A22, A23, A24, A25, A26, A27, A28, A29, A30, A31, A32, A33, A34, A35, A36, A37, A38, A39, A40) ->
    {{A40, A39, A38, A37}, {A1, A2, A3, A4, A5, A6, A7, A8, A9, A10}, [A11, A12, A13, A14, A15, A16, A17, A18, A19, A20],
     A21 * A22 + A23 * A24 - A25 * A26, {A27, A28, A29, A30, A31, A32, A33, A34, A35, A36}}.

reverse40(A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, A20,
          A21, A22, A23, A24, A25, A26, A27, A28, A29, A30, A31, A32, A33, A34, A35, A36, A37, A38, A39, A40) ->
    forty(A40, A39, A38, A37, A36, A35, A34, A33, A32, A31, A30, A29, A28, A27, A26, A25, A24, A23, A22, A21,
          A20, A19, A18, A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1).

across(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    X = probe_lib:id(A + T),
    Y = probe_lib:id(X + S),
    [X, Y, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T].

picky(A, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, S) when is_atom(A), is_atom(S) -> fine.

loop20(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, Acc) ->
    {A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, length(Acc), hd(Acc)};
loop20(Count, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, Acc) ->
    loop20(Count - 1, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, A, [{Count, A} | Acc]).
