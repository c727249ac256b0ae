%% SPDX-License-Identifier: Apache-2.0
%%
%% What only the dictionary, the mailbox, a monitor's reason, a timer's message or a table holds survives collections,
%% and what a process sends is its own afterwards.

-module(gc_dictionary_and_messages).
-export([main/0]).

main() ->
    Big = fun(N) -> {N, lists:seq(1, N), binary:copy(<<N>>, 100), #{N => [N]}, 1 bsl N, float(N)} end,
    [put({key, N}, Big(N)) || N <- lists:seq(1, 50)],
    [self() ! {held, N, Big(N)} || N <- lists:seq(1, 50)],
    Ref = erlang:start_timer(5, self(), Big(33)),
    T = ets:new(t, []),
    [ets:insert(T, {N, Big(N)}) || N <- lists:seq(1, 50)],
    {_, Mon} = spawn_monitor(fun() -> exit(Big(44)) end),
    Child = spawn_link(fun() -> child([]) end),
    [Child ! {self(), Big(N)} || N <- lists:seq(1, 20)],
    Junk = junk(200, []),
    true = erlang:garbage_collect(),
    Dictionary = [get({key, N}) =:= Big(N) || N <- lists:seq(1, 50)],
    Replaced = [begin put({key, N}, Junk), erlang:garbage_collect(), get({key, N}) =:= Junk end || N <- [1, 25, 50]],
    Mail = [receive {held, N, V} -> V =:= Big(N) end || N <- lists:seq(50, 1, -1)],
    Timer = receive {timeout, Ref, V33} -> V33 =:= Big(33) end,
    Down = receive {'DOWN', Mon, _, _, V44} -> V44 =:= Big(44) end,
    Table = [V =:= Big(N) || {N, V} <- ets:tab2list(T)],
    Child ! {self(), done},
    Echo = receive {Child, L} -> [V =:= Big(N) || {N, V} <- lists:zip(lists:seq(1, 20), L)] end,
    Erased = length([K || {{key, _} = K, _} <- get(), erase(K) =/= undefined]),
    {count(Dictionary), Replaced, count(Mail), Timer, Down, count(Table), count(Echo), Erased, erlang:phash2(Junk), get({key, 3})}.

count(L) -> {length(L), length([x || true <- L])}.

child(Acc) ->
    receive
        {From, done} -> From ! {self(), lists:reverse(Acc)};
        {_, V} -> erlang:garbage_collect(), child([V | Acc])
    end.

junk(0, Acc) -> Acc;
junk(N, Acc) when N rem 3 =:= 0 -> junk(N - 1, {N, Acc});
junk(N, Acc) -> _ = [probe_lib:id({X, <<X:40>>}) || X <- lists:seq(1, N)], junk(N - 1, [N * 1.5 | Acc]).
