%% SPDX-License-Identifier: Apache-2.0
%%
%% Regular expressions: a parser to a tree, a matcher with closures as continuations, and one with derivatives.

-module(algo_regexp).
-export([main/0]).

main() ->
    Cases = [{"a*b", ["b", "aaab", "aac", ""]}, {"(a|b)*abb", ["abb", "babb", "ab", "aababb"]}, {"x?y+.", ["yz", "xyyy", "x", "y"]},
             {"[a-c0]*z", ["abc0z", "dz", "z"]}, {"", ["", "a"]}, {"(ab)*(c|)", ["ababc", "aba", ""]}, {"\\*+", ["***", "a"]}],
    [{R, [{T, matches(tree(R), T), derive(tree(R), T)} || T <- Texts]} || {R, Texts} <- Cases]
        ++ [{bad, [catch tree(R) || R <- ["(a", "*", "[a", "a)b", "\\"]]}].

tree(Text) ->
    case alternatives(Text) of
        {T, ""} -> T;
        {_, Rest} -> throw({trailing, Rest})
    end.

alternatives(S) ->
    {A, R} = sequence(S, empty),
    case R of
        "|" ++ R1 -> {B, R2} = alternatives(R1), {{'or', A, B}, R2};
        _ -> {A, R}
    end.

sequence([C | _] = S, Acc) when C =/= $|, C =/= $) ->
    {A, R} = atom(S),
    {P, R1} = postfix(A, R),
    sequence(R1, case Acc of empty -> P; _ -> {seq, Acc, P} end);
sequence(S, Acc) -> {Acc, S}.

postfix(A, "*" ++ R) -> postfix({star, A}, R);
postfix(A, "+" ++ R) -> postfix({seq, A, {star, A}}, R);
postfix(A, "?" ++ R) -> postfix({'or', A, empty}, R);
postfix(A, R) -> {A, R}.

atom("(" ++ S) ->
    case alternatives(S) of
        {A, ")" ++ R} -> {A, R};
        {_, R} -> throw({open, length(R)})
    end;
atom("[" ++ S) -> set(S, []);
atom("." ++ R) -> {any, R};
atom([$\\, C | R]) -> {{char, C}, R};
atom([C | R]) when C =/= $*, C =/= $\\ -> {{char, C}, R};
atom(S) -> throw({atom, S}).

set("]" ++ R, Acc) -> {{set, lists:reverse(Acc)}, R};
set([A, $-, B | R], Acc) -> set(R, [{A, B} | Acc]);
set([C | R], Acc) -> set(R, [{C, C} | Acc]);
set([], Acc) -> throw({set, Acc}).

matches(T, S) -> m(T, S, fun(Rest) -> Rest =:= [] end).

m(empty, S, K) -> K(S);
m({seq, A, B}, S, K) -> m(A, S, fun(R) -> m(B, R, K) end);
m({'or', A, B}, S, K) -> m(A, S, K) orelse m(B, S, K);
m({star, A} = T, S, K) -> K(S) orelse m(A, S, fun(R) when R =/= S -> m(T, R, K); (_) -> false end);
m(T, [C | S], K) -> takes(T, C) andalso K(S);
m(_, [], _) -> false.

takes(any, _) -> true;
takes({char, C}, C) -> true;
takes({set, Ranges}, C) -> lists:any(fun({A, B}) -> A =< C andalso C =< B end, Ranges);
takes(_, _) -> false.

derive(T, S) -> nullable(lists:foldl(fun(C, D) -> d(D, C) end, T, S)).

nullable(empty) -> true;
nullable({star, _}) -> true;
nullable({seq, A, B}) -> nullable(A) and nullable(B);
nullable({'or', A, B}) -> nullable(A) or nullable(B);
nullable(_) -> false.

d({seq, A, B}, C) ->
    Left = seq(d(A, C), B),
    case nullable(A) of
        true -> either(Left, d(B, C));
        false -> Left
    end;
d({'or', A, B}, C) -> either(d(A, C), d(B, C));
d({star, A} = T, C) -> seq(d(A, C), T);
d(T, C) -> case takes(T, C) of true -> empty; false -> none end.

seq(none, _) -> none;
seq(empty, B) -> B;
seq(A, B) -> {seq, A, B}.

either(none, B) -> B;
either(A, none) -> A;
either(A, A) -> A;
either(A, B) -> {'or', A, B}.
