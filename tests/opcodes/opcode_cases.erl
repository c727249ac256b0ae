%% SPDX-License-Identifier: Apache-2.0
%%
%% What the assembled modules call from main/0: their functions, with given arguments or with all boundary terms.
-module(opcode_cases).
-export([run/2]).

run(Module, Cases) -> [{Name, Arity, outcomes(Module, Name, Arity, Arguments)} || {Name, Arity, Arguments} <- Cases].

outcomes(Module, Name, 1, all) -> [outcome(Module, Name, [A]) || A <- terms()];
outcomes(Module, Name, 2, all) -> [outcome(Module, Name, [A, B]) || A <- terms(), B <- terms()];
outcomes(Module, Name, _, Arguments) -> outcome(Module, Name, [special(A) || A <- Arguments]).

outcome(Module, Name, Arguments) ->
    try apply(Module, Name, Arguments) of
        Value -> plain(Value)
    catch
        Class:Reason -> {Class, plain(Reason)}
    end.

%% Arguments that cannot be written as literals.
special('$self') -> self();
special('$ref') -> make_ref();
special('$fun') -> fun(X) -> {called, X} end;
special('$fun2') -> fun(X, Y) -> {called, X, Y} end;
special('$state') -> <<1, 2, 3>>;
special(Term) -> Term.

%% Values that print alike everywhere.
plain(Term) when is_pid(Term) -> '$pid';
plain(Term) when is_reference(Term) -> '$ref';
plain(Term) when is_function(Term) -> {'$fun', erlang:fun_info(Term, arity)};
plain(Term) when is_tuple(Term) -> list_to_tuple([plain(T) || T <- tuple_to_list(Term)]);
plain([Head | Tail]) -> [plain(Head) | plain(Tail)];
plain(Term) -> Term.

%% At the borders of representations: small integers of 28 and 60 bits, 32 and 64 bits, floats next to them.
terms() ->
    [0, 1, -1, 134217727, 134217728, -134217728, -134217729, 1 bsl 31, -(1 bsl 31) - 1, 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 63, -(1 bsl 64), 1 bsl 70,
     0.0, 1.0, -1.0, 134217728.0, 1.0e300, a, true, false, [], [1], [1 | 2], {}, {1}, {a, b}, #{}, #{a => 1},
     <<>>, <<1>>, <<1:3>>, <<0:520>>, fun lists:seq/2, fun(X) -> X end, self(), make_ref()].
