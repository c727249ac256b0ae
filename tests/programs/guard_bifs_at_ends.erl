%% SPDX-License-Identifier: Apache-2.0
%%
%% BIFs that guards may call, with arguments at their ends: in guards, in bodies and through funs they must agree.

-module(guard_bifs_at_ends).
-export([main/0]).

main() ->
    Values = [0, -1, 5, 1.5, -0.5, 1.0e300, 1 bsl 64, a, true, [], [1, 2], [1 | 2], {}, {a, b}, <<>>, <<1, 2, 3>>, <<1:7>>, #{}, #{a => 1}, fun main/0, make_ref(), self()],
    [{one, [{Name, [{V1, agree(G(V), F(V))} || V <- Values, V1 <- [shown(V)], agree(G(V), F(V)) =/= both_fail]} || {Name, G, F} <- one()]},
     {two, [{Name, [{shown(A), shown(B), agree(G(A, B), F(A, B))} || A <- Values, B <- [0, 1, 2, -1, a, 1.5, 1 bsl 64], agree(G(A, B), F(A, B)) =/= both_fail]} || {Name, G, F} <- two()]},
     {part, [{P, L, part(<<"abcdef">>, P, L), probe_lib:run(fun() -> binary_part(<<"abcdef">>, probe_lib:id(P), L) end)} || P <- [0, 3, 6, 7, -1], L <- [0, 3, -3, 4, 6, -6, 1 bsl 64]]}].

shown(V) when is_function(V); is_reference(V); is_pid(V) -> opaque;
shown(V) -> V.

agree(fails, {error, _}) -> both_fail;
agree({ok, V}, {ok, V}) -> shown(V);
agree(G, B) -> {differ, G, B}.

body(F) -> try {ok, F()} catch C:R -> {C, R} end.

-define(ONE(E), fun(V) when E =:= E -> {ok, E}; (_) -> fails end, fun(V) -> body(fun() -> E end) end).
-define(TWO(E), fun(A, B) when E =:= E -> {ok, E}; (_, _) -> fails end, fun(A, B) -> body(fun() -> E end) end).

one() ->
    [{abs, ?ONE(abs(V))}, {bit_size, ?ONE(bit_size(V))}, {byte_size, ?ONE(byte_size(V))}, {ceil, ?ONE(ceil(V))}, {floor, ?ONE(floor(V))}, {float, ?ONE(float(V))}, {hd, ?ONE(hd(V))}, {tl, ?ONE(tl(V))},
     {length, ?ONE(length(V))}, {map_size, ?ONE(map_size(V))}, {round, ?ONE(round(V))}, {trunc, ?ONE(trunc(V))}, {size, ?ONE(size(V))}, {tuple_size, ?ONE(tuple_size(V))}, {minus, ?ONE(-V)}, {plus, ?ONE(+V)}, {'not', ?ONE(not V)}, {'bnot', ?ONE(bnot V)},
     {node, ?ONE(node(V))}].

two() ->
    [{element, ?TWO(element(B, A))}, {map_get, ?TWO(map_get(B, A))}, {is_map_key, ?TWO(is_map_key(B, A))}, {'div', ?TWO(A div B)}, {'rem', ?TWO(A rem B)}, {'/', ?TWO(A / B)}, {'band', ?TWO(A band B)}, {'bsr', ?TWO(A bsr B)},
     {is_function, ?TWO(is_function(A, B))}, {'-', ?TWO(A - B)}, {'xor', ?TWO(A xor (B =:= 1))}, {'and', ?TWO(A and (B =/= 1))}].

part(B, P, L) when binary_part(B, P, L) =/= x -> binary_part(B, P, L);
part(_, _, _) -> fails.
