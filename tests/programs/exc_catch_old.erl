%% SPDX-License-Identifier: Apache-2.0
%%
%% The old catch: values that look like exits, in arguments, nested in patterns and as last call.

-module(exc_catch_old).
-export([main/0]).

main() ->
    [{values, [catch X || X <- [1, {'EXIT', fake}, a]]},
     {thrown, [catch throw(X) || X <- [1, {'EXIT', x}, [], fun_free]]},
     {exit, catch exit(reason), catch exit({'EXIT', reason})},
     {error, element(1, element(2, catch error(reason)))},
     {arguments, {catch throw(1), 2, catch throw(3)}, [catch throw(1) | catch throw(2)]},
     {match, (fun() -> {A, B} = {catch throw(x), catch y}, [A, B] end)()},
     {last, last(3)},
     {in_guarded_case, case catch probe_lib:fail(z) of {'EXIT', {z, [_ | _]}} -> trace; _ -> other end},
     {deep, deep(200)},
     {stack, [length(element(2, element(2, catch error(a)))) > 0]},
     {variable, begin X = (catch probe_lib:id(3)), X + 1 end},
     {inside, catch [throw({X, Y}) || X <- [1, 2], Y <- [a], X > 1]},
     {op, 1 + (catch 2), (catch throw(5)) * 2},
     {after_throw, [begin catch throw(lost), N end || N <- [1, 2]]},
     {bool, (catch throw(true)) andalso (catch false)}].

last(0) -> throw(done);
last(N) -> catch last(N - 1).

deep(0) -> throw(bottom);
deep(N) when N rem 50 =:= 0 -> {N, catch deep(N - 1)};
deep(N) -> catch deep(N - 1).
