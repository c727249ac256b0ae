%% SPDX-License-Identifier: Apache-2.0
%% Sums with a constant do not name the operator in the stack trace, if the constant has at most 60 bits.
-module(exception_increment).
-export([main/0]).

main() ->
    [{Name, trace(F)} || {Name, F} <-
        [{add, fun(X) -> {X + 1} end}, {add_left, fun(X) -> {1 + X} end},
         {subtract, fun(X) -> {X - 1} end}, {subtract_left, fun(X) -> {1 - X} end},
         {add_boxed, fun(X) -> {X + 1000000000} end}, {subtract_boxed, fun(X) -> {X - 1000000000} end},
         {add_59_bits, fun(X) -> {X + 16#7FFFFFFFFFFFFFF} end}, {add_60_bits, fun(X) -> {X + 16#800000000000000} end},
         {least, fun(X) -> {X - 16#800000000000000} end}, {most, fun(X) -> {X + -16#800000000000000} end},
         {below, fun(X) -> {X + -16#800000000000001} end}, {large, fun(X) -> {X + (1 bsl 100)} end},
         {variable, fun(X) -> {X + X} end}, {multiply, fun(X) -> {X * 2} end}]].

trace(F) ->
    try F(id(a))
    catch error:Reason:Stack -> {Reason, [{M, N, A} || {M, N, A, _} <- lists:sublist(Stack, 1), M =:= erlang]}
    end.

id(X) -> X.
