%% SPDX-License-Identifier: Apache-2.0
%%
%% select_val on integers: dense, sparse, negative, boxed, with fall-through.

-module(select_int).
-export([main/0]).

main() ->
    Values = [-134217729, -134217728, -1000, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 50, 99, 100, 101, 1000, 65536, 134217727, 134217728,
              4294967296, 1 bsl 64, 1.0, 3.0, a, [], {}, <<>>],
    [{dense, [{V, dense(V)} || V <- Values]},
     {sparse, [{V, sparse(V)} || V <- Values]},
     {negative, [{V, negative(V)} || V <- Values]},
     {boxed, [{V, boxed(V)} || V <- Values]},
     {two, [{V, two(V)} || V <- Values]},
     {no_default, [probe_lib:run(fun no_default/1, [V]) || V <- [1, 2, 3, 4, a]]},
     {same_target, [same_target(V) || V <- Values]},
     {characters, [character(C) || C <- "aZ5 _\n!é" ++ [16#1F600]]},
     {typed, [typed(V) || V <- [0, 1, 2, 3, 7, 8, 9, 255]]},
     {machine, machine([1, 3, 2, 0, 4, 1, 9], 0)}].

dense(0) -> zero;
dense(1) -> one;
dense(2) -> two;
dense(3) -> three;
dense(4) -> four;
dense(5) -> five;
dense(6) -> six;
dense(7) -> seven;
dense(8) -> eight;
dense(9) -> nine;
dense(10) -> ten;
dense(_) -> other.

sparse(-1000) -> a;
sparse(1) -> b;
sparse(50) -> c;
sparse(100) -> d;
sparse(1000) -> e;
sparse(65536) -> f;
sparse(134217727) -> g;
sparse(_) -> other.

negative(-3) -> minus_three;
negative(-2) -> minus_two;
negative(-1) -> minus_one;
negative(0) -> zero;
negative(1) -> one;
negative(-134217728) -> least;
negative(_) -> other.

boxed(0) -> zero;
boxed(134217728) -> a;
boxed(-134217729) -> b;
boxed(4294967296) -> c;
boxed(18446744073709551616) -> d;
boxed(3) -> three;
boxed(_) -> other.

two(1) -> one;
two(2) -> two;
two(_) -> other.

no_default(N) ->
    case N of
        1 -> a;
        2 -> b;
        3 -> c
    end.

same_target(N) ->
    case N of
        0 -> even;
        2 -> even;
        4 -> even;
        1 -> odd;
        3 -> odd;
        5 -> odd;
        _ -> unknown
    end.

character(C) when C >= $a, C =< $z -> lower;
character(C) when C >= $A, C =< $Z -> upper;
character(C) when C >= $0, C =< $9 -> digit;
character($\s) -> space;
character($\n) -> newline;
character($_) -> underscore;
character(C) when C > 127 -> wide;
character(_) -> punctuation.

typed(N) ->
    case N band 7 of
        0 -> zero;
        1 -> one;
        2 -> two;
        3 -> three;
        7 -> seven;
        _ -> other
    end.

machine([Op | Rest], Acc) ->
    case Op of
        0 -> machine(Rest, 0);
        1 -> machine(Rest, Acc + 10);
        2 -> machine(Rest, Acc * 2);
        3 -> machine(Rest, Acc - 3);
        4 -> machine(Rest, -Acc);
        _ -> {stopped, Acc, Op, Rest}
    end;
machine([], Acc) -> Acc.
