%% SPDX-License-Identifier: Apache-2.0
%%
%% Tuples of ten thousand elements: made, changed at both ends and in the middle, inserted into, compared, matched by a
%% generated index, sent to a process and hashed.

-module(tuple_ten_thousand).
-export([main/0]).

-define(SIZE, 10000).

main() ->
    T = list_to_tuple(lists:seq(1, ?SIZE)),
    Changed = lists:foldl(fun(I, Acc) -> setelement(I, Acc, {I}) end, T, [1, 2, 5000, ?SIZE - 1, ?SIZE]),
    [{sizes, tuple_size(T), tuple_size(erlang:append_element(T, x)), tuple_size(erlang:insert_element(1, T, x)), tuple_size(erlang:delete_element(?SIZE, T))},
     {ends, [element(I, Changed) || I <- [1, 2, 3, 4999, 5000, 5001, ?SIZE - 1, ?SIZE]]},
     {old, [element(I, T) || I <- [1, 5000, ?SIZE]], erlang:phash2(T), erlang:phash2(Changed)},
     {order, [T < Changed, T > erlang:append_element(T, 0), T =:= list_to_tuple(tuple_to_list(T)), T == setelement(7000, T, 7000.0), T =:= setelement(7000, T, 7000.0),
              setelement(?SIZE, T, 0) < T, max(T, setelement(?SIZE, T, a)) =:= T]},
     {insert, begin I = erlang:insert_element(5000, T, here), {element(4999, I), element(5000, I), element(5001, I), erlang:delete_element(5000, I) =:= T} end},
     {made, begin M = erlang:make_tuple(?SIZE, none, [{5, five}, {?SIZE, last}, {5, again}]), {element(5, M), element(?SIZE, M), element(6, M), length([X || X <- tuple_to_list(M), X =:= none])} end},
     {bad, [probe_lib:run(F) || F <- [fun() -> element(probe_lib:id(?SIZE + 1), T) =:= x end, fun() -> setelement(probe_lib:id(0), {a}, x) end, fun() -> setelement(1 bsl 70, probe_lib:id({a}), x) end,
                                      fun() -> erlang:make_tuple(3, d, [{4, x}]) end, fun() -> erlang:insert_element(5, {a, b}, x) end, fun() -> erlang:delete_element(0, {a}) end]]},
     {many_changes, erlang:phash2(sieve(2, erlang:make_tuple(1000, true)))},
     {primes, begin P = sieve(2, erlang:make_tuple(1000, true)), [N || N <- lists:seq(2, 120), element(N, P)] end},
     {sent, begin Self = self(), Pid = spawn_link(fun() -> receive {from, F, V} -> F ! {back, tuple_size(V), element(9999, V), erlang:phash2(V)} end end), Pid ! {from, Self, T}, receive {back, _, _, _} = B -> B end end},
     {external, binary_to_term(term_to_binary(Changed)) =:= Changed, byte_size(term_to_binary(T))},
     {sum, sum(T, 1, 0)}].

sieve(N, T) when N * N > tuple_size(T) -> T;
sieve(N, T) when element(N, T) -> sieve(N + 1, strike(N * N, N, T));
sieve(N, T) -> sieve(N + 1, T).

strike(I, Step, T) when I =< tuple_size(T) -> strike(I + Step, Step, setelement(I, T, false));
strike(_, _, T) -> T.

sum(T, I, Acc) when I > tuple_size(T) -> Acc;
sum(T, I, Acc) -> sum(T, I + 1, Acc + element(I, T)).
