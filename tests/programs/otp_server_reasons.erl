%% SPDX-License-Identifier: Apache-2.0
%%
%% gen_server through its edges: init that fails in each way, continue, timeouts, noreply and reply later, stop from each
%% callback, what callers get then, calls to dead or unknown servers, code_change-free state by sys.

-module(otp_server_reasons).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).

main() ->
    process_flag(trap_exit, true),
    Starts = [start(How) || How <- [ok, {stop, why}, ignore, {bad, return}, raise, throw_ok, exit]],
    {ok, P} = gen_server:start_link(?MODULE, {self(), continue}, []),
    Calls = [gen_server:call(P, C) || C <- [state, {add, 5}, later, state, twice]],
    ok = gen_server:cast(P, {add, 10}),
    P ! hello,
    Timeout = receive {told, timeout, S} -> S end,
    Hello = receive {told, hello} -> hello end,
    Sys = {sys:get_state(P), sys:replace_state(P, fun({To, N}) -> {To, N * 2} end), gen_server:call(P, state)},
    Multi = [element(1, R) || R <- [probe_lib:run(fun() -> gen_server:call(P, forever, 3) end)]],
    Ends = [ends(How) || How <- [{call, {stop, normal}}, {call, {stop, {shutdown, x}}}, {call, {stop_noreply, odd}}, {call, crash}, {call, exit}, {call, {bad, value}}, {cast, stop}, {cast, crash}, {info, stop}, {stop, normal}, {stop, why}, {kill, kill}, {call, {throw, {reply, thrown, 0}}}]],
    Nobody = [probe_lib:run(fun() -> gen_server:call(To, x) end) || To <- [no_such_name, {no_such_name, node()}]],
    gen_server:stop(P),
    Final = receive {'EXIT', P, W} -> W end,
    [{starts, Starts}, {calls, Calls}, {timeout, element(2, Timeout), Hello}, {sys, [strip(X) || X <- tuple_to_list(Sys)]}, {multi, Multi}, {ends, Ends}, {nobody, Nobody}, {final, Final},
     {requests, requests()}].

strip({_, N}) -> N;
strip(N) -> N.

start(How) ->
    R = probe_lib:run(fun() -> gen_server:start_link(?MODULE, {self(), How}, []) end),
    case R of
        {ok, P} -> unlink(P), gen_server:stop(P), ok;
        {error, {Why, [_ | _]}} -> flush(), {error, Why, stack};
        Other -> flush(), Other
    end.

flush() -> receive {'EXIT', _, _} -> flush() after 1 -> ok end.

ends({Kind, What}) ->
    {ok, P} = gen_server:start_link(?MODULE, {self(), ok}, []),
    A = case Kind of
        call -> try gen_server:call(P, What) catch exit:{R, {gen_server, call, _}} -> {exit, no_stack(R)} end;
        cast -> gen_server:cast(P, What);
        info -> P ! What;
        stop -> probe_lib:run(fun() -> gen_server:stop(P, What, 1000) end);
        kill -> exit(P, What)
    end,
    E = case A of
        thrown -> gen_server:stop(P), receive {'EXIT', P, W} -> W end;
        _ -> receive {'EXIT', P, W} -> W end
    end,
    {What, A, no_stack(E), receive {ended, P, How} -> no_stack(How) after 2 -> no_terminate end}.

no_stack({R, [{_, _, _, _} | _]}) -> {R, stack};
no_stack(R) -> R.

requests() ->
    {ok, P} = gen_server:start_link(?MODULE, {self(), ok}, []),
    Ids = [gen_server:send_request(P, R) || R <- [{add, 1}, {add, 2}, later]],
    R = [gen_server:receive_response(Id, 1000) || Id <- lists:reverse(Ids)],
    gen_server:stop(P),
    R.

init({To, ok}) -> {ok, {To, 0}};
init({To, continue}) -> {ok, {To, 1}, {continue, {add, 100}}};
init({_, raise}) -> error(in_init);
init({To, throw_ok}) -> throw({ok, {To, 7}});
init({_, exit}) -> exit(from_init);
init({_, ignore}) -> ignore;
init({_, Other}) -> Other.

handle_continue({add, N}, {To, S}) -> {noreply, {To, S + N}};
handle_continue({answer, From}, {To, S}) -> gen_server:reply(From, {answered, S}), {noreply, {To, S}}.

handle_call(state, _, {_, S} = State) -> {reply, S, State};
handle_call({add, N}, _, {To, S}) -> {reply, S + N, {To, S + N}};
handle_call(later, From, State) -> {noreply, State, {continue, {answer, From}}};
handle_call(twice, _, State) -> {reply, first, State, 60000};
handle_call(forever, _, State) -> {noreply, State};
handle_call({stop, Why}, _, State) -> {stop, Why, {stopping, Why}, State};
handle_call({stop_noreply, Why}, _, State) -> {stop, Why, State};
handle_call(crash, _, _) -> error(crashed);
handle_call(exit, _, _) -> exit(left);
handle_call({throw, Value}, _, {To, _}) -> throw(setelement(3, Value, {To, 0}));
handle_call({bad, V}, _, _) -> V.

handle_cast({add, N}, {To, S}) -> {noreply, {To, S + N}, 1};
handle_cast(stop, State) -> {stop, cast_stop, State};
handle_cast(crash, State) -> error({cast, crash, State =:= none}).

handle_info(timeout, {To, S}) -> To ! {told, timeout, {at, S}}, {noreply, {To, S}};
handle_info(hello, {To, S}) -> To ! {told, hello}, {noreply, {To, S}, 1};
handle_info(stop, State) -> {stop, {shutdown, info}, State}.

terminate(Why, {To, _}) -> To ! {ended, self(), Why}.
