%% SPDX-License-Identifier: Apache-2.0
%%
%% Choices, types and literals of random modules. Text is an iolist of Erlang. Types:
%%     int float bool atom str bin bits rec any   {list, T}   {tuple, [T]}   {map, T} (keys are small integers and atoms)
%%     {func, [T], T}
%% A type promises nothing: now and then a value of another type is put in its place.

-module(random_term).
-export([bytes_or/2, below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, types/2, literal/1, key/0, int_text/0]).

%% The first if there are to be whole bytes only, as on AtomVM (generate.escript).
bytes_or(Bytes, Any) ->
    case persistent_term:get(whole_bytes, false) of
        true -> Bytes;
        false -> Any
    end.

below(N) -> rand:uniform(N) - 1.

%% True in Percent of 100 cases.
chance(Percent) -> rand:uniform(100) =< Percent.

pick(List) -> lists:nth(rand:uniform(length(List)), List).

%% [{Weight, Fun}]: calls one of the functions.
weighted(Choices) ->
    Total = lists:sum([W || {W, _} <- Choices]),
    weighted(rand:uniform(Total), Choices).

weighted(N, [{W, F} | _]) when N =< W -> F();
weighted(N, [{W, _} | Rest]) -> weighted(N - W, Rest).

%% A name that is used once in a module.
fresh(Prefix) ->
    N = get(fresh),
    put(fresh, N + 1),
    [Prefix, integer_to_list(N)].

join([]) -> [];
join([X]) -> X;
join([X | Rest]) -> [X, ", " | join(Rest)].

%% A type without functions, nested up to Depth.
type(0) -> pick([int, int, float, bool, atom, str, bin, bits, rec]);
type(Depth) ->
    weighted([{4, fun() -> type(0) end},
              {2, fun() -> {list, type(Depth - 1)} end},
              {2, fun() -> {tuple, types(below(4), Depth - 1)} end},
              {1, fun() -> {map, type(Depth - 1)} end}]).

types(N, Depth) -> [type(Depth) || _ <- lists:seq(1, N)].

literal(int) -> int_text();
literal(float) ->
    pick(["0.0", "1.0", "-1.5", "0.1", "1.0e10", "-2.5e-3", "3.141592653589793", "1.0e308", "123456789.125", "-0.0", "5.0e-324",
          "134217728.0", "9007199254740993.0", "1.0e16", "0.5", "-7.0"]);
literal(bool) -> pick(["true", "false"]);
literal(atom) -> pick(["a", "b", "ok", "error", "undefined", "'an atom'", "nil", "''", "true", "x@y"]);
literal(str) -> pick(["\"\"", "\"abc\"", "\"a\"", "\"hello world\"", "\"\\x{e4}\\x{3b1}z\"", "\"ab\\n\""]);
literal(bin) -> pick(["<<>>", "<<1>>", "<<\"abc\">>", "<<255, 0, 128>>", "<<\"\\x{20ac}u\"/utf8>>", "<<1:16, 2:32>>", "<<\"0123456789abcdef\">>"]);
literal(bits) -> pick(bytes_or(["<<>>", "<<1>>", "<<\"abc\">>", "<<255, 0>>"],
                               ["<<>>", "<<1:1>>", "<<5:3>>", "<<\"ab\", 3:5>>", "<<1000:10>>", "<<0:7>>", "<<255>>", "<<16#123456789:33>>"]));
literal(rec) -> ["#r{a = ", literal(int), ", b = ", literal({list, int}), "}"];
literal(any) -> literal(type(1));
literal({list, T}) -> ["[", join([literal(T) || _ <- lists:seq(1, below(5))]), "]"];
literal({tuple, Ts}) -> ["{", join([literal(T) || T <- Ts]), "}"];
literal({map, T}) -> ["#{", join([[K, " => ", literal(T)] || K <- lists:usort([lists:flatten(key()) || _ <- lists:seq(1, below(4))])]), "}"];
literal({func, Args, Result}) -> ["fun(", join(["_" || _ <- Args]), ") -> ", literal(Result), " end"].

key() -> pick(["a", "b", "c", "1", "2", "0", "{k, 1}", "\"s\"", "<<\"k\">>", "1.0"]).

%% Small ones, borders of 28, 32, 60 and 64 bits, larger ones.
int_text() ->
    weighted([{5, fun() -> integer_to_list(below(10)) end},
              {2, fun() -> integer_to_list(-below(20)) end},
              {1, fun() -> integer_to_list(below(1000)) end},
              {4, fun() ->
                      P = pick([8, 16, 27, 28, 31, 32, 59, 60, 63, 64, 96, 128]),
                      integer_to_list(pick([1, -1]) * (1 bsl P) + below(3) - 1)
                  end},
              {3, fun() -> integer_to_list(pick([1, -1]) * below(1 bsl pick([20, 29, 40, 62, 70, 100, 140]))) end},
              {1, fun() -> ["$", pick(["a", "z", "0"])] end}]).
