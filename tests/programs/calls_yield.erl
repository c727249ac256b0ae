%% SPDX-License-Identifier: Apache-2.0
%%
%% Time slices that end in the middle of deep stacks, handlers and closures, with many live values.

-module(calls_yield).
-export([main/0]).

main() ->
    [{nested, nested(200, 0)},
     {in_try, in_try(300, [])},
     {in_fun, in_fun(30000)},
     {live, live(40, 1, 2, 3, 4, 5, 6, 7, 8)},
     {body, body(300)}].

spin(0) -> 0;
spin(N) -> spin(N - 1).

nested(0, Acc) -> Acc;
nested(N, Acc) ->
    A = {N, spin(N * 7)},
    B = [spin(N), N | A],
    nested(N - 1, Acc + length(tuple_to_list(A)) + hd(tl(B))).

in_try(0, Acc) -> lists:sum(Acc);
in_try(N, Acc) ->
    V = try
            spin(N * 11),
            case N rem 3 of
                0 -> throw({N, thrown});
                1 -> error({N, failed});
                2 -> N
            end
        catch
            throw:{M, thrown} -> spin(M), M * 2;
            error:{M, failed} -> spin(M * 5), M * 3
        after
            spin(N)
        end,
    in_try(N - 1, [V | Acc]).

in_fun(N) ->
    F = fun Loop(0, Acc) -> Acc;
            Loop(K, Acc) -> Loop(K - 1, Acc + (K band N))
        end,
    F(N, 0).

live(0, A, B, C, D, E, F, G, H) -> {A, B, C, D, E, F, G, H};
live(N, A, B, C, D, E, F, G, H) ->
    spin(5000),
    T = {A, B, C, D},
    spin(N * 100),
    live(N - 1, E, F, G, H, element(1, T), element(2, T), element(3, T), element(4, T)).

body(0) -> [];
body(N) ->
    X = spin(N * 30),
    [{X, N} | body(N - 1)].
