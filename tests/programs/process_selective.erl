%% SPDX-License-Identifier: Apache-2.0
%%
%% Selective receive: order of clauses and messages, references, what stays behind, nested receives, priorities.

-module(process_selective).
-export([main/0]).

main() ->
    [{order, with([a, {b, 1}, c, {b, 2}], fun() -> [receive {b, N} -> N end, receive X -> X end, receive Y -> Y end] end)},
     {clause_order, with([x, y], fun() -> receive y -> first_y; x -> first_x end end)},
     {guards, with([1, 5, 3, 9], fun() -> [receive N1 when N1 > 4 -> N1 end, receive N2 when N2 > 4 -> N2 end, receive N3 when N3 > 4 -> N3 after 0 -> none end] end)},
     {priority, with([{low, 1}, {high, 2}, {low, 3}, {high, 4}], fun() -> priority([]) end)},
     {reference, with([noise, {ref, old}], fun() -> R = make_ref(), self() ! {R, new}, receive {R, V} -> V end end)},
     {nested, with([outer, inner, other], fun() -> receive inner -> receive outer -> both after 0 -> none end end end)},
     {bound, with([{v, 1}, {v, 2}], fun() -> X = probe_lib:id(2), receive {v, X} -> {got, X} end end)},
     {any_fails, probe_lib:run(fun() -> with([z], fun() -> receive Z -> error(Z) end end) end)},
     {body_raises, with([1, 2], fun() -> A = (catch receive 1 -> throw(one) end), {A, receive B -> B end} end)},
     {count, with(lists:seq(1, 300), fun() -> drain(300, 0) end)},
     {maps, with([#{k => 1}, #{k => 2, j => 0}], fun() -> receive #{j := J, k := K} -> {J, K} end end)},
     {binary, with([<<1, "x">>, <<2, "yy">>], fun() -> receive <<2, R/binary>> -> R end end)},
     {after_value, with([], fun() -> [receive a -> 1 after T -> T end || T <- [0, 1, 5]] end)},
     {bad_timeout, [probe_lib:run(fun() -> receive after probe_lib:id(T) -> ok end end) || T <- [-1, a, 1.5]]}].

with(Messages, F) ->
    [self() ! M || M <- Messages],
    Result = F(),
    {Result, left()}.

left() -> receive M -> [M | left()] after 0 -> [] end.

priority(Acc) ->
    receive
        {high, N} -> priority([{high, N} | Acc])
    after 0 ->
        receive
            {low, N} -> priority([{low, N} | Acc])
        after 0 -> lists:reverse(Acc)
        end
    end.

drain(0, Sum) -> Sum;
drain(N, Sum) -> receive N -> drain(N - 1, Sum + N) end.
