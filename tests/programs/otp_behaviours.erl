%% SPDX-License-Identifier: Apache-2.0
%%
%% gen_statem with its timeouts and postponed events, sys, proc_lib, supervisor with every strategy, gen_event handlers
%% that crash and are swapped, timer.

-module(otp_behaviours).
-export([main/0, init/1, callback_mode/0, handle_event/4, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2,
         code_change/3, format_status/2, start_child/2, proc/2, handle_event/2, handle_call/2]).

main() ->
    process_flag(trap_exit, true),
    {statem(), sys(), procs(), [strategy(S) || S <- [one_for_one, one_for_all, rest_for_one]], simple(), events(), timers(), limits()}.

%% ---- gen_statem: a door lock.
callback_mode() -> [handle_event_function, state_enter].

init({door, Code}) -> {ok, locked, #{code => Code, got => [], log => []}};
init({server, S}) -> {ok, S, {continue, later}};
init({supervisor, Flags, Children}) -> {ok, {Flags, Children}};
init({handler, To}) -> {ok, To};
init({new_handler, {Args, Old}}) -> {ok, {Args, Old}}.

handle_event(enter, Old, State, Data = #{log := L}) -> {keep_state, Data#{log := [{Old, State} | L]}};
handle_event(cast, {button, B}, locked, Data = #{code := Code, got := Got}) ->
    case Got ++ [B] of
        Code -> {next_state, open, Data#{got := []}, [{state_timeout, 20, lock}]};
        New when length(New) >= length(Code) -> {keep_state, Data#{got := []}};
        New -> {keep_state, Data#{got := New}, [{{timeout, forget}, 1000, forget}]}
    end;
handle_event(cast, {button, _}, open, _) -> {keep_state_and_data, [postpone]};
handle_event(state_timeout, lock, open, Data) -> {next_state, locked, Data};
handle_event({timeout, forget}, forget, _, Data) -> {keep_state, Data#{got := []}};
handle_event({call, From}, log, State, #{log := L, got := G}) -> {keep_state_and_data, [{reply, From, {State, lists:reverse(L), G}}]};
handle_event({call, From}, inner, _, _) -> {keep_state_and_data, [{next_event, internal, {answer, From}}]};
handle_event(internal, {answer, From}, _, _) -> {keep_state_and_data, {reply, From, answered}};
handle_event({call, From}, crash, _, _) -> {stop_and_reply, crashed, {reply, From, bye}};
handle_event(info, Message, _, Data = #{log := L}) -> {keep_state, Data#{log := [Message | L]}}.

statem() ->
    {ok, P} = gen_statem:start_link(?MODULE, {door, [1, 2]}, []),
    [gen_statem:cast(P, {button, B}) || B <- [9, 9, 1, 2, 1]],
    Open = gen_statem:call(P, log),
    timer:sleep(60),
    P ! hello,
    After = gen_statem:call(P, log),
    Inner = gen_statem:call(P, inner, 500),
    Requests = gen_statem:send_request(P, inner),
    {reply, Reply} = gen_statem:wait_response(Requests, 500),
    Bye = gen_statem:call(P, crash),
    {Open, After, Inner, Reply, Bye, receive {'EXIT', P, Why} -> Why end, catch_exit(fun() -> gen_statem:call(P, log) end)}.

catch_exit(F) ->
    try F() catch exit:{Reason, {M, Fun, _}} -> {exit, Reason, M, Fun} end.

%% ---- gen_server through sys.
handle_continue(later, S) -> {noreply, {continued, S}}.
handle_call(get, _, S) -> {reply, S, S};
handle_call({set, New}, _, _) -> {reply, ok, New, {continue, later}};
handle_call(slow, From, S) -> spawn(fun() -> gen_server:reply(From, slow) end), {noreply, S};
handle_call(stop, _, S) -> {stop, normal, stopped, S};
handle_call(fail, _, _) -> error(failed).
handle_cast(die, _) -> exit(died);
handle_cast(timeout, S) -> {noreply, S, 5}.
handle_info(timeout, _) -> {noreply, timed_out};
handle_info(M, S) -> {noreply, {M, S}}.
terminate(Reason, {tell, To}) -> To ! {terminated, Reason};
terminate(Reason, To) when is_pid(To) -> To ! {gone, Reason};
terminate(_, _) -> ok.
code_change(Old, S, Extra) -> {ok, {changed, Old, S, Extra}}.
format_status(_, [_, S]) -> [{data, [{"State", {shown, S}}]}].

sys() ->
    {ok, P} = gen_server:start_link({local, served}, ?MODULE, {server, first}, []),
    One = {gen_server:call(served, get), sys:get_state(P), sys:replace_state(P, fun(S) -> {replaced, S} end), gen_server:call(P, get), gen_server:call(P, slow)},
    ok = sys:suspend(P),
    Suspended = catch_exit(fun() -> gen_server:call(P, get, 10) end),
    ok = sys:change_code(P, ?MODULE, vsn, extra),
    ok = sys:resume(P),
    Changed = gen_server:call(P, get),
    sys:statistics(P, true),
    sys:log(P, {true, 5}),
    sys:install(P, {fun(Seen, Event, _) -> [element(1, Event) | Seen] end, []}),
    [gen_server:call(P, {set, N}) || N <- [1, 2]],
    {ok, Statistics} = sys:statistics(P, get),
    {ok, Log} = sys:log(P, get),
    Two = {[{K, V} || {K, V} <- Statistics, lists:member(K, [messages_in, messages_out])], [element(1, E) || E <- Log], sys:get_state(P)},
    gen_server:cast(P, timeout),
    timer:sleep(30),
    Three = {gen_server:call(P, get), gen_server:call(P, stop), receive {'EXIT', P, R} -> R end},
    {ok, Q} = gen_server:start(?MODULE, {server, x}, []),
    Monitor = monitor(process, Q),
    Four = {catch_exit(fun() -> gen_server:call(Q, fail) end) =/= ok, receive {'DOWN', Monitor, _, _, {failed, [{M, F, A, _} | _]}} -> {M, F, A} end},
    Multi = catch_exit(fun() -> gen_server:call({served, node()}, get) end),
    {One, Suspended, Changed, Two, Three, Four, Multi}.

%% ---- proc_lib.
proc(Parent, Init) ->
    case Init of
        good -> proc_lib:init_ack(Parent, {ok, self()}), receive stop -> ok end;
        bad -> exit(bad_start);
        slow -> timer:sleep(1000)
    end.

procs() ->
    {ok, P} = proc_lib:start_link(?MODULE, proc, [self(), good]),
    {dictionary, D} = process_info(P, dictionary),
    Initial = {proplists:get_value('$initial_call', D), length(proplists:get_value('$ancestors', D)), proc_lib:translate_initial_call(P)},
    P ! stop,
    Good = receive {'EXIT', P, R} -> R end,
    Bad = proc_lib:start_link(?MODULE, proc, [self(), bad]),
    Slow = proc_lib:start(?MODULE, proc, [self(), slow], 20),
    {Q, M} = proc_lib:spawn_opt(fun() -> receive go -> exit(shutdown) end end, [monitor]),
    Q ! go,
    {Initial, Good, Bad, Slow, receive {'DOWN', M, _, _, W} -> W end, catch proc_lib:stop(Q)}.

%% ---- supervisor.
start_child(Name, To) ->
    {ok, P} = gen_server:start_link({local, Name}, ?MODULE, {server, Name}, []),
    To ! {started, Name},
    {ok, P}.

child(Name, Restart) -> #{id => Name, start => {?MODULE, start_child, [Name, self()]}, restart => Restart}.

strategy(Strategy) ->
    {ok, S} = supervisor:start_link(?MODULE, {supervisor, #{strategy => Strategy, intensity => 10, period => 10}, [child(N, permanent) || N <- [a, b, c]] ++ [child(t, transient), child(x, temporary)]}),
    First = started(5),
    gen_server:cast(b, die),
    timer:sleep(20),
    Second = started(5),
    gen_server:call(t, stop),
    timer:sleep(20),
    Third = {started(5), [I || {I, undefined, _, _} <- supervisor:which_children(S)], supervisor:count_children(S)},
    Fourth = {supervisor:restart_child(S, a), supervisor:terminate_child(S, a), element(1, supervisor:restart_child(S, a)), supervisor:delete_child(S, a),
              supervisor:terminate_child(S, none), supervisor:start_child(S, child(b, permanent)) =/= ok, element(1, supervisor:get_childspec(S, b))},
    started(5),
    exit(S, shutdown),
    receive {'EXIT', S, Why} -> {Strategy, First, Second, Third, setelement(1, Fourth, error), Why, [whereis(N) || N <- [a, b, c, t, x]]} end.

started(0) -> [];
started(N) -> receive {started, Name} -> [Name | started(N - 1)] after 30 -> [] end.

simple() ->
    {ok, S} = supervisor:start_link(?MODULE, {supervisor, #{strategy => simple_one_for_one}, [#{id => any, start => {?MODULE, start_child, []}, restart => transient}]}),
    Started = [element(1, supervisor:start_child(S, [N, self()])) || N <- [s1, s2, s3]],
    Count = supervisor:count_children(S),
    ok = supervisor:terminate_child(S, whereis(s2)),
    gen_server:cast(s1, die),
    timer:sleep(20),
    Result = {Started, Count, whereis(s2), is_pid(whereis(s1)), length(supervisor:which_children(S)), supervisor:start_child(S, [s3, self()]) =/= ok},
    started(10),
    exit(S, shutdown),
    receive {'EXIT', S, Why} -> {Result, Why} end.

%% ---- gen_event.
handle_event({fail, _}, _) -> error(handler_failed);
handle_event({swap, Args}, To) -> {swap_handler, swapping, To, {?MODULE, new}, {new_handler, Args}};
handle_event(remove, _) -> remove_handler;
handle_event(E, To) when is_pid(To) -> To ! {seen, E}, {ok, To};
handle_event(E, {Args, _} = S) -> element(1, Args) ! {new_seen, E}, {ok, S}.
handle_call(state, S) -> {ok, is_tuple(S), S}.

events() ->
    {ok, M} = gen_event:start_link({local, manager}),
    ok = gen_event:add_handler(manager, {?MODULE, old}, {handler, self()}),
    {error, _} = {error, gen_event:call(M, {?MODULE, none}, state)},
    gen_event:sync_notify(M, one),
    One = receive {seen, one} -> one end,
    ok = gen_event:add_sup_handler(M, {?MODULE, guarded}, {handler, self()}),
    gen_event:notify(M, {fail, now}),
    Two = receive {gen_event_EXIT, {?MODULE, guarded}, {'EXIT', {handler_failed, _}}} -> failed end,
    Three = {gen_event:which_handlers(M), gen_event:add_handler(M, {?MODULE, x}, {handler, self()}), gen_event:delete_handler(M, {?MODULE, x}, because),
             receive {gone, because} -> gone end, gen_event:delete_handler(M, nothing, x)},
    ok = gen_event:add_handler(M, {?MODULE, y}, {handler, self()}),
    gen_event:sync_notify(M, remove),
    {One, Two, Three, gen_event:which_handlers(M), gen_event:stop(M), receive {'EXIT', M, W} -> W end}.

%% ---- timer.
timers() ->
    Self = self(),
    {ok, R} = timer:send_interval(5, tick),
    Ticks = [receive tick -> tick after 1000 -> late end || _ <- [1, 2, 3]],
    {ok, cancel} = timer:cancel(R),
    {ok, _} = timer:apply_after(5, erlang, send, [Self, applied]),
    {ok, Never} = timer:send_after(5000, never),
    {ok, cancel} = timer:cancel(Never),
    {Micro, done} = timer:tc(fun() -> done end),
    {Ticks, receive applied -> applied after 1000 -> late end, is_integer(Micro), timer:seconds(2), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 0}),
     catch timer:send_after(bad, x)}.

limits() ->
    {ok, S} = supervisor:start_link(?MODULE, {supervisor, #{strategy => one_for_one, intensity => 1, period => 60}, [child(l, permanent)]}),
    P = whereis(l),
    exit(P, kill),
    timer:sleep(20),
    exit(whereis(l), kill),
    receive {'EXIT', S, Why} -> Why after 2000 -> late end.
