%% SPDX-License-Identifier: Apache-2.0
%%
%% Records in records: updates deep inside, defaults that are computed, records as keys, in guards, comprehensions and
%% messages.

-module(records_nested).
-export([main/0]).
-record(item, {name, price = 0, tags = [new] :: list()}).
-record(order, {id = make_id(), items = [], address = #{city => "X"}, first = #item{name = none, price = -1}}).
-record(wide, {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p}).

main() ->
    O = #order{items = [#item{name = a, price = 3}, #item{name = b}]},
    put(id, 10),
    O2 = #order{},
    [{orders, O, O2, #order{id = own}},
     {deep, O#order{first = (O#order.first)#item{price = 9}}, (O#order.address)#{zip => 1}},
     {all, [I#item{tags = [I#item.name | I#item.tags]} || I <- O#order.items, I#item.price >= 0]},
     {sum, lists:sum([P || #item{price = P} <- O#order.items])},
     {filter, [N || #item{name = N, price = 0} <- O#order.items]},
     {match, [kind(X) || X <- [O, O#order{items = []}, hd(O#order.items), #item{}, {item, 1}, {order, 1, 2, 3, 4}, item]]},
     {index, [#item.price, #order.first], lists:keyfind(b, #item.name, O#order.items), lists:keysort(#item.price, O#order.items)},
     {wide, wide(#wide{_ = 0}), (#wide{_ = x, h = y})#wide.h, tuple_size(#wide{})},
     {info, record_info(fields, order), record_info(size, wide)},
     {as_key, maps:get(#item{name = k}, #{#item{name = k} => found})},
     {message, begin self() ! #item{name = sent}, receive #item{name = N} -> N end end},
     {errors, [probe_lib:run(fun() -> (probe_lib:id(X))#item.price end) || X <- [O, a, {item}, {item, 1, 2, 3}]] ++ [probe_lib:run(fun() -> (probe_lib:id(a))#item{price = 1} end)]},
     {is_record, [{is_record(X, item), is_record(X, item, 4), is_record(X, item, 3)} || X <- [#item{}, {item, 1, 2}, {item, 1, 2, 3}, [], {4}]]},
     {setelement, setelement(#item.price, #item{}, 5) =:= #item{price = 5}}].

make_id() -> {id, get(id)}.

kind(#order{items = []}) -> empty_order;
kind(#order{items = [#item{name = N} | _], first = #item{price = P}}) when P < 0 -> {order_of, N};
kind(I) when is_record(I, item), I#item.name =:= undefined -> nameless;
kind(#item{name = N, tags = [T | _]}) -> {N, T};
kind(T) when element(1, T) =:= order -> {not_really, tuple_size(T)};
kind(_) -> other.

wide(W) ->
    W2 = W#wide{a = 1, p = 16, h = 8},
    W3 = W2#wide{b = W2#wide.a + 1, c = 3, d = 4, e = 5},
    lists:sum(tl(tuple_to_list(W3))).
