%% SPDX-License-Identifier: Apache-2.0
%%
%% Random control: case, if, try, receive, processes, comprehensions, guards, exceptions.

-module(random_control).
-export(['case'/3, 'if'/3, 'try'/3, 'receive'/3, process/3, comprehension/3, guard/2, raise/2]).

-import(random_term, [below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, literal/1]).
-import(random_expr, [expr/3, body/3, bind/3, case_clauses/5]).

'case'(Type, Env, D) ->
    Over = weighted([{3, fun() -> type(2) end}, {1, fun() -> any end}, {1, fun() -> int end}, {1, fun() -> atom end},
                     {1, fun() -> {list, type(1)} end}]),
    Count = pick([1, 2, 2, 3, 5]),
    ["case ", expr(Over, Env, D), " of\n        ", case_clauses(Over, Type, Env, D, Count), "\n    end"].

'if'(Type, Env, D) ->
    Clauses = [[random_scalar:guard(Env), " -> ", body(Type, Env, D - 1)] || _ <- lists:seq(1, pick([1, 1, 2]))],
    Last = case chance(85) of true -> [["true -> ", expr(Type, Env, D - 1)]]; false -> [] end,
    ["if ", lists:join(";\n        ", Clauses ++ Last), " end"].

'try'(Type, Env, D) ->
    Tried = type(1),
    {Of, Body} = case chance(35) of
        true -> {[" of\n        ", case_clauses(Tried, Type, Env, D, 2)], body(Tried, Env, D)};
        false -> {"", body(Type, Env, D)}
    end,
    Catch = [" catch ", lists:join(";\n        ", [handler(Type, Env, D) || _ <- lists:seq(1, pick([1, 1, 2]))])],
    After = [" after ", weighted([{1, fun() -> ["put(", literal(atom), ", ", expr(atom, Env, D - 1), ")"] end},
                                  {1, fun() -> ["self() ! ", expr(type(1), Env, D - 1)] end},
                                  {1, fun() -> expr(type(1), Env, D - 2) end}])],
    ["try ", Body, Of, case below(4) of 0 -> After; 1 -> [Catch, After]; _ -> Catch end, " end"].

handler(Type, Env, D) ->
    {Class, Env1} = case below(5) of
        0 -> {"", Env};
        1 -> {"error:", Env};
        2 -> {"exit:", Env};
        3 -> {"throw:", Env};
        4 -> Name = fresh("C"), {[Name, ":"], bind(Name, atom, Env)}
    end,
    {Reason, Env2} = case below(4) of
        0 -> {"_", Env1};
        1 -> {pick(["badarg", "badarith", "{badmatch, _}", "{case_clause, _}", "function_clause", "a", "{badkey, _}"]), Env1};
        _ -> R = fresh("R"), {R, bind(R, any, Env1)}
    end,
    {Stack, Env3} = case Class =/= "" andalso chance(15) of
        true -> S = fresh("S"), {[":", S], bind(S, stack, Env2)};
        false -> {"", Env2}
    end,
    Result = case Stack of
        [":", Name1] when Class =/= "" ->
            case chance(40) of
                true -> ["erlang:raise(", pick(["error", "exit", "throw"]), ", ", expr(any, Env2, D - 1), ", ", Name1, ")"];
                false -> ["begin true = is_list(", Name1, "), ", expr(Type, Env3, D - 1), " end"]
            end;
        _ -> expr(Type, Env3, D - 1)
    end,
    [Class, Reason, Stack, guard(Env2, 15), " -> ", Result].

%% Messages to the process itself: in order, the second before the first, one that no clause takes, none.
'receive'(Type, Env, D) ->
    Tag1 = pick(["m", "n"]),
    V = fresh("M"),
    Sent = type(1),
    Inner = bind(V, Sent, Env),
    Clause = ["{", Tag1, ", ", V, "}", guard(Inner, 20), " -> ", body(Type, Inner, D - 1)],
    After = [" after ", pick(["0", "0", "1"]), " -> ", expr(Type, Env, D - 1)],
    Send = ["self() ! {", pick([Tag1, Tag1, "m"]), ", ", expr(Sent, Env, D), "}"],
    Other = pick(["", ["self() ! ", expr(type(1), Env, D - 1), ", "], ["self() ! {other, ", expr(Sent, Env, D - 1), "}, "]]),
    case below(6) of
        0 -> ["receive {never, ", V, "} -> ", expr(Type, Inner, D - 1), After, " end"];
        1 -> ["begin ", Send, ", receive ", Clause, "; _ -> ", expr(Type, Env, D - 1), After, " end end"];
        2 ->
            R = fresh("R"),
            ["begin ", R, " = make_ref(), ", Other, "self() ! {", R, ", ", expr(Sent, Env, D), "}, receive {", R, ", ", V, "} -> ",
             body(Type, Inner, D - 1), " end end"];
        3 -> ["receive", After, " end"];
        _ -> ["begin ", Other, Send, ", receive ", Clause, After, " end end"]
    end.

%% A process that answers once, or fails; who asks is told in both cases.
process(Type, Env, D) ->
    [P, R, V, F, X] = [fresh(L) || L <- ["P", "R", "V", "F", "X"]],
    Sent = type(1),
    Work = expr(Type, bind(V, Sent, Env), D),
    Down = ["{'DOWN', ", R, ", process, ", P, ", ", X, "} -> exit({down, generated_lib:reason(", X, ")})"],
    case below(3) of
        0 ->
            ["begin ", F, " = self(), {", P, ", ", R, "} = spawn_monitor(fun() -> receive {", F, ", ", V, "} -> ", F, " ! {self(), ", Work,
             "} end end), ", P, " ! {", F, ", ", expr(Sent, Env, D), "}, receive {", P, ", ", X, "} -> receive {'DOWN', ", R,
             ", _, _, _} -> ok end, ", X, "; ", Down, " end end"];
        1 ->
            ["begin ", V, " = ", expr(Sent, Env, D), ", {", P, ", ", R, "} = spawn_monitor(fun() -> exit({done, ", Work, "}) end), ",
             "receive {'DOWN', ", R, ", process, ", P, ", {done, ", X, "}} -> ", X, "; ", Down, " end end"];
        2 ->
            ["begin ", V, " = ", expr(Sent, Env, D), ", ", F, " = process_flag(trap_exit, true), ", P, " = spawn_link(fun() -> exit({done, ",
             Work, "}) end), receive {'EXIT', ", P, ", ", X, "} -> process_flag(trap_exit, ", F, "), case ", X, " of {done, ", R, "} -> ", R,
             "; _ -> exit({down, generated_lib:reason(", X, ")}) end end end"]
    end.

comprehension(T, Env, D) ->
    {Qualifiers, Inner} = qualifiers(pick([1, 1, 2]), Env, D),
    ["[", expr(T, Inner, D - 1), " || ", Qualifiers, "]"].

qualifiers(N, Env, D) ->
    T = type(1),
    {Generator, Inner} = case chance(70) of
        true ->
            {Pattern, Bound} = random_pattern:pattern(T, Env#{vars := []}, 1),
            {[Pattern, " <- ", ["generated_lib:list(", expr({list, T}, Env, D - 1), ")"]], names(Bound, Env)};
        false ->
            {Pattern, Bound} = random_bits:generator_pattern(),
            {[Pattern, " <= ", ["generated_lib:bits(", expr(bits, Env, D - 1), ")"]], names(Bound, Env)}
    end,
    Filter = case below(4) of
        0 -> [", ", random_scalar:guard_test(Inner)];
        1 -> [", ", expr(bool, Inner, D - 2)];
        _ -> ""
    end,
    case N of
        1 -> {[Generator, Filter], Inner};
        _ ->
            {Rest, Inner2} = qualifiers(N - 1, Inner, D),
            {[Generator, Filter, ", ", Rest], Inner2}
    end.

names(Bound, Env) -> lists:foldl(fun({N, T}, E) -> bind(N, T, E) end, Env, Bound).

%% " when ..." in Percent of 100 cases.
guard(Env, Percent) ->
    case chance(Percent) of
        true -> [" when ", random_scalar:guard(Env)];
        false -> ""
    end.

raise(Env, D) ->
    E = fun() -> expr(type(1), Env, D) end,
    weighted([{1, fun() -> ["throw(", E(), ")"] end},
              {1, fun() -> ["error(", E(), ")"] end},
              {1, fun() -> ["error(", E(), ", [", E(), "])"] end},
              {1, fun() -> ["exit(", E(), ")"] end},
              {1, fun() -> ["(", literal(atom), " + ", expr(int, Env, D), ")"] end}]).
