%% SPDX-License-Identifier: Apache-2.0
%% Takeuchi's function, tak(18, 12, 6), as often as asked: calls with three arguments. Gives the sum of the results.
-module(tak).
-export([main/1]).

main(Times) -> repeat(Times, 0).

repeat(0, Sum) -> Sum;
repeat(Times, Sum) -> repeat(Times - 1, Sum + tak(18, 12, 6)).

tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.
