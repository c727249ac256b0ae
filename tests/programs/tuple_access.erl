%% SPDX-License-Identifier: Apache-2.0
%% element, tuple_size, hd and tl with every kind of index and of term, in bodies, where they raise, and in guards.
-module(tuple_access).
-export([main/0]).

main() ->
    Indices = [0, 1, 2, 3, 4, -1, -134217728, 134217727, 134217728, -134217729, 1 bsl 64, 1 bsl 32 + 1, 1.0, a, [], {1}],
    Tuples = [{}, {x}, {x, {y}, [z]}, list_to_tuple(lists:seq(1, 300)), [a], [], a, 1, 1.5, <<"ab">>, #{a => b}, fun main/0],
    [[{at(I, T), guard(I, T), in_if(I, T)} || I <- Indices, T <- Tuples],
     [{size(tuple_size, T), size(hd, T), size(tl, T), first(T), second(T), kind(T)} || T <- Tuples],
     [at(I, hd(tl(Tuples))) || I <- [1 | Indices]],
     sum({1, 2, 3, 4, 5, 6, 7, 8, 9}, 9, 0), same_register({2, {3, c, b}, 3})].

at(I, T) ->
    try element(I, T) of
        V -> {ok, V}
    catch
        C:R:Trace ->
            [{M, F, A, _} | _] = Trace,
            {C, R, M, F, A =:= [I, T]}
    end.

guard(I, T) when element(I, T) =:= x -> x;
guard(I, T) when element(I, T) > 100, element(I, T) < 1000 -> between;
guard(I, T) when not (element(I, T) == 2) -> other;
guard(_, _) -> none.

in_if(I, T) ->
    if
        element(I, T) =:= {y}; element(I, T) =:= 3 -> yes;
        true -> no
    end.

size(F, T) ->
    try
        case F of
            tuple_size -> tuple_size(T);
            hd -> hd(T);
            tl -> tl(T)
        end
    of
        V -> {ok, V}
    catch
        C:R:Trace ->
            [{M, N, A, _} | _] = Trace,
            {C, R, M, N, A}
    end.

first(T) -> catch_reason(fun() -> element(1, T) end).
second(T) -> catch_reason(fun() -> [element(2, T) | hd(tl(tl([1, 2, T])))] end).

catch_reason(F) ->
    try F() catch error:R -> {error, R} end.

kind(T) when tuple_size(T) =:= 0 -> empty;
kind(T) when tuple_size(T) > 200 -> large;
kind(T) when hd(T) =:= a -> list;
kind(T) when tl(T) =:= [] -> never;
kind(_) -> other.

sum(_, 0, Sum) -> Sum;
sum(T, N, Sum) -> sum(T, N - 1, Sum + element(N, T)).

%% The result takes the place of an operand.
same_register(T) ->
    I = element(1, T),
    U = element(I, T),
    V = element(I, U),
    W = element(element(3, T), U),
    {V, W}.
