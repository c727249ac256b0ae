%% SPDX-License-Identifier: Apache-2.0
%%
%% gen_server of Erlang/OTP: calls, casts, messages, time limits, stopping, crashing, 10,000 calls.

-module(otp_gen_server).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, handle_continue/2]).

main() ->
    process_flag(trap_exit, true),
    {ok, Pid} = gen_server:start_link({local, ?MODULE}, ?MODULE, [self()], []),
    started = receive A -> A end,
    many(10000),
    ok = gen_server:cast(?MODULE, {add, 100}),
    Pid ! {info, 5},
    Count = gen_server:call(Pid, get),
    Late = try gen_server:call(Pid, never, 10) catch exit:{timeout, {gen_server, call, [_, never, 10]}} -> timeout end,
    Already = gen_server:start_link({local, ?MODULE}, ?MODULE, [self()], []),
    Stopped = gen_server:call(Pid, stop),
    Bye = receive {terminated, Why} -> Why end,
    Exit = receive {'EXIT', Pid, Reason} -> Reason end,
    Nobody = try gen_server:call(?MODULE, get) catch exit:{noproc, _} -> noproc end,
    {ok, Other} = gen_server:start(?MODULE, [self()], []),
    receive started -> ok end,
    Crash = try gen_server:call(Other, crash)
            catch exit:{{{badmatch, crash}, _}, {gen_server, call, _}} -> crashed
            end,
    {Count, Late, Already =:= {error, {already_started, Pid}}, Stopped, Bye, Exit, Nobody, Crash,
     gen_server:start(?MODULE, bad, [])}.

many(0) -> ok;
many(N) -> ok = gen_server:call(?MODULE, {add, 1}), many(N - 1).

init([Parent]) -> {ok, {Parent, 0}, {continue, tell}};
init(bad) -> {stop, bad_start}.

handle_continue(tell, {Parent, N}) -> Parent ! started, {noreply, {Parent, N}}.

handle_call({add, K}, _From, {P, N}) -> {reply, ok, {P, N + K}};
handle_call(get, From, {P, N}) -> gen_server:reply(From, N), {noreply, {P, N}};
handle_call(never, _From, State) -> {noreply, State};
handle_call(stop, _From, State) -> {stop, normal, stopped, State};
handle_call(crash, _From, {_, N}) -> N = crash.

handle_cast({add, K}, {P, N}) -> {noreply, {P, N + K}}.
handle_info({info, K}, {P, N}) -> {noreply, {P, N + K}}.
terminate(Reason, {P, _}) -> P ! {terminated, Reason}.
