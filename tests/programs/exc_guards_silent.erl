%% SPDX-License-Identifier: Apache-2.0
%%
%% What fails inside guards of every construct only makes the guard false, in filters too, while the same expression in
%% a body raises; alternatives after a failing one still count.

-module(exc_guards_silent).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Values = [0, 1, -3, 2.5, a, [], [1], [1 | 2], {}, {1, 2}, <<>>, <<1:?ON_ATOMVM(8, 3)>>, <<"ab">>, #{}, #{k => 1}, 1 bsl 70, fun probe_lib:id/1],
    [{clauses, [{clause(V), alternatives(V), conjunction(V)} || V <- Values]},
     {filters, [[V || V <- Values, hd(V) =:= 1], [V || V <- Values, element(1, V) =:= 1], [V || V <- Values, map_get(k, V) =:= 1],
                [V || V <- Values, byte_size(V) > 0], [V || V <- Values, bit_size(V) =:= 3], [V || V <- Values, V rem 2 =:= 1],
                [V || V <- Values, length(V) =:= 1], [V || V <- Values, abs(V) > 2], [V || V <- Values, V bsl 1 > 0]]},
     {body_filters, [probe_lib:run(fun() -> [V || V <- Values, probe_lib:id(hd(V)) =:= 1] end), probe_lib:run(fun() -> [V || V <- [1, 2], probe_lib:id(V)] end),
                     probe_lib:run(fun() -> [V || V <- probe_lib:id([1 | 2]), V > 0] end), probe_lib:run(fun() -> << <<V>> || V <- probe_lib:id(x) >> end)]},
     {bool_filters, [probe_lib:run(fun() -> [V || V <- [B], V] end) || B <- [true, false, maybe_so, 1, []]]},
     {ifs, [ifs(A, B) || A <- [0, 1, a, 2.0], B <- [0, 1, b, []]]},
     {receives, receives(Values)},
     {funs, [[F(V) || V <- Values] || F <- [fun(X) when X + 1 > 2 -> big; (X) when size(X) =:= 2 -> two; (_) -> no end,
                                            fun(X) when -X > 0; tl(X) =:= [] -> yes; (_) -> no end,
                                            fun(X) when not (X =:= a orelse hd(X)) -> odd; (_) -> no end]]},
     {handlers, [handler(V) || V <- Values]}].

clause(V) when hd(V) > 0 -> list;
clause(V) when element(2, V) > 0 -> tuple;
clause(V) when trunc(V) rem 2 =:= 0 -> even;
clause(V) when map_size(V) > 0 -> map;
clause(V) when is_map_key(k, V) -> never;
clause(V) when binary_part(V, 1, 1) =:= <<"b">> -> binary;
clause(_) -> other.

alternatives(V) when length(V) > 0; tuple_size(V) > 0; byte_size(V) > 0; V > 0, is_number(V) -> something;
alternatives(V) when 1 div V =:= 0; 1 / V > 0 -> divided;
alternatives(_) -> nothing.

conjunction(V) when V =/= 0 andalso 10 div V > 4 -> small;
conjunction(V) when V =:= [] orelse hd(V) =:= 1 -> listy;
conjunction(V) when (V =:= {}) xor (element(1, V) =:= 1) -> wrong;
conjunction(V) when is_function(V, 1), not is_function(V, 2) -> function;
conjunction(V) when float(V) > 1.0e20 -> huge;
conjunction(_) -> none.

ifs(A, B) ->
    if A + B > 1 -> sum; A div B =:= 0 -> quotient; A band B =:= 0 -> bits; tl([A | B]) =:= [] -> nil; true -> none end.

receives(Values) ->
    [self() ! {v, V} || V <- Values],
    First = receive {v, V1} when hd(V1) =:= 1 -> V1 end,
    Second = receive {v, V2} when V2 band 1 =:= 1 -> V2 end,
    Third = receive {v, V3} when bit_size(V3) rem 8 =/= 0 -> V3 after 0 -> none end,
    {First, Second, Third, drain()}.

drain() -> receive {v, V} -> [V | drain()] after 0 -> [] end.

handler(V) ->
    try throw(V)
    catch
        throw:X when tl(X) =:= [] -> tail;
        throw:X when round(X) > 1 -> round;
        throw:X when X =:= hd(X) -> self;
        _:X when is_map_key(k, X); is_bitstring(X), not is_binary(X) -> keyed;
        _:_ -> rest
    end.
