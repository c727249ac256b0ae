%% SPDX-License-Identifier: Apache-2.0
%%
%% erlang:raise/3 with all kinds of arguments; values that look like exceptions; where traces begin; frames of natives.

-module(raise_edges).
-export([main/0]).

main() ->
    [{raise, [raised(C, R, S) || {C, R, S} <- raises()]},
     {caught, [{catch id(V), (catch throw(V))} || V <- values()]},
     {kinds, [kind(F) || F <- failing()]},
     {natives, [top(F) || F <- natives()]},
     {again, again()},
     {linked, linked()}].

id(X) -> X.

raises() ->
    [{C, R, S} || C <- [error, exit, throw], R <- [r, {a, "b"}],
                  S <- [[], [{m, f, 1}], [{m, f, [x, y]}], [{m, f, 2, [{file, "m.erl"}, {line, 3}]}, {m, g, 0, []}],
                        [{fun lists:reverse/1, [a]}], [{fun lists:reverse/1, [a], []}]]] ++
    [{bad, r, []}, {error, r, x}, {error, r, [x]}, {error, r, [{m}]}, {error, r, [{m, f, 1} | x]},
     {error, r, [{1, f, 1}]}, {error, r, [{m, f, a}]}, {error, r, [{m, f, -1}]}, {error, r, [{m, f, 1, x}]},
     {"error", r, []}, {error, r, [{m, f, 1, [], x}]}].

raised(C, R, S) ->
    try erlang:raise(id(C), id(R), id(S)) of
        V -> {value, V}
    catch
        C1:R1:S1 -> {C1, R1, [F || F <- S1, element(1, F) =/= ?MODULE]}
    end.

values() ->
    [0, 1, -1, 134217727, 134217728, a, error, exit, throw, 'EXIT', {'EXIT', a}, {'EXIT', {a, []}}, {error, a}, {throw, a},
     {exit, a, []}, [], [a], "", <<>>, #{}, 1.5, {}, {a}, nocatch, {nocatch, a}, true, false, undefined].

failing() ->
    [fun() -> throw(x) end, fun() -> exit(x) end, fun() -> error(x) end, fun() -> error(x, [a]) end,
     fun() -> error(x, none) end, fun() -> id(a) + 1 end, fun() -> throw({'EXIT', x}) end, fun() -> exit({'EXIT', x}) end,
     fun() -> exit({error, []}) end, fun() -> error({'EXIT', y}) end].

%% The old catch and the new one see the same.
kind(F) ->
    New = try F() catch C:R -> {C, R} end,
    Old = case catch F() of
              {'EXIT', {Reason, [T | _]}} when is_tuple(T) -> {'EXIT', Reason};
              Other -> Other
          end,
    {New, Old}.

natives() ->
    [fun() -> atom_to_list(id(1)) end, fun() -> id(1) + id(a) end, fun() -> id(1) div id(0) end, fun() -> hd(id([])) end,
     fun() -> lists:keyfind(a, b, id(c)) end, fun() -> lists:reverse(id(a), []) end, fun() -> element(3, id({a})) end,
     fun() -> math:sqrt(id(a)) end, fun() -> byte_size(id(a)) end, fun() -> length(id(a)) end,
     fun() -> binary_to_term(id(<<1>>)) end, fun() -> not id(1) end, fun() -> id(a) ++ [] end,
     fun() -> list_to_integer(id("a")) end, fun() -> maps:keys(id(a)) end, fun() -> persistent_term:get(id(nokey)) end,
     fun() -> tuple_to_list(id(a)) end, fun() -> setelement(1, {}, id(a)) end, fun() -> round(id(a)) end,
     fun() -> id(a) ! b end, fun() -> nowhere:f(id(1)) end, fun() -> lists:nothing(id(1)) end].

top(F) ->
    try F() catch C:R:S -> {C, R, hd(S)} end.

%% Raised again with its own trace, and with a part of it.
again() ->
    [try
         try error({first, N}) catch C:R:S -> erlang:raise(C, {second, R}, lists:sublist(S, N)) end
     catch
         C2:R2:S2 -> {C2, R2, length(S2) =< N}
     end || N <- [0, 1, 2]].

linked() ->
    process_flag(trap_exit, true),
    Ends = [exit_of(F) || F <- [
        fun() -> ok end, fun() -> exit(normal) end, fun() -> exit(shutdown) end, fun() -> exit({a, b}) end,
        fun() -> exit(self(), normal), receive after 0 -> still end end, fun() -> exit(self(), kill) end,
        fun() -> exit(kill) end, fun() -> process_flag(trap_exit, true), exit(self(), normal), receive X -> exit({got, element(3, X)}) end end,
        fun() -> P = spawn_link(fun() -> exit(inner) end), receive after 1000 -> P end end,
        fun() -> P = spawn_link(fun() -> exit(normal) end), receive after 5 -> is_pid(P) end end]],
    process_flag(trap_exit, false),
    Ends.

exit_of(F) ->
    P = spawn_link(F),
    receive {'EXIT', P, R} -> R end.
