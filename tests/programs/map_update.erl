%% SPDX-License-Identifier: Apache-2.0
%%
%% Updates with => and :=, of existing and new keys, several at once; old versions stay.

-module(map_update).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    M = probe_lib:id(#{a => 1, b => 2}),
    [{assoc_old, M#{a => x}},
     {assoc_new, M#{c => 3}},
     {assoc_several, M#{z => 26, a => 0, m => 13, b => 9}},
     {assoc_same, M#{a => 1}},
     {exact, M#{a := x}},
     {exact_several, M#{a := x, b := y}},
     {mixed, M#{a := x, new => y}},
     {twice, M#{a => 1, a => 2}},
     {original, M},
     ?NOT_ON_ATOMVM({exact_missing, [probe_lib:run(fun() -> M#{K := 1} end) || K <- [c, 1, "a", {a}]]}),
     ?NOT_ON_ATOMVM({exact_second_missing, probe_lib:run(fun() -> M#{a := 1, q := 2} end)}),
     {not_map, [probe_lib:run(fun() -> V#{a => 1} end) || V <- [a, [], {}, 1, <<>>]]},
     {not_map_exact, [probe_lib:run(fun() -> V#{a := 1} end) || V <- [a, [], {}, 1, <<>>]]},
     {empty, (probe_lib:id(#{}))#{k => v}},
     {numbers, (probe_lib:id(#{1 => int}))#{1.0 => float}, (probe_lib:id(#{0.0 => a}))#{0 => b}},
     {variable_key, [M#{K => new} || K <- [a, 1, "s", {}, 1 bsl 80, 1.5, <<>>, #{}, M]]},
     {chain, lists:foldl(fun(I, Acc) -> Acc#{I => I * I} end, #{}, lists:seq(20, 1, -1))},
     {replace, lists:foldl(fun(I, Acc) -> Acc#{I rem 3 => I} end, #{0 => a, 1 => b, 2 => c}, lists:seq(1, 20))},
     {count, count("mississippi")},
     {nested, nested(#{x => #{y => #{z => 1}}})},
     {evaluation_order, probe_lib:run(fun() -> (throw(map_first))#{a => throw(value)} end)},
     {shares_keys, maps:keys(M#{a := 5}) =:= maps:keys(M)}].

count(Text) -> count(Text, #{}).

count([C | Rest], Counts) ->
    case Counts of
        #{C := N} -> count(Rest, Counts#{C := N + 1});
        _ -> count(Rest, Counts#{C => 1})
    end;
count([], Counts) -> Counts.

nested(#{x := #{y := Y} = X} = M) -> M#{x := X#{y := Y#{z := 2, w => 3}}}.
