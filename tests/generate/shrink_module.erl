%% SPDX-License-Identifier: Apache-2.0
%%
%% Smaller modules made from one that shows a fault.
%%
%% Problem: of a module on which two implementations differ, find a small one on which they still do. Idea: local steps on
%% the abstract form, tried from the outside to the inside: parts of a list (functions, clauses, expressions, arguments,
%% elements) are left out, halves first; a node is replaced by one of its children or by a literal. Whether the result
%% compiles, ends, and still shows the fault is for the caller to find out; types are not kept, as every Erlang module that
%% ends has a meaning. Every step lowers weight/1, so that a chain of steps ends. A module of n nodes has O(n) steps, and
%% each costs the nodes above it. This is greedy delta debugging on a tree (A. Zeller, R. Hildebrandt: Simplifying and
%% Isolating Failure-Inducing Input, 2002; G. Misherghi, Z. Su: HDD, 2006).

-module(shrink_module).
-export([steps/1, weight/1]).

%% All modules that are one step smaller, the most promising first.
steps(Forms) ->
    Size = weight(Forms),
    [Step || Step <- changes(Forms), weight(Step) < Size].

%% Nodes, with digits and characters counted.
weight([H | T]) -> 1 + weight(H) + weight(T);
weight({atom, _, A}) when A =/= a -> 3;
weight(T) when is_tuple(T) -> 1 + lists:sum([weight(E) || E <- tuple_to_list(T)]);
weight(N) when is_integer(N) -> length(integer_to_list(N));
weight(F) when is_float(F), F =/= 0.0 -> 2;
weight(_) -> 1.

changes(List) when is_list(List) -> without_parts(List) ++ inside(List);
changes({attribute, _, _, _}) -> [];
changes({integer, A, N}) when N =/= 0 -> [{integer, A, 0}, {integer, A, 1}];
changes({float, A, F}) when F =/= 0.0 -> [{float, A, 0.0}];
changes({atom, _, _}) -> [];
changes({bin_element, A, Value, Size, Types}) ->
    [{bin_element, A, V, Size, Types} || V <- changes(Value)]
        ++ [{bin_element, A, Value, S, Types} || S <- case Size of default -> []; _ -> [{integer, A, 8} | changes(Size)] end]
        ++ [{bin_element, A, Value, Size, default} || Types =/= default];
changes({Kind, A, _} = Node) when Kind =:= nil; Kind =:= string; Kind =:= var -> literals(A) ++ strings(Node);
changes(Node) when is_tuple(Node), is_atom(element(1, Node)) ->
    [Name, Anno | Parts] = tuple_to_list(Node),
    Own = case lists:member(Name, [function, clause, clauses, map_field_assoc, map_field_exact, record_field, generate, b_generate]) of
        true -> [];
        false -> literals(Anno) ++ children(Parts)
    end,
    Own ++ [list_to_tuple([Name, Anno | Changed]) || Changed <- inside(Parts)];
changes(_) -> [].

literals(A) -> [{atom, A, a}, {integer, A, 0}, {nil, A}, {bin, A, []}, {float, A, 0.0}, {tuple, A, []}].

strings({string, A, Text}) -> [{string, A, Shorter} || Shorter <- without_parts(Text)];
strings(_) -> [].

%% The nearest expressions below.
children(Parts) when is_list(Parts) -> lists:append([child(P) || P <- Parts]);
children(_) -> [].

child(List) when is_list(List) -> children(List);
child({clause, _, _, _, Body}) -> children(Body);
child({clauses, Clauses}) -> children(Clauses);
child({bin_element, _, Value, _, _}) -> [Value];
child({Kind, _, K, V}) when Kind =:= map_field_assoc; Kind =:= map_field_exact -> [K, V];
child({record_field, _, _, V}) -> [V];
child({Generate, _, _, From}) when Generate =:= generate; Generate =:= b_generate -> [From];
child(Node) when is_tuple(Node), tuple_size(Node) > 2, is_atom(element(1, Node)) -> [Node];
child(_) -> [].

without_parts([]) -> [];
without_parts([_]) -> [[]];
without_parts(List) ->
    N = length(List),
    Halves = if
        N > 3 ->
            {A, B} = lists:split(N div 2, List),
            [A, B];
        true -> []
    end,
    Halves ++ [lists:sublist(List, I - 1) ++ lists:nthtail(I, List) || I <- lists:seq(N, 1, -1)].

%% One element changed.
inside([]) -> [];
inside([H | T]) -> [[C | T] || C <- changes(H)] ++ [[H | C] || C <- inside(T)];
inside(_) -> [].
