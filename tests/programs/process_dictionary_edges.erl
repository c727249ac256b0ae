%% SPDX-License-Identifier: Apache-2.0
%%
%% The process dictionary: all its functions, growth, order-free listing, separate per process, kept over exceptions.

-module(process_dictionary_edges).
-export([main/0]).

main() ->
    erase(),
    R1 = [put(k, 1), put(k, 2), get(k), get(none), erase(k), get(k), erase(k)],
    [put({n, I}, I * I) || I <- lists:seq(1, 200)],
    R2 = {length(get()), lists:sum([V || {{n, _}, V} <- get()]), length(get_keys()), lists:sort(get_keys(49))},
    [erase({n, I}) || I <- lists:seq(1, 200), I rem 10 =/= 0],
    R3 = lists:sort(get()),
    R4 = (catch begin put(kept, yes), throw(x) end),
    S = self(),
    P = spawn(fun() -> put(kept, other), S ! {self(), get(kept), length(get())} end),
    R5 = receive {P, V, N} -> {V, N} end,
    R6 = get(kept),
    R7 = [put(X, v) || X <- [1, 1.0, <<"b">>, "s", {}, [], #{a => 1}]],
    R8 = [get(X) || X <- [1, 1.0, 2.0, <<"b">>, #{a => 1}, #{}]],
    All = lists:sort(erase()),
    [R1, R2, R3, R4, R5, R6, R7, R8, length(All), get(), get_keys(), get_keys(v)].
