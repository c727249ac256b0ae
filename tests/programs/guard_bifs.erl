%% SPDX-License-Identifier: Apache-2.0
%%
%% Guard BIFs in guards and bodies: self-made classification that uses all of them.

-module(guard_bifs).
-export([main/0]).

main() ->
    [{trunc, [small(X) || X <- [0.5, 1.5, 2, 134217728.5, 1.0e30, a]]},
     {rounding, [rounding(X) || X <- [0.4, 0.5, 1.49, -0.5, -0.6, 7]]},
     {float, [as_float(X) || X <- [1, 2.0, 1 bsl 70, a]]},
     {minmax, [least(X, Y) || X <- [1, a, [], 2.5], Y <- [1, {}, "s"]]},
     {node, node(), is_alive()},
     {self, is_pid(self()), self() =:= self()},
     {tuple_chain, [chain(T) || T <- [{{1}}, {1}, {{{2}}}, {}, {{a, 1}}]]},
     {is_map_key, [is_map_key(K, #{1 => a, 1.0 => b, k => c}) || K <- [1, 1.0, k, 2]]},
     {bodies, [probe_lib:run(F) || F <- [fun() -> is_map_key(a, probe_lib:id([])) end, fun() -> map_size(probe_lib:id(a)) end,
                                         fun() -> map_get(probe_lib:id(k), #{}) end, fun() -> byte_size(probe_lib:id({})) end,
                                         fun() -> bit_size(probe_lib:id([])) end, fun() -> length(probe_lib:id([a | b])) end]]},
     {compound, [compound(A, B) || A <- [1, {1, 2}, [1, 2], <<1, 2>>], B <- [2, a]]}].

small(X) when trunc(X) =:= 1 -> one;
small(X) when trunc(X) > 134217727 -> boxed;
small(X) when is_number(X) -> other;
small(_) -> no.

rounding(X) when round(X) =:= 1, ceil(X) =:= 1, floor(X) =:= 0 -> half_up;
rounding(X) when round(X) =:= 1 -> {one, ceil(X), floor(X)};
rounding(X) when round(X) =:= -1 -> {minus_one, ceil(X), floor(X)};
rounding(X) -> {ceil(X), floor(X), round(X)}.

as_float(X) when float(X) =:= 2.0 -> two;
as_float(X) when float(X) > 1.0e20 -> large;
as_float(X) when abs(X) =:= 1 -> one;
as_float(_) -> no.

least(X, Y) ->
    case {min(X, Y), max(X, Y)} of
        {X, Y} -> {X, Y};
        {Y, X} -> {swapped, Y, X}
    end.

chain(T) when element(1, element(1, element(1, T))) =:= 2 -> three_deep;
chain(T) when element(1, element(1, T)) =:= 1 -> two_deep;
chain(T) when tuple_size(element(1, T)) =:= 2 -> pair_inside;
chain(_) -> none.

compound(A, B) when tuple_size(A) =:= B; length(A) =:= B; byte_size(A) =:= B; A + 1 =:= B -> match;
compound(_, _) -> no.
