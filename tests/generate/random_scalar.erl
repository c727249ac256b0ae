%% SPDX-License-Identifier: Apache-2.0
%%
%% Random integers, floats, booleans, and guards.

-module(random_scalar).
-export([int/2, float/2, bool/2, guard/1, guard_test/1]).

-import(random_term, [below/1, chance/1, pick/1, weighted/1, type/1, literal/1, key/0]).
-import(random_expr, [expr/3]).

int(Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{8, fun() -> ["(", E(int), " ", pick(["+", "-", "*"]), " ", E(int), ")"] end},
              {3, fun() -> ["(", E(int), " ", pick(["div", "rem"]), " ", E(int), ")"] end},
              {2, fun() -> ["(", E(int), " ", pick(["div", "rem"]), " ", pick(["1", "2", "7", "-3", "16", "1000", "134217728", "-1"]), ")"] end},
              {3, fun() -> ["(", E(int), " ", pick(["band", "bor", "bxor"]), " ", E(int), ")"] end},
              {2, fun() -> ["(", E(int), " ", pick(["bsl", "bsr"]), " (", E(int), " band ", pick(["7", "31", "63", "127"]), "))"] end},
              {2, fun() -> ["(", E(int), " ", pick(["bsl", "bsr"]), " ", pick(["0", "1", "3", "-2", "27", "28", "31", "64"]), ")"] end},
              {2, fun() -> [pick(["-", "+", "bnot "]), "(", E(int), ")"] end},
              {1, fun() -> ["abs(", E(int), ")"] end},
              {1, fun() -> [pick(["min", "max"]), "(", E(int), ", ", E(int), ")"] end},
              {2, fun() -> [pick(["trunc", "round", "floor", "ceil"]), "(", E(float), ")"] end},
              {2, fun() -> ["length(", E({list, type(1)}), ")"] end},
              {1, fun() -> ["tuple_size(", E({tuple, [type(1) || _ <- lists:seq(1, below(4))]}), ")"] end},
              {1, fun() -> ["map_size(", E({map, type(1)}), ")"] end},
              {2, fun() -> [pick(["byte_size", "bit_size"]), "(", E(bits), ")"] end},
              {1, fun() -> ["size(", E(pick([bin, {tuple, [int, atom]}])), ")"] end},
              {1, fun() -> ["(", E(rec), ")#r.a"] end},
              {1, fun() -> ["list_to_integer(generated_lib:chars(", E(str), "))"] end},
              {1, fun() -> ["list_to_integer(integer_to_list(", E(int), "))"] end},
              {1, fun() -> ["binary_to_integer(integer_to_binary(", E(int), ", 16), 16)"] end},
              {1, fun() -> ["erlang:phash2(", E(type(1)), ")"] end},
              {1, fun() -> ["lists:sum(", E({list, int}), ")"] end},
              {1, fun() -> ["generated_lib:int(", E(int), ")"] end}]).

float(Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    N = fun() -> E(case chance(70) of true -> float; false -> int end) end,
    weighted([{8, fun() -> ["(", N(), " ", pick(["+", "-", "*", "/"]), " ", E(float), ")"] end},
              {2, fun() -> ["(", E(int), " / ", E(int), ")"] end},
              {2, fun() -> ["float(", N(), ")"] end},
              {1, fun() -> ["-(", E(float), ")"] end},
              {1, fun() -> ["abs(", E(float), ")"] end},
              {1, fun() -> ["math:", pick(["sqrt", "floor", "ceil"]), "(", N(), ")"] end},
              {1, fun() -> ["list_to_float(float_to_list(", E(float), "))"] end},
              {1, fun() -> ["(", E(rec), ")#r.c"] end},
              {2, fun() ->
                      %% Sums that the compiler keeps in float registers.
                      [A, B, C] = [E(float), N(), E(float)],
                      ["(", A, " * ", B, " - ", C, " / 3 + ", N(), ")"]
                  end}]).

bool(Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{6, fun() -> T = type(1), ["(", E(T), " ", compare(), " ", E(T), ")"] end},
              {2, fun() -> ["(", E(int), " ", compare(), " ", E(pick([int, float])), ")"] end},
              {2, fun() -> ["(", E(type(1)), " ", compare(), " ", E(type(1)), ")"] end},
              {2, fun() -> ["(", E(bool), " ", pick(["and", "or", "xor", "andalso", "orelse"]), " ", E(bool), ")"] end},
              {1, fun() -> ["not ", "(", E(bool), ")"] end},
              {3, fun() -> [test(), "(", E(type(1)), ")"] end},
              {1, fun() -> ["is_function(", E({func, [int], int}), ", ", pick(["0", "1", "2"]), ")"] end},
              {1, fun() -> ["is_record(", E(pick([rec, type(1)])), ", r)"] end},
              {1, fun() -> ["is_map_key(", key(), ", ", E({map, type(0)}), ")"] end},
              {1, fun() -> T = type(0), ["lists:member(", E(T), ", ", E({list, T}), ")"] end}]).

compare() -> pick(["<", ">", "=<", ">=", "==", "/=", "=:=", "=/="]).

test() ->
    pick(["is_integer", "is_float", "is_number", "is_atom", "is_boolean", "is_list", "is_tuple", "is_map", "is_binary",
          "is_bitstring", "is_function", "is_pid", "is_reference", "is_port"]).

%% A guard: alternatives of conjunctions. What it asks may fail.
guard(Env) ->
    Conjunction = fun() -> lists:join(", ", [guard_bool(Env, 2) || _ <- lists:seq(1, pick([1, 1, 1, 2]))]) end,
    lists:join("; ", [Conjunction() || _ <- lists:seq(1, pick([1, 1, 1, 2]))]).

%% One test without commas and semicolons.
guard_test(Env) -> guard_bool(Env, 2).

guard_bool(Env, D) ->
    N = fun() -> guard_int(Env, D - 1) end,
    weighted([{6, fun() -> T = type(1), ["(", guard_value(T, Env), " ", compare(), " ", guard_value(T, Env), ")"] end},
              {4, fun() -> ["(", N(), " ", compare(), " ", N(), ")"] end},
              {4, fun() -> [test(), "(", guard_any(Env), ")"] end},
              {1, fun() -> guard_value(bool, Env) end},
              {1, fun() -> ["is_function(", guard_any(Env), ", ", pick(["0", "1", "2"]), ")"] end},
              {1, fun() -> ["is_record(", guard_any(Env), ", r)"] end},
              {1, fun() -> ["is_map_key(", key(), ", ", guard_any(Env), ")"] end},
              {if D > 0 -> 3; true -> 0 end,
               fun() -> ["(", guard_bool(Env, D - 1), " ", pick(["andalso", "orelse", "and", "or", "xor"]), " ", guard_bool(Env, D - 1), ")"] end},
              {if D > 0 -> 1; true -> 0 end, fun() -> ["not (", guard_bool(Env, D - 1), ")"] end}]).

guard_int(Env, D) when D =< 0 -> guard_value(int, Env);
guard_int(Env, D) ->
    N = fun() -> guard_int(Env, D - 1) end,
    A = fun() -> guard_any(Env) end,
    weighted([{4, fun() -> guard_value(int, Env) end},
              {3, fun() -> ["(", N(), " ", pick(["+", "-", "*", "div", "rem", "band", "bor", "bxor"]), " ", N(), ")"] end},
              {1, fun() -> ["(", N(), " bsr ", pick(["1", "3", "30"]), ")"] end},
              {1, fun() -> ["-", "(", N(), ")"] end},
              {2, fun() -> [pick(["length", "tuple_size", "map_size", "byte_size", "bit_size", "size", "abs", "hd", "round", "trunc"]), "(", A(), ")"] end},
              {1, fun() -> ["element(", pick(["1", "2", "3"]), ", ", A(), ")"] end},
              {1, fun() -> ["map_get(", key(), ", ", A(), ")"] end},
              {1, fun() -> ["(", guard_value(float, Env), " ", pick(["+", "*", "/"]), " ", N(), ")"] end}]).

%% A variable of the type, or a literal.
guard_value(Type, Env) -> random_expr:leaf(Type, Env).

guard_any(#{vars := Vars}) ->
    case [Name || {Name, T} <- Vars, T =/= stack] of
        [] -> literal(type(1));
        Names -> pick(Names)
    end.
