%% SPDX-License-Identifier: Apache-2.0
%%
%% A pool under supervisors of each strategy: which children are restarted when one ends, in what order they start and
%% stop, how temporary, transient and permanent ones differ.

-module(process_supervised_pool).
-behaviour(supervisor).
-export([main/0, init/1, start/2, loop/3]).

main() ->
    process_flag(trap_exit, true),
    [{Strategy, strategy(Strategy)} || Strategy <- [one_for_one, one_for_all, rest_for_one]] ++
        [{restarts, [{R, Why, restarted(R, Why)} || R <- [permanent, transient, temporary], Why <- [normal, shutdown, {shutdown, x}, crash]]},
         {simple, simple()}, {dynamic, dynamic()}, {too_many, too_many()}, {bad_start, bad_start()}].

init(Spec) -> {ok, Spec}.

child(Name, Restart, To) -> #{id => Name, start => {?MODULE, start, [Name, To]}, restart => Restart, shutdown => 100}.

start(fails, _) -> {error, cannot};
start(Name, To) ->
    P = spawn_link(?MODULE, loop, [Name, To, self()]),
    receive {P, ready} -> {ok, P} end.

loop(Name, To, Starter) ->
    process_flag(trap_exit, true),
    To ! {started, Name},
    Starter ! {self(), ready},
    receive
        {finish, Why} -> exit(Why);
        {'EXIT', _, Why} -> To ! {stopped, Name, Why}, exit(Why)
    end.

strategy(Strategy) ->
    {ok, S} = supervisor:start_link(?MODULE, {#{strategy => Strategy, intensity => 5, period => 60}, [child(N, permanent, self()) || N <- [a, b, c]]}),
    First = events(3),
    Before = pids(S),
    maps:get(b, Before) ! {finish, crash},
    Second = events(case Strategy of one_for_one -> 1; one_for_all -> 5; rest_for_one -> 3 end),
    After = pids(S),
    stop(S),
    {First, Second, [{N, maps:get(N, Before) =/= maps:get(N, After)} || N <- [a, b, c]], events(3)}.

stop(S) -> exit(S, shutdown), receive {'EXIT', S, shutdown} -> ok end.

%% A call comes back when the supervisor has dealt with what came before it.
pids(S) -> maps:from_list([{N, P} || {N, P, _, _} <- supervisor:which_children(S)]).

events(0) -> [];
events(N) -> receive {started, X} -> [X | events(N - 1)]; {stopped, X, Why} -> [{X, Why} | events(N - 1)] after 500 -> [missing, N] end.

restarted(Restart, Why) ->
    {ok, S} = supervisor:start_link(?MODULE, {#{}, [child(w, Restart, self())]}),
    [w] = events(1),
    #{w := P} = pids(S),
    M = monitor(process, P),
    P ! {finish, Why},
    receive {'DOWN', M, process, P, _} -> ok end,
    R = case pids(S) of #{w := Q} when is_pid(Q), Q =/= P -> [w] = events(1), again; #{w := U} when is_atom(U) -> U; M2 when map_size(M2) =:= 0 -> gone end,
    stop(S),
    _ = case R of again -> events(1); _ -> [] end,
    R.

simple() ->
    {ok, S} = supervisor:start_link(?MODULE, {#{strategy => simple_one_for_one}, [#{id => x, start => {?MODULE, start, []}, restart => temporary}]}),
    Ps = [element(2, supervisor:start_child(S, [N, self()])) || N <- [1, 2, 3]],
    Started = events(3),
    ok = supervisor:terminate_child(S, hd(Ps)),
    Gone = events(1),
    Count = lists:sort(supervisor:count_children(S)),
    Bad = supervisor:start_child(S, [fails, self()]),
    stop(S),
    {Started, Gone, Count, Bad, lists:sort(events(2)), supervisor_gone(S)}.

supervisor_gone(S) -> try supervisor:which_children(S) catch exit:{Why, _} -> Why end.

dynamic() ->
    {ok, S} = supervisor:start_link(?MODULE, {#{}, []}),
    {ok, P} = supervisor:start_child(S, child(d, transient, self())),
    Same = supervisor:start_child(S, child(d, transient, self())),
    Ends = [supervisor:F(S, d) || F <- [delete_child, terminate_child, delete_child, terminate_child, delete_child, restart_child]],
    Specs = [supervisor:check_childspecs([Spec]) || Spec <- [child(x, permanent, self()), #{id => y}, #{id => z, start => {a, b, c}}, x]],
    Get = {element(1, supervisor:get_childspec(S, d)), supervisor:which_children(S)},
    stop(S),
    {is_pid(P), Same =:= {error, {already_started, P}}, Ends, Specs, Get, events(2)}.

too_many() ->
    {ok, S} = supervisor:start_link(?MODULE, {#{intensity => 2, period => 60}, [child(a, permanent, self()), child(b, permanent, self())]}),
    [a, b] = events(2),
    L = [begin #{a := P} = pids(S), P ! {finish, N}, events(1) end || N <- [1, 2, 3]],
    {L, receive {'EXIT', S, Why} -> Why end}.

bad_start() ->
    R = supervisor:start_link(?MODULE, {#{}, [child(a, permanent, self()), child(fails, permanent, self())]}),
    case R of {error, {shutdown, {failed_to_start_child, Id, Why}}} -> {Id, Why, lists:sort(events(2)), receive {'EXIT', _, shutdown} -> exit after 100 -> none end} end.
