%% SPDX-License-Identifier: Apache-2.0
%%
%% supervisor, gen_statem and gen_event of Erlang/OTP: a child that crashes is started again, and too many crashes end
%% the supervisor.

-module(otp_supervisor).
-export([main/0, init/1, start_worker/1, callback_mode/0, off/3, on/3, handle_event/2, handle_call/2, terminate/3,
         handle_info/2, terminate/2]).

main() ->
    process_flag(trap_exit, true),
    {ok, Supervisor} = supervisor:start_link({local, ?MODULE}, ?MODULE, top),
    First = whereis(light),
    Pushes = [gen_statem:call(light, push) || _ <- lists:seq(1, 5)],
    gen_statem:stop(light, shutdown, infinity),
    Second = await(light, First),
    {error, {already_started, _}} = start_worker(light),
    exit(Second, kill),
    Third = await(light, Second),
    Again = gen_statem:call(light, push),
    Children = [{Id, is_pid(P), Type} || {Id, P, Type, _} <- supervisor:which_children(Supervisor)],
    {ok, Temporary} = supervisor:start_child(Supervisor, child(other, temporary)),
    ok = supervisor:terminate_child(Supervisor, other),
    Count = supervisor:count_children(Supervisor),
    exit(Third, kill),
    Fourth = await(light, Third),
    exit(Fourth, kill),
    Down = receive {'EXIT', Supervisor, Why} -> Why end,
    {Pushes, Again, Children, is_pid(Temporary), Count, Down, whereis(light), events()}.

await(Name, Old) ->
    case whereis(Name) of
        Pid when is_pid(Pid), Pid =/= Old -> Pid;
        _ -> timer:sleep(1), await(Name, Old)
    end.

child(Name, Restart) ->
    #{id => Name, start => {?MODULE, start_worker, [Name]}, restart => Restart, shutdown => brutal_kill}.

start_worker(Name) -> gen_statem:start_link({local, Name}, ?MODULE, worker, []).

init(top) -> {ok, {#{strategy => one_for_one, intensity => 3, period => 60}, [child(light, permanent)]}};
init(worker) -> {ok, off, 0};
init({events, To}) -> {ok, To}.

%% The light.
callback_mode() -> state_functions.
off({call, From}, push, N) -> {next_state, on, N + 1, [{reply, From, {on, N + 1}}]}.
on({call, From}, push, N) -> {next_state, off, N, [{reply, From, off}]}.
terminate(_Reason, _State, _N) -> ok.

%% The events.
events() ->
    {ok, Manager} = gen_event:start_link(),
    ok = gen_event:add_handler(Manager, ?MODULE, {events, self()}),
    gen_event:notify(Manager, one),
    gen_event:sync_notify(Manager, two),
    Answer = gen_event:call(Manager, ?MODULE, question),
    Got = [receive {event, E} -> E end || _ <- [1, 2]],
    gen_event:stop(Manager),
    {Got, Answer, receive {gone, Why} -> Why end}.
handle_event(Event, To) -> To ! {event, Event}, {ok, To}.
handle_call(question, To) -> {ok, answer, To}.
handle_info(_, To) -> {ok, To}.
terminate(Reason, To) -> To ! {gone, Reason}.
