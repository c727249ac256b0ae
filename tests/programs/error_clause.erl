%% SPDX-License-Identifier: Apache-2.0
%%
%% function_clause in every position: no arguments matched, guards, nested calls, after live frames.

-module(error_clause).
-export([main/0]).

main() ->
    [{one, [probe_lib:frames(fun() -> wrap(one(X)) end, 2) || X <- [1, a, [x]]]},
     {three, probe_lib:frames(fun() -> wrap(three(a, b, c)) end, 2)},
     {guarded, probe_lib:frames(fun() -> wrap(guarded(-5, {x})) end, 1)},
     {from_other, probe_lib:frames(fun() -> wrap(calls_lib:back()) end, 1)},
     {inside_frames, probe_lib:frames(fun() -> nested(3) end, 5)},
     {bits, probe_lib:frames(fun() -> wrap(bits(<<1, 2, 3>>)) end, 1)},
     {bits_rest, probe_lib:frames(fun() -> wrap(bits(<<0, 0, 7>>)) end, 1)},
     {map, probe_lib:frames(fun() -> wrap(map(#{b => 1})) end, 1)},
     {lists, probe_lib:frames(fun() -> wrap(lists:nth(0, [a])) end, 1)},
     {lists_map, probe_lib:run(fun() -> wrap(lists:map(fun(X) -> X end, probe_lib:id(a))) end)},
     {fun_clause, probe_lib:run(fun() -> wrap((fun(a, [_]) -> ok end)(b, [])) end)},
     {catch_clause, case catch one(q) of {'EXIT', {R, [{_, F, A, _} | _]}} -> {R, F, A} end}].

wrap(X) -> {wrapped, X}.

one(1.5) -> ok.

three(x, _, _) -> 1;
three(_, y, _) -> 2;
three(_, _, z) -> 3.

guarded(N, T) when N > 0, is_tuple(T) -> ok;
guarded(N, T) when N < -10, element(1, T) =:= x -> ok.

nested(0) -> one(bottom);
nested(N) -> [N | nested(N - 1)].

bits(<<0, Rest/binary>>) -> bits(Rest);
bits(<<>>) -> done.

map(#{a := _}) -> ok.
