%% SPDX-License-Identifier: Apache-2.0
%%
%% Transfers among account processes with two-phase commit, deadlock-free by order, totals kept.

-module(process_bank).
-export([main/0]).

main() ->
    Accounts = [begin Pid = spawn(fun() -> account(100, none) end), {I, Pid} end || I <- lists:seq(1, 6)],
    Results = [transfer(lists:keyfind(F, 1, Accounts), lists:keyfind(T, 1, Accounts), N) || {F, T, N} <- [{1, 2, 50}, {2, 3, 140}, {3, 4, 500}, {4, 1, 100}, {5, 5, 10}, {6, 1, -5}, {2, 6, 10}]],
    S = self(),
    Workers = [spawn(fun() -> [transfer(lists:keyfind(1 + (W + I) rem 6, 1, Accounts), lists:keyfind(1 + (W * I) rem 6, 1, Accounts), 1) || I <- lists:seq(1, 20)], S ! {done, self()} end) || W <- lists:seq(1, 4)],
    [receive {done, W} -> ok end || W <- Workers],
    Total = lists:sum([balance(P) || {_, P} <- Accounts]),
    [Results, Total, [begin P ! stop, ok end || {_, P} <- Accounts]].

transfer({I, _}, {I, _}, _) -> same;
transfer(_, _, N) when N =< 0 -> {bad_amount, N};
transfer({F, From}, {T, To}, N) ->
    Order = lists:sort([{F, From}, {T, To}]),
    [lock(P) || {_, P} <- Order],
    Result = case ask(From, {withdraw, N}) of
        ok -> ask(To, {deposit, N});
        No -> No
    end,
    [ask(P, unlock) || {_, P} <- lists:reverse(Order)],
    Result.

lock(P) ->
    case ask(P, lock) of
        ok -> ok;
        busy -> receive after 1 -> lock(P) end
    end.

balance(P) -> ask(P, balance).

ask(P, What) ->
    Ref = make_ref(),
    P ! {self(), Ref, What},
    receive {Ref, Answer} -> Answer end.

account(Balance, Owner) ->
    receive
        stop -> ok;
        {Who, Ref, lock} when Owner =:= none -> Who ! {Ref, ok}, account(Balance, Who);
        {Who, Ref, lock} -> Who ! {Ref, busy}, account(Balance, Owner);
        {Owner, Ref, unlock} -> Owner ! {Ref, ok}, account(Balance, none);
        {Owner, Ref, {withdraw, N}} when N > Balance -> Owner ! {Ref, {too_little, Balance}}, account(Balance, Owner);
        {Owner, Ref, {withdraw, N}} -> Owner ! {Ref, ok}, account(Balance - N, Owner);
        {Owner, Ref, {deposit, N}} -> Owner ! {Ref, ok}, account(Balance + N, Owner);
        {Who, Ref, balance} -> Who ! {Ref, Balance}, account(Balance, Owner)
    end.
