%% SPDX-License-Identifier: Apache-2.0
%%
%% Tuples of thousands of elements: building, updating, reading, collecting.

-module(tuple_big).
-export([main/0]).

main() ->
    T = list_to_tuple(lists:seq(1, 5000)),
    Wide = wide(1, 2, 3),
    [{read, [element(N, T) || N <- [1, 2, 2500, 4999, 5000]]},
     {update, update(200, T)},
     {sum, sum(T, tuple_size(T), 0)},
     {make, tuple_size(erlang:make_tuple(70000, []))},
     {wide, tuple_size(Wide), element(100, Wide), element(60, Wide)},
     {sieve, sieve(500)},
     {equal, list_to_tuple(lists:seq(1, 5000)) =:= T, setelement(5000, T, 0) < T},
     {survives, begin churn(2000), erlang:element(4321, T) end},
     {grow, tuple_size(grow(300, {}))}].

update(0, T) -> {element(1, T), element(100, T), element(5000, T)};
update(N, T) -> update(N - 1, setelement((N * 37) rem 5000 + 1, setelement(1, T, N), {N})).

sum(_, 0, Acc) -> Acc;
sum(T, N, Acc) -> sum(T, N - 1, Acc + element(N, T)).

wide(A, B, C) ->
    {A, B, C, 4, 5, 6, 7, 8, 9, A, 11, 12, 13, 14, 15, 16, 17, 18, 19, B, 21, 22, 23, 24, 25, 26, 27, 28, 29, C, 31, 32, 33, 34, 35, 36, 37, 38, 39, A,
     41, 42, 43, 44, 45, 46, 47, 48, 49, B, 51, 52, 53, 54, 55, 56, 57, 58, 59, [A, B, C], 61, 62, 63, 64, 65, 66, 67, 68, 69, {C}, 71, 72, 73, 74,
     75, 76, 77, 78, 79, A, 81, 82, 83, 84, 85, 86, 87, 88, 89, B, 91, 92, 93, 94, 95, 96, 97, 98, 99, "hundred"}.

sieve(N) -> sieve(2, N, erlang:make_tuple(N, true)).

sieve(I, N, T) when I * I > N -> [K || K <- lists:seq(2, N), element(K, T)];
sieve(I, N, T) when element(I, T) -> sieve(I + 1, N, strike(I * I, I, N, T));
sieve(I, N, T) -> sieve(I + 1, N, T).

strike(K, _, N, T) when K > N -> T;
strike(K, I, N, T) -> strike(K + I, I, N, setelement(K, T, false)).

churn(0) -> ok;
churn(N) ->
    _ = probe_lib:id(lists:seq(1, 50)),
    churn(N - 1).

grow(0, T) -> T;
grow(N, T) -> grow(N - 1, erlang:append_element(T, N)).
