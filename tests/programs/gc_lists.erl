%% SPDX-License-Identifier: Apache-2.0
%%
%% Collections under load: long lists that are built, dropped, kept, and rebuilt.

-module(gc_lists).
-export([main/0]).

main() ->
    [{churn, churn(300, 0)},
     {keep, keep(200, [])},
     {generations, generations(30, lists:seq(1, 3000))},
     {accumulate, length(accumulate(200000, []))},
     {reversals, reversals(50, lists:seq(1, 5000))},
     {shared, shared(16, [leaf])},
     {window, window(50000, [])},
     {strings, strings(2000, [])}].

churn(0, Sum) -> Sum;
churn(N, Sum) -> churn(N - 1, Sum + lists:sum(lists:seq(1, 2000)) - length([X || X <- lists:seq(1, 1000), X > N])).

keep(0, Kept) -> [lists:sum(L) || L <- lists:sublist(Kept, 10)];
keep(N, Kept) ->
    _ = lists:seq(1, 3000),
    keep(N - 1, [lists:seq(1, N) | Kept]).

generations(0, L) -> {length(L), lists:sum(L)};
generations(N, L) -> generations(N - 1, [X + 1 || X <- lists:reverse(L)]).

accumulate(0, Acc) -> Acc;
accumulate(N, Acc) -> accumulate(N - 1, [{N, [N]} | Acc]).

reversals(0, L) -> {hd(L), length(L)};
reversals(N, L) -> reversals(N - 1, lists:reverse([N | L])).

%% 2^16 leaves in print if it were copied, 17 cells in memory.
shared(0, T) -> size_of(T, 0) > 0 andalso depth(T, 0);
shared(N, T) -> shared(N - 1, [T | T]).

size_of([_ | T], N) -> size_of(T, N + 1);
size_of(_, N) -> N.

depth([H | _], N) -> depth(H, N + 1);
depth(_, N) -> N.

window(0, W) -> W;
window(N, W) -> window(N - 1, lists:sublist([{N} | W], 20)).

strings(0, Acc) -> {length(Acc), lists:last(Acc)};
strings(N, Acc) -> strings(N - 1, [integer_to_list(N) ++ "-" ++ integer_to_list(N * N) | Acc]).
