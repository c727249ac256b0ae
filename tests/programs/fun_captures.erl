%% SPDX-License-Identifier: Apache-2.0
%%
%% What closures keep: many variables, floats, binaries and parts of them, other funs, in loops, in messages, compared
%% and hashed.

-module(fun_captures).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    A = probe_lib:id(1), B = probe_lib:id(2.5), C = probe_lib:id(<<"captured">>), D = probe_lib:id([x]), E = probe_lib:id(#{k => v}), G = probe_lib:id(1 bsl 90),
    F = fun(X) -> {X, A, B, C, D, E, G} end,
    <<_:?ON_ATOMVM(8, 3), Odd/bits>> = C,
    [{many, F(0), (fun() -> F(F(1)) end)()},
     {bits, (fun() -> <<Odd/bits, 0:?ON_ATOMVM(8, 3)>> end)()},
     {nested, ((fun(X) -> fun(Y) -> fun(Z) -> {A, X, Y, Z, byte_size(C)} end end end)(1))(2)},
     {loop, [K() || K <- lists:foldl(fun(N, Fs) -> [fun() -> N * A end | Fs] end, [], lists:seq(1, 5))]},
     {chain, (lists:foldl(fun(N, K) -> fun(X) -> K(X + N) end end, fun(X) -> X end, lists:seq(1, 100)))(0)},
     {sent, begin S = self(), P = spawn(fun() -> receive {run, R} -> S ! {self(), R(A)} end end), P ! {run, F}, receive {P, V} -> V end end},
     {compared, [F =:= F, F == fun(X) -> X end, adder(1) =:= adder(1), adder(1) =:= adder(2), fun lists:map/2 =:= fun lists:map/2, fun lists:map/2 < fun lists:foldl/3]},
     {as_key, maps:get(F, #{F => found})},
     {info, [erlang:fun_info(adder(7), I) || I <- [arity, module, type, env]]},
     {order, [is_function(X) || X <- lists:sort([adder(1), 1, a, {}, "s"])]},
     {shadow, (fun(A1) -> case A1 of A -> same; _ -> {A1, A} end end)(2), (fun(A1) -> case A1 of A -> same; _ -> other end end)(1)},
     {recursive, (fun Fact(0) -> A; Fact(N) -> N * Fact(N - 1) end)(25)},
     {by_name, [(fun ?MODULE:main/0) =:= fun fun_captures:main/0, is_function(fun ?MODULE:main/0, 0)]},
     {local, lists:map(fun double/1, [1, 2.5])}].

adder(N) -> fun(X) -> X + N end.
double(X) -> X + X.
