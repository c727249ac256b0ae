%% SPDX-License-Identifier: Apache-2.0
%%
%% and, or, not, xor, andalso, orelse with values that are no booleans, in guards, conditions and as values.

-module(guard_logic_forms).
-export([main/0]).

main() ->
    Values = [true, false, a, 1, []],
    [{strict, [{X, Y, probe_lib:run(fun() -> X and Y end), probe_lib:run(fun() -> X or Y end), probe_lib:run(fun() -> X xor Y end)} || X <- Values, Y <- Values]},
     {lazy, [{X, Y, probe_lib:run(fun() -> X andalso Y end), probe_lib:run(fun() -> X orelse Y end)} || X <- Values, Y <- Values]},
     {in_guards, [{X, Y, g(X, Y)} || X <- Values, Y <- Values]},
     {'not', [{X, probe_lib:run(fun() -> not X end)} || X <- Values]},
     {effects, [effects(X) || X <- Values]},
     {chains, [{A, B, C, chain(A, B, C)} || A <- [true, false], B <- [true, false, x], C <- [true, false, x]]},
     {alternatives, [alt(X) || X <- [1, a, {1}, {b}, [], [x], 2.5, <<1>>]]},
     {value_of_last, [probe_lib:run(fun() -> true andalso X end) || X <- Values], [probe_lib:run(fun() -> false orelse X end) || X <- Values]}].

g(X, Y) ->
    [if X and Y -> 1; true -> 0 end, if X or Y -> 1; true -> 0 end, if X xor Y -> 1; true -> 0 end, if X andalso Y -> 1; true -> 0 end, if X orelse Y -> 1; true -> 0 end,
     if not X -> 1; true -> 0 end, if X, Y -> 1; true -> 0 end, if X; Y -> 1; true -> 0 end, if not (X andalso Y) -> 1; true -> 0 end, if X == Y orelse not Y -> 1; true -> 0 end].

effects(X) ->
    put(n, 0),
    Touch = fun(V) -> put(n, get(n) + 1), V end,
    R = probe_lib:run(fun() -> Touch(X) andalso Touch(true) orelse Touch(false) end),
    S = probe_lib:run(fun() -> Touch(X) and Touch(true) end),
    {R, S, erase(n)}.

chain(A, B, C) when A andalso (B orelse C) -> 1;
chain(A, B, C) when A orelse B andalso C -> 2;
chain(A, _, C) when not A, C -> 3;
chain(_, _, _) -> 4.

alt(X) when X > 0, is_integer(X); element(1, X) =:= 1 -> first;
alt(X) when hd(X) =:= x; byte_size(X) =:= 1; round(X) =:= 3 -> second;
alt(X) when is_atom(X) orelse is_tuple(X) andalso is_atom(element(1, X)) -> third;
alt(_) -> none.
