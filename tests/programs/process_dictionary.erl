%% SPDX-License-Identifier: Apache-2.0
%%
%% put, get, erase, get_keys: values, old values, many keys, survival of collections.

-module(process_dictionary).
-export([main/0]).

main() ->
    erase(),
    [{empty, get(a), get(), erase(a)},
     {put, put(a, 1), put(a, 2), get(a)},
     {erase, erase(a), get(a)},
     {kinds, [put(K, {value, K}) || K <- keys()], [get(K) || K <- keys()]},
     {all, lists:sort([{term_to_binary(K), K, V} || {K, V} <- get()])},
     {keys_of, lists:sort(get_keys({value, 1}))},
     {all_keys, lists:sort([{term_to_binary(K), K} || K <- get_keys()])},
     {distinct, get(1), get(1.0)},
     {erase_all, lists:sort([{term_to_binary(K), K, V} || {K, V} <- erase()]), get()},
     {counter, counter(1000)},
     {large, large(500)},
     {collected, collected(500)},
     {in_catch, catch begin put(thrown, yes), throw(x) end, get(thrown)},
     {recursive, memo_fib(80)},
     {undefined_value, put(u, undefined), get(u), lists:keymember(u, 1, get())}].

keys() -> [a, 1, 1.0, "list", {tuple, 1}, <<"binary">>, [], 1 bsl 70, #{k => v}].

counter(0) -> erase(counter);
counter(N) ->
    put(counter, case get(counter) of undefined -> 1; C -> C + 1 end),
    counter(N - 1).

large(N) ->
    [put({key, I}, I * I) || I <- lists:seq(1, N)],
    Sum = lists:sum([get({key, I}) || I <- lists:seq(1, N)]),
    Erased = length([erase({key, I}) || I <- lists:seq(1, N, 2)]),
    Left = length([K || {{key, _} = K, _} <- get()]),
    [erase({key, I}) || I <- lists:seq(1, N)],
    {Sum, Erased, Left}.

collected(N) ->
    put(kept, {kept, lists:seq(1, 100), <<"some binary">>}),
    [probe_lib:id(lists:seq(1, 500)) || _ <- lists:seq(1, N)],
    {kept, L, B} = erase(kept),
    {lists:sum(L), B}.

memo_fib(N) when N < 2 -> N;
memo_fib(N) ->
    case get({fib, N}) of
        undefined ->
            V = memo_fib(N - 1) + memo_fib(N - 2),
            put({fib, N}, V),
            V;
        V -> V
    end.
