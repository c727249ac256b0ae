%% SPDX-License-Identifier: Apache-2.0
%%
%% The value of catch: normal values of all kinds unchanged, thrown terms, EXIT tuples.

-module(catch_values).
-export([main/0]).

main() ->
    Values = lists:seq(-3, 70) ++ [throw, error, exit, 'EXIT', {'EXIT', a}, [], [a], {}, {throw, x}, 1.5, 1 bsl 40, 1 bsl 90, <<>>, <<"b">>, #{}, true, false],
    [{normal, [catch probe_lib:id(V) || V <- Values]},
     {thrown, [catch throw(V) || V <- Values]},
     {exited, [catch exit(V) || V <- [a, {b, c}, "reason"]]},
     {failed, [failed(catch error(V)) || V <- [a, {b, c}, "reason"]]},
     {badarith, failed(catch 1 + probe_lib:id(a))},
     {badmatch, failed(catch {a, _} = probe_lib:id({b, 1}))},
     {stack_is_list, element(2, element(2, {x, catch error(a)})) =/= a},
     {in_tuple, {catch throw(1), catch throw(2), catch probe_lib:id(3)}},
     {in_call, lists:reverse([catch throw(a), catch probe_lib:id(b)])},
     {nested, catch (catch throw(inner))},
     {nested2, catch [catch throw(x) | throw(y)]},
     {statement, statement()},
     {match, begin {'EXIT', {R, _}} = (catch error(matched)), R end},
     {tail, tail(10)},
     {comprehension, [catch (if X > 2 -> throw({big, X}); true -> X end) || X <- [1, 2, 3, 4]]},
     {registers, registers(1, [2], {3}, "4")}].

failed({'EXIT', {Reason, Stack}}) when is_list(Stack) -> {exit_tuple, Reason};
failed(Other) -> {other, Other}.

statement() ->
    catch throw(ignored),
    _ = (catch error(ignored)),
    still_here.

tail(0) -> catch throw(zero);
tail(N) -> catch tail(N - 1).

registers(A, B, C, D) ->
    X = (catch throw({A, B})),
    Y = (catch error({C, D})),
    Z = (catch exit(D)),
    {A, B, C, D, X, element(1, Y), Z}.
