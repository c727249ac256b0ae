%% SPDX-License-Identifier: Apache-2.0
%%
%% Improper lists given to what wants proper ones, and what takes them all the same.

-module(list_improper).
-export([main/0]).

main() ->
    L = probe_lib:id([1, 2 | 3]),
    [{F, probe_lib:run(G, [L])} || {F, G} <- [
        {length, fun erlang:length/1}, {reverse, fun lists:reverse/1}, {hd, fun erlang:hd/1}, {tl, fun erlang:tl/1}, {sum, fun lists:sum/1}, {sort, fun lists:sort/1},
        {map, fun(X) -> lists:map(fun(E) -> E end, X) end}, {foldl, fun(X) -> lists:foldl(fun(E, A) -> E + A end, 0, X) end}, {member, fun(X) -> [lists:member(E, X) || E <- [1, 2]] end},
        {no_member, fun(X) -> lists:member(9, X) end}, {nth, fun(X) -> lists:nth(2, X) end}, {nthtail, fun(X) -> lists:nthtail(2, X) end}, {last, fun lists:last/1},
        {append, fun(X) -> X ++ [1] end}, {append_right, fun(X) -> [0] ++ X end}, {subtract, fun(X) -> X -- [1] end}, {subtract_right, fun(X) -> [1, 2, 3] -- X end},
        {iolist, fun erlang:iolist_to_binary/1}, {iolist_tail, fun(_) -> iolist_to_binary([1, 2 | <<3>>]) end}, {tuple, fun erlang:list_to_tuple/1}, {atom, fun erlang:list_to_atom/1},
        {flatten, fun lists:flatten/1}, {is_list, fun erlang:is_list/1}, {comprehension, fun(X) -> [E || E <- X] end}, {keyfind, fun(_) -> lists:keyfind(a, 1, [{b, 1} | x]) end},
        {apply, fun(X) -> apply(fun(_, _) -> ok end, X) end}, {split, fun(X) -> lists:split(1, X) end}, {split_far, fun(X) -> lists:split(3, X) end}, {zip, fun(X) -> lists:zip(X, [a, b]) end},
        {equal, fun(X) -> {X =:= [1, 2 | 3], X == [1, 2 | 3.0], X < [1, 2, 3], X > [1, 2]} end}, {printed, fun(X) -> lists:flatten(io_lib:format("~w ~p", [X, [X | a]])) end},
        {binary, fun(X) -> list_to_binary(X) end}, {max, fun lists:max/1}, {sublist, fun(X) -> lists:sublist(X, 2) end}, {delete, fun(X) -> lists:delete(2, X) end}, {seq, fun(_) -> lists:seq(1, 0) end}]].
