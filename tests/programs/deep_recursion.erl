%% SPDX-License-Identifier: Apache-2.0
%%
%% Deep stacks: body recursion of many thousand frames, with values kept, exceptions through them, mutual and
%% tree-shaped.

-module(deep_recursion).
-export([main/0]).

main() ->
    N = 20000,
    [{sum, sum(N), count({nest, N}, 0)},
     {build, length(build(N)), lists:last(build(N))},
     {exception, probe_lib:run(fun() -> fall(N) end), (catch fall(N))},
     {after_all, begin put(n, 0), R = probe_lib:run(fun() -> guarded(500) end), {R, erase(n)} end},
     {mutual, ping(N)},
     {kept, kept(3000, 1, 2.5, <<"b">>, [l])},
     {tree, depth(grow(12)), leaves(grow(12))},
     {nested, size_of(nest(5000))},
     {equal, nest(5000) =:= nest(5000), nest(5000) < nest(5001), nest(300) == nest(300)},
     {binary, byte_size(bin(3000))},
     {append, length(app(3000))},
     {ackermann, ack(2, 30)}].

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

count({nest, 0}, A) -> A;
count({nest, N}, A) -> 1 + count({nest, N - 1}, A).

build(0) -> [];
build(N) -> [N | build(N - 1)].

fall(0) -> throw(landed);
fall(N) -> [fall(N - 1)].

guarded(0) -> error(bottom);
guarded(N) -> try {guarded(N - 1)} after put(n, get(n) + 1) end.

ping(0) -> 0;
ping(N) -> {ping, pong(N - 1)}, N.
pong(0) -> 0;
pong(N) -> 1 + ping(N - 1).

kept(0, A, F, B, L) -> {A, F, B, L};
kept(N, A, F, B, L) ->
    {A1, F1, B1, L1} = kept(N - 1, A + N, F * 1.0, B, L),
    {A1 - A, F1 + F, B1 =:= B andalso B, L1 ++ case N rem 1000 of 0 -> L; _ -> [] end}.

grow(0) -> leaf;
grow(N) -> {grow(N - 1), N, grow(N - 1)}.
depth(leaf) -> 0;
depth({L, _, R}) -> 1 + max(depth(L), depth(R)).
leaves(leaf) -> 1;
leaves({L, _, R}) -> leaves(L) + leaves(R).

nest(N) -> lists:foldl(fun(X, T) -> {X, T} end, [], lists:seq(1, N)).
size_of([]) -> 0;
size_of({_, T}) -> 1 + size_of(T).

bin(0) -> <<>>;
bin(N) -> <<(bin(N - 1))/binary, (N rem 256)>>.

app(0) -> [];
app(N) -> [N] ++ app(N - 1).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).
