%% SPDX-License-Identifier: Apache-2.0
%% Naive reverse of a list of 30 elements, as often as asked: cons cells, body recursion, garbage.
-module(nrev).
-export([main/1]).

main(Times) -> repeat(Times, numbers(30, []), []).

repeat(0, _, Last) -> Last;
repeat(Times, List, _) -> repeat(Times - 1, List, reverse(List)).

numbers(0, List) -> List;
numbers(N, List) -> numbers(N - 1, [N | List]).

reverse([]) -> [];
reverse([Head | Tail]) -> append(reverse(Tail), [Head]).

append([], List) -> List;
append([Head | Tail], List) -> [Head | append(Tail, List)].
