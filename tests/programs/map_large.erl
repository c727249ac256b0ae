%% SPDX-License-Identifier: Apache-2.0
%%
%% A hundred thousand keys: put one by one in two orders, looked up, removed down to a small map, merged.

-module(map_large).
-export([main/0]).
-include("atomvm.hrl").

main() -> [{N, large(N)} || N <- ?ON_ATOMVM([100, 500], [1000, 10000, 100000])].

large(N) ->
    A = lists:foldl(fun(I, M) -> M#{I => I} end, #{}, lists:seq(1, N)),
    B = lists:foldl(fun(I, M) -> M#{I => I} end, #{}, lists:seq(N, 1, -1)),
    Sum = lists:foldl(fun(I, S) -> S + maps:get(I, A) end, 0, lists:seq(1, N)),
    C = lists:foldl(fun maps:remove/2, A, lists:seq(31, N)),
    D = lists:foldl(fun maps:remove/2, B, lists:seq(1, N, 2)),
    [map_size(A), A =:= B, A < B, Sum, C, map_size(D), lists:sum(maps:keys(D)), maps:merge(D, A) =:= A, map_size(maps:merge(A, D))].
