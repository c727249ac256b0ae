%% SPDX-License-Identifier: Apache-2.0
%%
%% Tables of all four types: insertion, lookup, deletion, traversal, counters, options, owners and heirs.

-module(ets_tables).
-export([main/0]).
-include("atomvm.hrl").

-define(TYPES, [set, ordered_set, bag, duplicate_bag]).

main() ->
    {[basic(T) || T <- ?TYPES], [traverse(T) || T <- ?TYPES], counters(), elements(), names(), owners(), access(), info(),
     big(), errors(), terms(), [fixed(T) || T <- ?TYPES]}.

sorted(T) -> lists:sort(ets:tab2list(T)).

basic(Type) ->
    T = ets:new(basic, [Type]),
    true = ets:insert(T, [{1, a}, {2, b}, {1.0, c}, {1, d}, {1, a}, {"key", [1, 2], #{x => y}}, {<<"bin">>}]),
    One = {ets:lookup(T, 1), ets:lookup(T, 1.0), ets:lookup(T, "key"), ets:lookup(T, <<"bin">>), ets:lookup(T, none),
           ets:member(T, 2), ets:member(T, 3), ets:info(T, size), sorted(T)},
    Two = {ets:insert_new(T, {2, z}), ets:insert_new(T, {3, z}), ets:insert_new(T, [{4, a}, {3, b}]), ets:member(T, 4),
           ets:insert_new(T, [{5, a}, {6, b}]), ets:insert(T, [])},
    Three = {ets:delete_object(T, {1, a}), ets:lookup(T, 1), ets:delete(T, 1), ets:lookup(T, 1), ets:take(T, 5),
             ets:take(T, 5), ets:delete(T, nothing), sorted(T)},
    Four = {catch ets:lookup_element(T, 2, 2), catch ets:lookup_element(T, "key", 3), ets:delete_all_objects(T), ets:tab2list(T),
            ets:first(T), ets:delete(T), ets:info(T, size), ets:info(T)},
    {Type, One, Two, Three, Four}.

traverse(Type) ->
    T = ets:new(traverse, [Type, public]),
    ets:insert(T, [{X rem 50, X} || X <- lists:seq(1, 100)]),
    Forward = walk(T, ets:first(T), next, []),
    Backward = walk(T, ets:last(T), prev, []),
    Order = case Type of
                ordered_set -> {Forward, Backward, ets:next(T, 17.5), ets:prev(T, 17.5), ets:prev(T, -1), ets:next(T, 99),
                                ets:foldl(fun({K, _}, A) -> [K | A] end, [], T), ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)};
                _ -> {lists:sort(Forward), lists:sort(Backward)}
            end,
    Sum = ets:foldl(fun({_, V}, A) -> A + V end, 0, T),
    List = lists:sort(ets:lookup(T, 7)),
    Copy = ets:new(copy, [Type]),
    ets:insert(Copy, ets:tab2list(T)),
    {Type, Order, Sum, List, sorted(Copy) =:= sorted(T), length(slots(T, 0))}.

walk(_, '$end_of_table', _, Acc) -> lists:reverse(Acc);
walk(T, Key, F, Acc) -> walk(T, ets:F(T, Key), F, [Key | Acc]).

slots(T, N) ->
    case ets:slot(T, N) of
        '$end_of_table' -> [];
        L -> L ++ slots(T, N + 1)
    end.

counters() ->
    [begin
         T = ets:new(counters, [Type]),
         ets:insert(T, [{a, 1}, {b, 10, x, 20}]),
         {ets:update_counter(T, a, 5), ets:update_counter(T, a, -10), ets:update_counter(T, b, {4, 3}),
          ets:update_counter(T, b, [{2, 1}, {4, 1}, {2, 0}]), ets:update_counter(T, b, {2, 5, 12, 0}),
          ets:update_counter(T, b, {2, -5, -3, 100}), ets:update_counter(T, c, 1, {c, 41, y}), ets:update_counter(T, c, {2, 1}, {c, 0}),
          ets:update_counter(T, a, 1 bsl 70), ets:update_counter(T, b, []), sorted(T),
          [reason(F) || F <- [fun() -> ets:update_counter(T, none, 1) end, fun() -> ets:update_counter(T, b, {3, 1}) end,
                              fun() -> ets:update_counter(T, b, {1, 1}) end, fun() -> ets:update_counter(T, b, {9, 1}) end,
                              fun() -> ets:update_counter(T, b, a) end, fun() -> ets:update_counter(T, b, [{2, 1}, {3, 1}]) end]],
          ets:lookup(T, b)}
     end || Type <- [set, ordered_set]].

elements() ->
    T = ets:new(elements, []),
    ets:insert(T, {k, 1, 2, 3}),
    {ets:update_element(T, k, {2, new}), ets:update_element(T, k, [{3, x}, {4, [y]}]), ets:update_element(T, no, {2, x}),
     reason(fun() -> ets:update_element(T, k, {1, x}) end), reason(fun() -> ets:update_element(T, k, {5, x}) end), ets:lookup(T, k)}.

names() ->
    T = ets:new(table, [named_table]),
    R = ets:new(table, []),
    {T, is_reference(R), reason(fun() -> ets:new(table, [named_table]) end), ets:whereis(none), is_reference(ets:whereis(table)),
     ets:insert(table, {1, 2}), ets:insert(ets:whereis(table), {2, 3}), sorted(table), ets:rename(table, renamed), ets:info(table),
     sorted(renamed), ets:info(R, name), ets:rename(R, other) =:= R, ets:info(R, name), lists:member(renamed, ets:all()),
     lists:member(R, ets:all()), ets:delete(renamed), reason(fun() -> ets:lookup(renamed, 1) end)}.

owners() ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        ets:new(gone, [named_table, public]),
        ets:new(inherited, [named_table, {heir, Self, {some, data}}]),
        ets:insert(inherited, {by, child}),
        T = ets:new(given, []),
        ets:insert(T, {gift, 1}),
        ets:give_away(T, Self, present)
    end),
    Gift = receive {'ETS-TRANSFER', G, Pid, present} -> {ets:lookup(G, gift), ets:info(G, owner) =:= Self} end,
    receive {'DOWN', Ref, process, Pid, normal} -> ok end,
    Heir = receive {'ETS-TRANSFER', inherited, Pid, Data} -> {Data, ets:lookup(inherited, by), ets:insert(inherited, {x})} end,
    {Gift, Heir, ets:info(gone), ets:info(inherited, owner) =:= Self, ets:setopts(inherited, {heir, none}), ets:info(inherited, heir)}.

access() ->
    Tables = [ets:new(t, [A]) || A <- [public, protected, private]],
    [ets:insert(T, {1, one}) || T <- Tables],
    Self = self(),
    spawn(fun() -> Self ! {tried, [{reason(fun() -> ets:lookup(T, 1) end), reason(fun() -> ets:insert(T, {2}) end),
                                    reason(fun() -> ets:delete(T) end)} || T <- Tables]} end),
    receive {tried, Result} -> Result end.

info() ->
    T = ets:new(info, [ordered_set, public, {keypos, 2}, {read_concurrency, true}]),
    ets:insert(T, {a, 1}),
    {[{I, ets:info(T, I)} || I <- [name, size, type, keypos, protection, named_table, compressed, read_concurrency, write_concurrency, heir, fixed, node]],
     [K || {K, _} <- ets:info(T)], ets:info(T, owner) =:= self(), is_integer(ets:info(T, memory)), ets:lookup(T, 1)}.

big() ->
    T = ets:new(big, []),
    [ets:insert(T, {X, X * X}) || X <- lists:seq(1, 20000)],
    [ets:delete(T, X) || X <- lists:seq(1, 20000, 3)],
    {ets:info(T, size), ets:lookup(T, 19999), ets:lookup(T, 19998), lists:sum([V || {_, V} <- ets:tab2list(T)]),
     ets:info(T, memory) > 10000}.

errors() ->
    T = ets:new(errors, [{keypos, 2}]),
    [reason(F) || F <- [fun() -> ets:new("name", []) end, fun() -> ets:new(a, [nonsense]) end, fun() -> ets:new(a, [{keypos, 0}]) end,
                        fun() -> ets:insert(T, {1}) end, fun() -> ets:insert(T, [{1, 2}, 3]) end, fun() -> ets:insert(T, x) end,
                        fun() -> ets:lookup(none, 1) end, fun() -> ets:lookup(make_ref(), 1) end, fun() -> ets:next(T, absent) end,
                        fun() -> ets:lookup_element(T, 1, 1) end, fun() -> ets:info(T, nonsense) end, fun() -> ets:insert(T, [{1, 2} | {3, 4}]) end]].

%% What a table gives back shares nothing with what was put in.
terms() ->
    T = ets:new(terms, []),
    Big = binary:copy(<<"0123456789">>, 100),
    <<_:?ON_ATOMVM(8, 3), Odd:?ON_ATOMVM(80, 77)/bitstring, _/bitstring>> = Big,
    Terms = [Big, Odd, binary:part(Big, 10, 200), 1 bsl 100, -1.5, fun lists:map/2, self(), make_ref(), {}, [], #{}, #{1 => #{2 => [3]}}, "string", [a | b],
             list_to_tuple(lists:seq(1, 100)), lists:seq(1, 1000), <<>>, maps:from_list([{N, [N]} || N <- lists:seq(1, 100)])],
    [ets:insert(T, {N, X}) || {N, X} <- lists:zip(lists:seq(1, length(Terms)), Terms)],
    erlang:garbage_collect(),
    Same = [ets:lookup_element(T, N, 2) =:= X || {N, X} <- lists:zip(lists:seq(1, length(Terms)), Terms)],
    Fun = fun(Y) -> {Y, Big} end,
    ets:insert(T, {f, Fun}),
    [{f, G}] = ets:lookup(T, f),
    {Same, element(1, G(1)), byte_size(element(2, G(1)))}.

fixed(Type) ->
    T = ets:new(fixed, [Type]),
    ets:insert(T, [{X, X} || X <- lists:seq(1, 200)]),
    ets:safe_fixtable(T, true),
    Seen = delete_all(T, ets:first(T), 0),
    During = {ets:info(T, size), ets:tab2list(T), ets:member(T, 5), ets:insert(T, {5, again}), ets:lookup(T, 5), ets:info(T, fixed)},
    ets:safe_fixtable(T, false),
    {Seen, During, ets:tab2list(T), ets:info(T, fixed), ets:info(T, size)}.

delete_all(_, '$end_of_table', N) -> N;
delete_all(T, Key, N) ->
    ets:delete(T, Key),
    delete_all(T, ets:next(T, Key), N + 1).

reason(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.
