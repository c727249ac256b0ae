%% SPDX-License-Identifier: Apache-2.0
%%
%% select_val on atoms, booleans and mixtures of literals; select_tuple_arity.

-module(select_atom).
-export([main/0]).

main() ->
    Values = [a, b, c, red, green, blue, true, false, undefined, '', 'with space', "a", 1, [], {}],
    [{colour, [colour(V) || V <- Values]},
     {many, [many(V) || V <- [mon, tue, wed, thu, fri, sat, sun, day, jan, feb, mar, apr, may, jun, jul]]},
     {boolean, [boolean(V) || V <- Values]},
     {mixed, [mixed(V) || V <- Values ++ [1.0, 2, "string", <<"bin">>, <<>>, #{}, {x}]]},
     {arity, [arity(V) || V <- [{}, {1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 4}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, list_to_tuple(lists:seq(1, 40)), a, [1]]]},
     {tagged, [tagged(V) || V <- [{add, 1, 2}, {neg, 3}, {const, 4}, {mul, {add, 1, 2}, {neg, {const, 5}}}, {unknown}, {add, 1}, stop]]},
     {case_error, probe_lib:run(fun() -> case probe_lib:id(x) of y -> 1; z -> 2 end end)},
     {evaluate, evaluate({add, {mul, {const, 6}, {const, 7}}, {'if', {const, 0}, {const, 1}, {neg, {const, 3}}}})}].

colour(red) -> 1;
colour(green) -> 2;
colour(blue) -> 3;
colour(undefined) -> 4;
colour('') -> 5;
colour('with space') -> 6;
colour(_) -> 0.

many(mon) -> 1;
many(tue) -> 2;
many(wed) -> 3;
many(thu) -> 4;
many(fri) -> 5;
many(sat) -> 6;
many(sun) -> 7;
many(jan) -> 31;
many(feb) -> 28;
many(mar) -> 31;
many(apr) -> 30;
many(may) -> 31;
many(jun) -> 30;
many(_) -> none.

boolean(true) -> yes;
boolean(false) -> no;
boolean(_) -> neither.

mixed(1) -> integer;
mixed(1.0) -> float;
mixed(a) -> atom;
mixed([]) -> nil;
mixed("string") -> string;
mixed(<<"bin">>) -> binary;
mixed(<<>>) -> empty_binary;
mixed({}) -> empty_tuple;
mixed(M) when M =:= #{} -> empty_map;
mixed({X}) -> {tuple, X};
mixed(_) -> other.

arity({}) -> 0;
arity({_}) -> 1;
arity({_, B}) -> {2, B};
arity({_, _, C}) -> {3, C};
arity({_, _, _, _, _, _, _, _, I}) -> {9, I};
arity(T) when is_tuple(T) -> {other, tuple_size(T)};
arity(_) -> none.

tagged({add, A, B}) -> {sum, A, B};
tagged({mul, A, B}) -> {product, tagged(A), tagged(B)};
tagged({neg, A}) -> {negative, A};
tagged({const, A}) -> A;
tagged(stop) -> stopped;
tagged(Other) -> {bad, Other}.

evaluate({const, N}) -> N;
evaluate({add, A, B}) -> evaluate(A) + evaluate(B);
evaluate({mul, A, B}) -> evaluate(A) * evaluate(B);
evaluate({neg, A}) -> -evaluate(A);
evaluate({'if', C, A, B}) ->
    case evaluate(C) of
        0 -> evaluate(B);
        _ -> evaluate(A)
    end.
