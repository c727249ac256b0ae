%% SPDX-License-Identifier: Apache-2.0
%%
%% A random module of a seed: {Name, text}. Its functions take fuel first, which each call of another one divides, so that
%% every program ends; loops go down a list, a binary or a counter. main/0 gives a list of results.

-module(random_module).
-export([module/1]).

-import(random_term, [bytes_or/2, below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, types/2]).
-import(random_expr, [expr/3, body/3, bind/3, case_clauses/5]).

-define(OPTIONS, [[], [], [], [], [r25], [r24], [r23], [r22], [no_copt], [no_ssa_opt], [no_type_opt], [no_bool_opt], [no_bsm_opt],
                  [no_ssa_opt, no_postopt], [inline, {inline_size, 40}], [no_fun_opt], [no_recv_opt], [no_share_opt], [no_stack_trimming]]).

module(Seed) ->
    rand:seed(exsss, Seed),
    put(fresh, 1),
    Options = pick(bytes_or(?OPTIONS -- [[r24], [r23], [r22]], ?OPTIONS)),
    Name = "generated_" ++ integer_to_list(Seed),
    Functions = [{"f" ++ integer_to_list(I), kind()} || I <- lists:seq(1, 3 + below(4))],
    Typed = [{F, Kind, arguments(Kind), result(Kind)} || {F, Kind} <- Functions],
    Calls = [{F, Args, Result} || {F, _, Args, Result} <- Typed],
    Texts = [function(F, Kind, Args, Result, Calls) || {F, Kind, Args, Result} <- Typed],
    {Name,
     [io_lib:format("%% options: ~w~n", [Options]),
      "-module(", Name, ").\n-export([main/0]).\n-record(r, {a = 0, b = [], c = 1.0}).\n\n",
      "main() ->\n    [", lists:join(",\n     ", lists:append([tests(C) || C <- Calls])), "].\n\n", Texts]}.

kind() -> pick([plain, plain, plain, cases, list_body, list_tail, count_tail, count_body, bits_walk, if_clauses]).

arguments(list_body) -> [{list, type(1)} | types(below(2), 1)];
arguments(list_tail) -> [{list, type(1)}, type(1)];
arguments(count_tail) -> [int, type(1)];
arguments(count_body) -> [int];
arguments(bits_walk) -> [bits, type(1)];
arguments(_) -> types(rand:uniform(4), 2).

result(list_body) -> {list, type(1)};
result(count_body) -> pick([{list, type(1)}, int]);
result(_) -> type(2).

tests({F, Args, _}) ->
    Env = #{vars => [], calls => [], fuel => "0"},
    [["generated_lib:run(fun() -> ", F, "(30, ", join([expr(T, Env, 2) || T <- Args]), ") end)"]
     || _ <- lists:seq(1, pick([1, 2, 3]))].

%% A head without fuel comes first; Fuel is at least 1 in the others.
function(F, Kind, Args, Result, Calls) ->
    Env = #{vars => [], calls => Calls, fuel => "(Fuel div 3)"},
    Empty = ["(0, ", join(["_" || _ <- Args]), ") -> ", expr(Result, Env#{calls := []}, 1), ";\n"],
    [F, Empty, lists:join(";\n", [[F | C] || C <- clauses(F, Kind, Args, Result, Env)]), ".\n\n"].

clauses(F, list_body, [{list, T} | Rest], {list, R}, Env) ->
    {H, Inner0} = head(T, Env),
    {Names, Inner} = heads(Rest, Inner0),
    More = ["[", expr(R, Inner, 3), " | ", F, "(Fuel, Tail", [[", ", N] || N <- Names], ")]"],
    [["(Fuel, [", H, " | Tail]", [[", ", N] || N <- Names], ")", random_control:guard(Inner, 20), " -> ", More],
     ["(Fuel, [_ | Tail]", [[", ", N] || N <- Names], ") -> ", F, "(Fuel, Tail", [[", ", N] || N <- Names], ")"],
     ["(_, []", [", _" || _ <- Rest], ") -> []"]];
clauses(F, list_tail, [{list, T}, A], Result, Env) ->
    {H, Inner0} = head(T, Env),
    Inner = bind("Acc", A, Inner0),
    [["(Fuel, [", H, " | Tail], Acc)", random_control:guard(Inner, 30), " -> ", F, "(Fuel - 1, Tail, ", small(A, Inner, 3), ")"],
     ["(Fuel, [_ | Tail], Acc) -> ", F, "(Fuel - 1, Tail, Acc)"],
     ["(Fuel, [], Acc) -> ", body(Result, bind("Acc", A, Env), 3)]];
clauses(F, count_tail, [int, A], Result, Env) ->
    Inner = bind("Acc", A, bind("N", int, Env)),
    [["(Fuel, N, Acc) when N > 0, N < 50 -> ", F, "(Fuel - 1, N - 1, ", small(A, Inner, 3), ")"],
     ["(Fuel, N, Acc) -> ", body(Result, Inner, 3)]];
clauses(F, count_body, [int], Result, Env) ->
    Inner = bind("N", int, Env),
    Self = [F, "(Fuel - 1, N - 1)"],
    Up = case Result of
        int -> ["generated_lib:int((", expr(int, Inner, 3), " ", pick(["+", "-", "*", "bxor"]), " ", Self, "))"];
        {list, T} -> ["[", expr(T, Inner, 3), " | ", Self, "]"]
    end,
    [["(Fuel, N) when N > 0, N < 50 -> ", Up],
     ["(Fuel, N) -> ", expr(Result, Inner, 2)]];
clauses(F, bits_walk, [bits, A], Result, Env) ->
    Acc = fun(E) -> bind("Acc", A, E) end,
    Step = fun() ->
                   {Pattern, Bound} = random_bits:generator_pattern(),
                   Inner = lists:foldl(fun({N, T}, E) -> bind(N, T, E) end, Acc(Env), Bound),
                   [Start, ""] = string:split(lists:flatten(Pattern), ">>"),
                   ["(Fuel, ", Start, ", Rest/bits>>, Acc)", random_control:guard(Inner, 30), " -> ", F, "(Fuel - 1, Rest, ", small(A, Inner, 2), ")"]
           end,
    [Step() || _ <- lists:seq(1, pick([1, 1, 2]))] ++
        [["(Fuel, Bits, Acc) -> ", body(Result, bind("Bits", bits, Acc(Env)), 3)]];
clauses(_, cases, [T | Rest], Result, Env) ->
    {Names, Inner} = heads(Rest, Env),
    [["(Fuel, Over", [[", ", N] || N <- Names], ") ->\n    case Over of\n        ",
      case_clauses(T, Result, bind("Over", T, Inner), 3, 3 + below(5)), "\n    end"]];
clauses(_, if_clauses, Args, Result, Env) ->
    [begin
         {Names, Inner} = heads(Args, Env),
         ["(Fuel, ", join(Names), ")", case Last of true -> ""; false -> random_control:guard(Inner, 100) end, " ->\n    ", body(Result, Inner, 3)]
     end || Last <- [false || _ <- lists:seq(1, 1 + below(3))] ++ [true]];
clauses(_, plain, Args, Result, Env) ->
    [begin
         {Patterns, Inner} = lists:mapfoldl(fun(T, E) -> head(T, E, Last) end, Env, Args),
         ["(Fuel, ", join(Patterns), ")", random_control:guard(Inner, 20), " ->\n    ", body(Result, Inner, 4)]
     end || Last <- [false || _ <- lists:seq(1, below(4))] ++ [true]].

%% What a loop carries on, kept from growing.
small(int, Env, D) -> ["generated_lib:int(", expr(int, Env, D), ")"];
small(str, Env, D) -> ["generated_lib:list(", expr(str, Env, D), ")"];
small({list, T}, Env, D) -> ["generated_lib:list(", expr({list, T}, Env, D), ")"];
small(Bits, Env, D) when Bits =:= bin; Bits =:= bits -> ["generated_lib:bits(", expr(Bits, Env, D), ")"];
small(T, Env, D) -> expr(T, Env, D).

head(T, Env) -> head(T, Env, chance(40)).

head(T, Env, true) ->
    Name = fresh("H"),
    {Name, bind(Name, T, Env)};
head(T, Env, false) ->
    {Text, Bound} = random_pattern:pattern(T, Env#{vars := []}, 2),
    {Text, lists:foldl(fun({N, VT}, E) -> bind(N, VT, E) end, Env, Bound)}.

heads(Types, Env) -> lists:mapfoldl(fun(T, E) -> head(T, E, true) end, Env, Types).
