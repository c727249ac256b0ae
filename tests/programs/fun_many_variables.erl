%% SPDX-License-Identifier: Apache-2.0
%%
%% Funs that close over forty variables, and over those of funs around them; floats, big integers and match states among
%% what they keep; called directly, by apply, by other processes.

-module(fun_many_variables).
-export([main/0, add/10]).
-include("atomvm.hrl").

main() ->
    F = forty([I * I || I <- lists:seq(1, 40)]),
    G = forty([1 bsl I || I <- lists:seq(41, 80)]),
    [{sum, F(0), G(0), F(1.5), probe_lib:run(F, [a]), probe_lib:run(F, [])},
     {info, [erlang:fun_info(F, arity), length(element(2, erlang:fun_info(F, env))), element(2, erlang:fun_info(G, module))]},
     {equal, F =:= forty([I * I || I <- lists:seq(1, 40)]), F =:= G, F == F},
     {layers, (((layers(1, 2.5, 1 bsl 64))(<<"abc">>))([x | y]))(#{k => v})},
     {counters, [[C() || C <- Cs] || Cs <- [[counter(N, M) || N <- [1, 2], M <- [10, 20]]]]},
     {matched, [H(3) || H <- matched(<<1, 2.0:64/float, "rest", 5:?ON_ATOMVM(8, 3)>>)]},
     {process, begin Self = self(), Pids = [spawn_link(fun() -> Self ! {self(), F(N), G(-N)} end) || N <- [1, 2]], [receive {P, U, V} -> {U, V} end || P <- Pids] end},
     {composed, (lists:foldl(fun(K, Acc) -> fun(X) -> Acc(X * K) + K end end, fun(X) -> X end, lists:seq(1, 30)))(1)},
     {deep, deep(1000, fun(X) -> X end)},
     {many_arguments, apply(fun add/10, lists:seq(1, 10)), (fun ?MODULE:add/10)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5),
      (fun(A, B, C, D, E, F1, G1, H1, I1, J, K, L, M) -> [M, L, K, J, I1, H1, G1, F1, E, D, C, B, A] end)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)},
     {recursive, begin Fib = fun Step(0, A, _) -> A; Step(N, A, B) -> Step(N - 1, B, A + B) end, Fib(300, 0, 1) end},
     {sorted, lists:sort(fun(A, B) -> F(A) rem 7 =< F(B) rem 7 end, lists:seq(1, 20))}].

forty([A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19, A20,
       B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13, B14, B15, B16, B17, B18, B19, B20]) ->
    fun(X) ->
        X + A1 - A2 + A3 - A4 + A5 - A6 + A7 - A8 + A9 - A10 + A11 - A12 + A13 - A14 + A15 - A16 + A17 - A18 + A19 - A20 +
            B1 - B2 + B3 - B4 + B5 - B6 + B7 - B8 + B9 - B10 + B11 - B12 + B13 - B14 + B15 - B16 + B17 - B18 + B19 - B20
    end.

layers(A, B, C) ->
    fun(D) -> E = A + B, fun(F) -> G = C + A, fun(H) -> {A, B, C, D, E, F, G, H, fun() -> {A, H} end =:= fun() -> {A, H} end} end end end.

counter(N, M) -> Key = {N, M}, fun() -> V = case get(Key) of undefined -> N; Old -> Old + M end, put(Key, V), V end.

matched(<<A, B/float, C:2/binary, D/bits>>) ->
    [fun(X) -> A + X end, fun(X) -> B * X end, fun(X) -> <<C/binary, X>> end, fun(X) -> <<X:?ON_ATOMVM(8, 5), D/bits>> end, fun(X) -> {A, B, C, D, X} end].

deep(0, F) -> F(0);
deep(N, F) -> deep(N - 1, fun(X) -> F(X + N) end).

add(A, B, C, D, E, F, G, H, I, J) -> A + B + C + D + E + F + G + H + I + J.
