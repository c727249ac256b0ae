%% SPDX-License-Identifier: Apache-2.0
%%
%% Random expressions of a type. An environment (map) holds
%%     vars   [{Name, Type}] that may be used,
%%     calls  [{Name, ArgumentTypes, ResultType}] functions of the module that may be called; each takes fuel first,
%%     fuel   text of what is given to them, smaller than the function's own.
%% Variables that an expression binds are used in that expression alone, so that none is unsafe.

-module(random_expr).
-export([expr/3, leaf/2, body/3, bind/3, call/3, case_clauses/5]).

-import(random_term, [bytes_or/2, below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, literal/1, key/0]).

bind(Name, Type, #{vars := Vars} = Env) -> Env#{vars := [{Name, Type} | Vars]}.

%% Text of an expression of the type. A leaf is a variable or a literal.
expr(Type, Env, Depth) ->
    case chance(2) of
        true when Depth > 0 -> expr1(type(1), Env, Depth);
        _ -> expr1(Type, Env, Depth)
    end.

expr1(Type, Env, Depth) when Depth =< 0 ->
    %% A value that the compiler does not know.
    case chance(30) of
        true -> ["generated_lib:id(", leaf(Type, Env), ")"];
        false -> leaf(Type, Env)
    end;
expr1({func, Args, Result}, Env, Depth) ->
    case chance(30) of
        true -> leaf({func, Args, Result}, Env);
        false -> function(Args, Result, Env, Depth - 1)
    end;
expr1(Type, Env, Depth) ->
    weighted([{20, fun() -> expr1(Type, Env, 0) end},
              {60, fun() -> special(Type, Env, Depth - 1) end},
              {20, fun() -> any_type(Type, Env, Depth - 1) end}]).

leaf(Type, #{vars := Vars}) ->
    case [Name || {Name, T} <- Vars, T =:= Type] of
        [] -> literal(Type);
        Names -> case chance(80) of true -> pick(Names); false -> literal(Type) end
    end.

%% What gives values of all types.
any_type(Type, Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted(
      [{4, fun() -> random_control:'case'(Type, Env, D) end},
       {2, fun() -> random_control:'if'(Type, Env, D) end},
       {3, fun() -> ["begin ", body(Type, Env, D), " end"] end},
       {3, fun() -> random_control:'try'(Type, Env, D) end},
       {2, fun() -> random_control:'receive'(Type, Env, D) end},
       {4, fun() -> random_bits:match(Type, Env, D) end},
       {1, fun() -> random_control:process(Type, Env, D) end},
       {5, fun() -> call(Type, Env, D) end},
       {2, fun() ->
               Before = [type(0) || _ <- lists:seq(1, below(3))],
               ["element(", integer_to_list(length(Before) + 1), ", ", E({tuple, Before ++ [Type]}), ")"]
           end},
       {1, fun() -> ["hd(", E({list, Type}), ")"] end},
       {1, fun() -> ["lists:nth(", E(int), ", ", E({list, Type}), ")"] end},
       {1, fun() -> ["map_get(", key(), ", ", E({map, Type}), ")"] end},
       {2, fun() -> ["maps:get(", key(), ", ", E({map, Type}), ", ", E(Type), ")"] end},
       {3, fun() ->
               Arg = type(1),
               pick([["(", function([Arg], Type, Env, D), ")(", E(Arg), ")"],
                     ["generated_lib:apply1(", E({func, [Arg], Type}), ", ", E(Arg), ")"]])
           end},
       {2, fun() ->
               T = type(1),
               ["generated_lib:fold(", function([T, Type], Type, Env, D), ", ", E(Type), ", ", E({list, T}), ")"]
           end},
       {1, fun() -> ["generated_lib:id(", E(Type), ")"] end},
       {1, fun() -> ["(generated_lib:id(generated_lib)):", pick(["id", "(generated_lib:id(id))"]), "(", E(Type), ")"] end},
       {1, fun() -> ["binary_to_term(term_to_binary(", E(Type), "))"] end},
       {1, fun() -> random_control:raise(Env, D) end}]).

special(int, Env, D) -> random_scalar:int(Env, D);
special(float, Env, D) -> random_scalar:float(Env, D);
special(bool, Env, D) -> random_scalar:bool(Env, D);
special(bin, Env, D) -> random_bits:bin(Env, D);
special(bits, Env, D) -> random_bits:bits(Env, D);
special(atom, Env, D) ->
    weighted([{1, fun() -> ["list_to_atom(", expr(str, Env, D), ")"] end},
              {1, fun() -> expr(bool, Env, D) end},
              {1, fun() -> ["get(", literal(atom), ")"] end},
              {2, fun() -> literal(atom) end}]);
special(str, Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{2, fun() -> ["integer_to_list(", E(int), ")"] end},
              {1, fun() -> ["integer_to_list(", E(int), ", ", pick(["2", "16", "36"]), ")"] end},
              {1, fun() -> ["atom_to_list(", E(atom), ")"] end},
              {1, fun() -> ["binary_to_list(", E(bin), ")"] end},
              {1, fun() -> ["float_to_list(", E(float), ")"] end},
              {3, fun() -> list_op(int, Env, D) end},
              {1, fun() -> ["(", literal(str), " ++ ", E(str), ")"] end},
              {1, fun() -> ["lists:flatten(io_lib:format(\"~w ~p\", [generated_lib:plain(", E(type(1)), "), ", E(int), "]))"] end}]);
special(rec, Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{2, fun() -> ["#r{a = ", E(int), ", b = ", E({list, int}), ", c = ", E(float), "}"] end},
              {1, fun() -> ["#r{}"] end},
              {2, fun() -> ["(", E(rec), ")#r{a = ", E(int), "}"] end},
              {1, fun() -> ["(", E(rec), ")#r{c = ", E(float), ", a = ", E(int), "}"] end},
              {1, fun() -> ["setelement(2, ", E(rec), ", ", E(int), ")"] end}]);
special(any, Env, D) ->
    weighted([{3, fun() -> expr(type(2), Env, D) end},
              {1, fun() -> ["(catch ", expr(type(1), Env, D), ")"] end},
              {1, fun() -> ["[", expr(any, Env, D), " | ", expr(any, Env, D), "]"] end},
              {1, fun() -> ["put(", literal(atom), ", ", expr(atom, Env, D), ")"] end}]);
special({tuple, Ts}, Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{6, fun() -> ["{", join([E(T) || T <- Ts]), "}"] end},
              {1, fun() when Ts =/= [] ->
                      N = rand:uniform(length(Ts)),
                      ["setelement(", integer_to_list(N), ", ", E({tuple, Ts}), ", ", E(lists:nth(N, Ts)), ")"];
                 () -> "{}"
              end},
              {1, fun() -> ["list_to_tuple([", join([E(T) || T <- Ts]), "])"] end}]);
special({list, T}, Env, D) -> list_op(T, Env, D);
special({map, T}, Env, D) ->
    E = fun(Type) -> expr(Type, Env, D) end,
    Pair = fun(Arrow) -> [key(), Arrow, E(T)] end,
    Pairs = fun(Arrow) -> join([Pair(Arrow) || _ <- lists:seq(1, rand:uniform(3))]) end,
    weighted([{3, fun() -> ["#{", Pairs(" => "), "}"] end},
              {3, fun() -> ["(", E({map, T}), ")#{", Pairs(" => "), "}"] end},
              {1, fun() -> ["(", E({map, T}), ")#{", Pair(bytes_or(" => ", " := ")), "}"] end},
              {1, fun() -> ["(", E({map, T}), ")#{", Pair(bytes_or(" => ", " := ")), ", ", Pair(" => "), "}"] end},
              {1, fun() -> ["#{", E(int), " => ", E(T), "}"] end},
              {1, fun() -> ["maps:put(", E(any), ", ", E(T), ", ", E({map, T}), ")"] end},
              {1, fun() -> ["maps:remove(", key(), ", ", E({map, T}), ")"] end},
              {1, fun() -> ["maps:merge(", E({map, T}), ", ", E({map, T}), ")"] end},
              {1, fun() -> ["maps:map(", function([any, T], T, Env, D), ", ", E({map, T}), ")"] end},
              {1, fun() -> ["maps:filter(", function([any, T], bool, Env, D), ", ", E({map, T}), ")"] end},
              {1, fun() -> ["maps:from_list([{", E(int), ", ", E(T), "}])"] end}]).

list_op(T, Env, D) ->
    E = fun(Type) -> expr(Type, Env, D) end,
    L = {list, T},
    weighted([{4, fun() -> ["[", join([E(T) || _ <- lists:seq(1, rand:uniform(3))]), "]"] end},
              {3, fun() -> ["[", E(T), " | ", E(L), "]"] end},
              {3, fun() -> random_control:comprehension(T, Env, D) end},
              {2, fun() -> ["(", E(L), " ++ ", E(L), ")"] end},
              {1, fun() -> ["(", E(L), " -- ", E(L), ")"] end},
              {1, fun() -> ["tl(", E(L), ")"] end},
              {2, fun() -> ["lists:", pick(["reverse", "sort", "usort"]), "(", E(L), ")"] end},
              {1, fun() -> ["lists:sublist(", E(L), ", ", integer_to_list(below(4)), ")"] end},
              {1, fun() -> ["maps:values(maps:with([", key(), "], ", E({map, T}), "))"] end},
              {1, fun() -> ["tuple_to_list(", E({tuple, [T, T]}), ")"] end},
              {1, fun() -> ["lists:map(", function([T], T, Env, D), ", ", E(L), ")"] end},
              {1, fun() -> ["lists:filter(", function([T], bool, Env, D), ", ", E(L), ")"] end},
              {1, fun() -> ["generated_lib:list(", E(L), ")"] end}]).

%% A call of a function of the module that gives Type; an expression of another kind if there is none.
call(Type, #{calls := Calls} = Env, D) ->
    case [C || {_, _, T} = C <- Calls, T =:= Type] of
        [] -> special(Type, Env, D);
        Found ->
            {Name, Args, _} = pick(Found),
            [Name, "(", join([maps:get(fuel, Env) | [expr(A, Env, D - 1) || A <- Args]]), ")"]
    end.

%% One or more expressions, the last one of the type.
body(Type, Env, D) ->
    case chance(50) of
        true -> expr(Type, Env, D);
        false ->
            T = case chance(15) of true -> {func, [type(0)], type(1)}; false -> type(1) end,
            First = expr(T, Env, D - 1),
            {Pattern, Bound} =
                case chance(88) orelse is_tuple(T) andalso element(1, T) =:= func of
                    true -> Name = fresh("V"), {Name, [{Name, T}]};
                    false -> random_pattern:pattern(T, Env, 1)
                end,
            [Pattern, " = ", First, ",\n        ", body(Type, lists:foldl(fun({N, VT}, A) -> bind(N, VT, A) end, Env, Bound), D - 1)]
    end.

function(Args, Result, Env, D) ->
    Clauses = case chance(25) of true -> 2; false -> 1 end,
    Name = case chance(10) of true -> fresh("F"); false -> "" end,
    ["fun ", lists:join("; ", [[Name, clause(Args, Result, Env, D, N =:= Clauses)] || N <- lists:seq(1, Clauses)]), " end"].

clause(Args, Result, Env, D, IsLast) ->
    {Patterns, Inner} = lists:mapfoldl(
        fun(T, E) ->
            {Pattern, Bound} = case IsLast orelse chance(40) of
                true -> Name = fresh("A"), {Name, [{Name, T}]};
                false -> random_pattern:pattern(T, E#{vars := []}, 1)
            end,
            {Pattern, lists:foldl(fun({N, VT}, A) -> bind(N, VT, A) end, E, Bound)}
        end, Env, Args),
    ["(", join(Patterns), ")", random_control:guard(Inner, case IsLast of true -> 5; false -> 40 end), " -> ", body(Result, Inner, D - 1)].

%% Clauses of a case over values of type Over; Arrow-separated, with a last one that takes all in most cases.
case_clauses(Over, Type, Env, D, Count) ->
    Clauses = [begin
                   {Pattern, Bound} = random_pattern:pattern(Over, Env, 2),
                   Inner = lists:foldl(fun({N, T}, A) -> bind(N, T, A) end, Env, Bound),
                   [Pattern, random_control:guard(Inner, 35), " -> ", body(Type, Inner, D - 1)]
               end || _ <- lists:seq(1, Count)],
    Last = case chance(85) of true -> [["_ -> ", expr(Type, Env, D - 1)]]; false -> [] end,
    lists:join(";\n        ", Clauses ++ Last).
