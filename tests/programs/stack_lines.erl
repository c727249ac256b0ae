%% SPDX-License-Identifier: Apache-2.0
%%
%% Stack traces: file and line of each frame.

-module(stack_lines).
-export([main/0]).

main() ->
    [{error, lines(fun() -> fails(1) end)},
     {match, lines(fun() -> fails(2) end)},
     {arith, lines(fun() -> fails(3) end)},
     {bif, lines(fun() -> fails(4) end)},
     {call, lines(fun() -> fails(5) end)},
     {'case', lines(fun() -> fails(6) end)},
     {clause, lines(fun() -> fails(7) end)},
     {list, lines(fun() -> fails(8) end)},
     {second_on_line, lines(fun() -> fails(9) end)},
     {guard_bif, lines(fun() -> fails(10) end)},
     {binary, lines(fun() -> fails(11) end)},
     {map, lines(fun() -> fails(12) end)},
     {call_fun, lines(fun() -> fails(13) end)},
     {'if', lines(fun() -> fails(14) end)},
     {'try', lines(fun() -> fails(15) end)},
     {location_of_throw, lines(fun() -> throw_it() end)}].

lines(F) ->
    try F()
    catch
        C:_:Stack ->
            {C, once([{N, arity(A), proplists:get_value(file, L), proplists:get_value(line, L)} || {stack_lines, N, A, L} <- Stack])}
    end.

%% OTP's machine code shows the frame of a call of a bad fun twice, its emulator once.
once([X, X | Rest]) -> once([X | Rest]);
once([X | Rest]) -> [X | once(Rest)];
once([]) -> [].

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

fails(1) -> {one, error(a)};
fails(2) ->
    X = probe_lib:id(2),

    {ok, _} = X,
    X;
fails(3) ->
    X = probe_lib:id(a),
    Y = X + 1,
    {X,
     Y};
fails(4) ->
    X = probe_lib:id([]),
    [hd(X),
     1];
fails(5) ->
    {a,
     b,
     fails(1)};
fails(6) ->
    case probe_lib:id(q) of
        r -> 1;
        s -> 2
    end;
fails(7) ->
    [clause(probe_lib:id(3))];
fails(8) ->
    [probe_lib:id(1),
     probe_lib:id(2) - b,
     3];
fails(9) -> {probe_lib:id(1), probe_lib:id(a) * 3, probe_lib:id(4)};
fails(10) ->
    X = probe_lib:id(x),
    {tuple_size(X),
     element(2, X)};
fails(11) ->
    X = probe_lib:id(x),
    <<1,
      X/binary>>;
fails(12) ->
    M = probe_lib:id(#{}),
    M#{a := 1};
fails(13) ->
    F = probe_lib:id(f),
    {F(1),
     2};
fails(14) ->
    X = probe_lib:id(1),
    if
        X > 1 -> a;
        X < 1 -> b
    end;
fails(15) ->
    try probe_lib:id(1) of
        2 -> a
    catch
        throw:x -> b
    end.

clause(1) ->
    one;
clause(2) ->
    two.

throw_it() ->
    _ = probe_lib:id(1),
    throw(thrown).
