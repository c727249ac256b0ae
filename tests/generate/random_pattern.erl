%% SPDX-License-Identifier: Apache-2.0
%%
%% Random patterns for values of a type: {Text, [{Name, Type}]} with the variables that they bind.

-module(random_pattern).
-export([pattern/3]).

-import(random_term, [below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, literal/1, key/0]).

pattern(Type, Env, Depth) ->
    weighted([{3, fun() -> Name = fresh("X"), {Name, [{Name, Type}]} end},
              {1, fun() -> {"_", []} end},
              {if Depth > 0 -> 8; true -> 1 end, fun() -> shape(Type, Env, Depth - 1) end},
              {1, fun() -> bound(Type, Env) end},
              {1, fun() ->
                      Name = fresh("X"),
                      {Text, Bound} = shape(Type, Env, Depth - 1),
                      {[Name, " = ", Text], [{Name, Type} | Bound]}
                  end}]).

%% A variable that has a value already must have the same one.
bound(Type, #{vars := Vars}) ->
    case [Name || {Name, T} <- Vars, T =:= Type] of
        [] -> {"_", []};
        Names -> {pick(Names), []}
    end.

shape({list, T}, Env, D) ->
    case below(5) of
        0 -> {"[]", []};
        1 ->
            {Parts, Bound} = patterns([T || _ <- lists:seq(1, rand:uniform(3))], Env, D),
            {["[", join(Parts), "]"], Bound};
        _ ->
            {[Head, Tail], Bound} = patterns([T, {list, T}], Env, D),
            {["[", Head, " | ", Tail, "]"], Bound}
    end;
shape({tuple, Ts}, Env, D) ->
    {Parts, Bound} = patterns(Ts, Env, D),
    {["{", join(Parts), "}"], Bound};
shape({map, T}, Env, D) ->
    Keys = lists:usort([lists:flatten(key()) || _ <- lists:seq(1, below(3))]),
    {Parts, Bound} = patterns([T || _ <- Keys], Env, D),
    {["#{", join([[K, " := ", P] || {K, P} <- lists:zip(Keys, Parts)]), "}"], Bound};
shape(rec, Env, D) ->
    case below(3) of
        0 -> {[A], Bound} = patterns([int], Env, D), {["#r{a = ", A, "}"], Bound};
        1 -> {[A, B], Bound} = patterns([{list, int}, float], Env, D), {["#r{b = ", A, ", c = ", B, "}"], Bound};
        2 -> {"#r{}", []}
    end;
shape(str, Env, D) ->
    case below(3) of
        0 -> {literal(str), []};
        1 -> {[Tail], Bound} = patterns([str], Env, D), {[pick(["\"a\"", "\"ab\"", "\"1\"", "\"-\""]), " ++ ", Tail], Bound};
        2 -> {[Head, Tail], Bound} = patterns([int, str], Env, D), {["[", Head, " | ", Tail, "]"], Bound}
    end;
shape(any, Env, D) -> shape(type(1), Env, D);
shape(Binary, _, _) when Binary =:= bin; Binary =:= bits ->
    case chance(15) of
        true -> {literal(Binary), []};
        false -> random_bits:pattern(Binary)
    end;
shape(float, _, _) -> {pick(["0.5", "1.0", "-7.0", "1.0e10"]), []};
shape({func, _, _}, _, _) -> {"_", []};
shape(Scalar, _, _) -> {literal(Scalar), []}.

patterns(Types, Env, D) ->
    {Texts, Bounds} = lists:unzip([pattern(T, Env, D) || T <- Types]),
    {Texts, lists:append(Bounds)}.
