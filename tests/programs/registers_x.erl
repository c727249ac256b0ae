%% SPDX-License-Identifier: Apache-2.0
%%
%% Expressions that need many x registers at once: wide calls, wide tuples, deep operands.

-module(registers_x).
-export([main/0]).

main() ->
    [{wide_sum, wide_sum(1, 2, 3)},
     {deep, deep(2, 3)},
     {wide_tuple, wide_tuple(a, b, c)},
     {wide_list, wide_list(lists:seq(1, 30))},
     {wide_case, [wide_case(list_to_tuple(lists:seq(1, 30)), N) || N <- [1, 15, 30]]},
     {unpack, unpack(list_to_tuple(lists:seq(1, 40)))},
     {unpack_pair, unpack_pair(list_to_tuple(lists:seq(1, 24)), list_to_tuple(lists:seq(101, 124)))},
     {wide_map, wide_map(1)},
     {wide_binary, wide_binary(7)},
     {wide_guard, wide_guard(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)},
     {wide_fun, wide_fun(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)},
     {bif_high, bif_high(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, {17, 18}, [19, 20], <<21>>, 22.5)},
     {gc_high, gc_high(300, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, [], {})}].

wide_sum(A, B, C) ->
    (A + B) * (B + C) + (A - B) * (B - C) + (A * B) - (B * C) + ((A + 1) * (B + 2) * (C + 3) - (A + 4) * (B + 5) * (C + 6)) *
        ((A + 7) * (B + 8) - (C + 9) * (A + 10)) + ((B + 11) * (C + 12) - (A + 13) * (B + 14)) * ((C + 15) - (A + 16) * (B + 17)).

deep(A, B) -> A + (B - (A * (B + (A - (B * (A + (B - (A * (B + (A - (B * (A + (B - (A * (B + (A - (B * (A + (B - (A * B)))))))))))))))))))).

wide_tuple(A, B, C) ->
    {{A, B}, {B, C}, {C, A}, [A, B], [B, C], [C, A], {A}, {B}, {C}, [A], [B], [C], {A, A}, {B, B}, {C, C}, [A | B], [B | C], [C | A], {{A}}, {{B}}, {{C}},
     [[A]], [[B]], [[C]], {A, [B, {C}]}, {B, [C, {A}]}, {C, [A, {B}]}}.

wide_list([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T | Rest]) ->
    {T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A, Rest}.

wide_case({A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z, A1, B1, C1, D1}, Which) ->
    case Which of
        1 -> [A, C, E, G, I, K, M, O, Q, S, U, W, Y, A1, C1];
        15 -> [B, D, F, H, J, L, N, P, R, T, V, X, Z, B1, D1];
        _ -> A + B + C + D + E + F + G + H + I + J + K + L + M + N + O + P + Q + R + S + T + U + V + W + X + Y + Z + A1 + B1 + C1 + D1
    end.

unpack({A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, A20,
        A21, A22, A23, A24, A25, A26, A27, A28, A29, A30, A31, A32, A33, A34, A35, A36, A37, A38, A39, A40}) ->
    {A40, A39, A38, A37, A36, A35, A34, A33, A32, A31, A30, A29, A28, A27, A26, A25, A24, A23, A22, A21,
     A20, A19, A18, A17, A16, A15, A14, A13, A12, A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1}.

unpack_pair({A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X}, {A1, B1, C1, D1, E1, F1, G1, H1, I1, J1, K1, L1, M1, N1, O1, P1, Q1, R1, S1, T1, U1, V1, W1, X1}) ->
    [A + X1, B + W1, C + V1, D + U1, E + T1, F + S1, G + R1, H + Q1, I + P1, J + O1, K + N1, L + M1,
     M * L1, N * K1, O * J1, P * I1, Q * H1, R * G1, S * F1, T * E1, U * D1, V * C1, W * B1, X * A1].

wide_map(X) ->
    #{a => X, b => X + 1, c => X + 2, d => X + 3, e => X + 4, f => X + 5, g => X + 6, h => X + 7, i => X + 8, j => X + 9, k => X + 10, l => X + 11,
      m => X + 12, n => X + 13, o => X + 14, p => X + 15, q => X + 16, r => X + 17, s => X + 18, t => X + 19}.

wide_binary(X) ->
    <<X, (X + 1), (X + 2), (X + 3), (X + 4), (X + 5), (X + 6), (X + 7), (X + 8), (X + 9), (X + 10), (X + 11), (X + 12), (X + 13), (X + 14), (X + 15), (X + 16),
      (X + 17):16, (X + 18):24/little, (X * 1.5)/float, (integer_to_binary(X))/binary>>.

wide_guard(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R)
  when A < B, B < C, C < D, D < E, E < F, F < G, G < H, H < I, I < J, J < K, K < L, L < M, M < N, N < O, O < P, P < Q, Q < R, Q + R > P + O ->
    increasing;
wide_guard(_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) -> no.

wide_fun(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    Fun = fun(X, Y) -> {X, Y, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T} end,
    Fun(A + T, B * S).

bif_high(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    {element(2, Q), hd(R), tl(R), byte_size(S), trunc(T), P + O, N - M, L * K, J div I, H rem G, F band E, D bor C, B bsl A, max(P, T), setelement(1, Q, T)}.

gc_high(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> {A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, length(S), T};
gc_high(Count, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, _) ->
    gc_high(Count - 1, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, A, [{Count, A, [R]} | S], {lists:seq(1, Count), Count}).
