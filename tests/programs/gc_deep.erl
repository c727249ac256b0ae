%% SPDX-License-Identifier: Apache-2.0
%%
%% Structures nested hundreds of thousands deep: built, collected, compared, converted, measured.

-module(gc_deep).
-export([main/0]).

main() ->
    [{lists, depth(nest(300000))},
     {tuples, depth_tuple(nest_tuple(300000))},
     {maps, depth_map(nest_map(50000))},
     {funs, unwrap(nest_fun(50000), 0)},
     {compare, nest(100000) == nest(100000), nest_map(20000) =:= nest_map(20000)},
     {order, nest(100000) < nest(100001)},
     {text, length(integer_to_list(big(2000)))},
     {survives, begin D = nest(200000), churn(100), depth(D) end},
     {kept_on_stack, kept(5000)},
     {flatten, lists:flatten(nest(100000))},
     {iolist, iolist_size(iolist(100000))}].

nest(0) -> [];
nest(N) -> nest(N, []).

nest(0, L) -> L;
nest(N, L) -> nest(N - 1, [L]).

depth([]) -> 0;
depth(L) -> depth(L, 0).

depth([H], N) -> depth(H, N + 1);
depth([], N) -> N.

nest_tuple(N) -> lists:foldl(fun(_, T) -> {T} end, bottom, lists:seq(1, N)).

depth_tuple(T) -> depth_tuple(T, 0).

depth_tuple({T}, N) -> depth_tuple(T, N + 1);
depth_tuple(bottom, N) -> N.

nest_map(N) -> lists:foldl(fun(_, M) -> #{down => M} end, #{}, lists:seq(1, N)).

depth_map(M) -> depth_map(M, 0).

depth_map(#{down := M}, N) -> depth_map(M, N + 1);
depth_map(#{}, N) -> N.

nest_fun(0) -> fun() -> bottom end;
nest_fun(N) ->
    F = nest_fun(N - 1),
    fun() -> F end.

unwrap(F, N) ->
    case F() of
        bottom -> N;
        G -> unwrap(G, N + 1)
    end.

big(0) -> 1;
big(N) -> big(N - 1) * 10.

churn(0) -> ok;
churn(N) ->
    _ = probe_lib:id(lists:seq(1, 2000)),
    churn(N - 1).

%% Each frame keeps a structure while deeper ones collect.
kept(0) -> 0;
kept(N) ->
    L = [N, {N}, [N]],
    R = kept(N - 1),
    R + length(L) + element(1, lists:nth(2, L)).

iolist(0) -> <<"x">>;
iolist(N) -> [iolist(N - 1)].
