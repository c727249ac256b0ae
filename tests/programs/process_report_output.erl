%% SPDX-License-Identifier: Apache-2.0
%%
%% What is printed when processes crash: the runtime's reports, those of proc_lib, of behaviours, and of programs.

-module(process_report_output).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, entry/2]).

main() ->
    [{plain, plain()}, {proc_lib, proc_lib_crashes()}, {server, server()}, {supervisor, supervised()},
     {program, program()}].

%% Waits until it is gone, then until what it has left is printed.
ended({Pid, Ref}) ->
    receive {'DOWN', Ref, process, Pid, Reason} -> ok end,
    timer:sleep(60),
    case Reason of
        {R, [{_, _, _, _} | _]} -> {R, trace};
        _ -> Reason
    end.

plain() ->
    [ended(spawn_monitor(F)) || F <- [
        fun() -> error(boom) end,
        fun() -> error({long, lists:seq(1, 60), "text", <<"bytes">>, <<1, 2, 3>>, #{a => 1, "b" => [x]}}) end,
        fun() -> throw({ball, [1, 2, 3]}) end,
        fun() -> exit(quietly) end,
        fun() -> error(badarg, [1, two]) end,
        fun() -> lists:map(a, [b]) end,
        fun() -> no_such_module:no_such_function(1, {a, b}) end,
        fun() -> {ok, _} = id({error, "reason"}) end,
        fun() -> case id(3) of 4 -> ok end end,
        fun() -> if_none(id(3)) end,
        fun() -> (id(not_a_fun))(1) end,
        fun() -> (fun(X) -> X end)(id(1), id(2)) end,
        fun() -> deep(20) end,
        fun() -> erlang:raise(error, again, [{m, f, 3, [{file, "m.erl"}, {line, 7}]}, {m, g, [a, "b"], []}]) end,
        fun() -> error("text as reason") end]] ++
    [ended(spawn_monitor(?MODULE, entry, [1, [2, {3}]]))].

entry(A, [B, {C}]) when A > B + C -> ok.

if_none(X) -> if X =:= 4 -> ok end.

id(X) -> X.

deep(0) -> error(deep);
deep(N) -> [N | deep(N - 1)].

proc_lib_crashes() ->
    [ended(proc_lib:spawn_opt(F, [monitor])) || F <- [
        fun() -> error({crash, lists:seq(1, 30)}) end,
        fun() -> exit({shutdown, quietly}) end,
        fun() -> exit(loudly) end,
        fun() -> throw(ball) end,
        fun() -> register(crasher, self()), put(key, "value"), self() ! message, process_flag(trap_exit, true),
                 error(dressed) end]] ++
    [ended(proc_lib:spawn_opt(?MODULE, entry, [1, [2, {3}]], [monitor]))].

server() ->
    {ok, Pid} = gen_server:start(?MODULE, state, []),
    Ref = monitor(process, Pid),
    gen_server:cast(Pid, {crash, [1, 2]}),
    ended({Pid, Ref}).

init(supervisor) ->
    {ok, {{one_for_one, 1, 5}, [{child, {gen_server, start_link, [{local, report_child}, ?MODULE, child, []]},
                                 permanent, 5000, worker, [?MODULE]}]}};
init(State) -> {ok, State}.

handle_call(_, _, State) -> {reply, ok, State}.
handle_cast({crash, List}, _) -> error({crashed_on, List}).
handle_info(_, State) -> {noreply, State}.

supervised() ->
    process_flag(trap_exit, true),
    {ok, Sup} = supervisor:start_link(?MODULE, supervisor),
    Before = whereis(report_child),
    gen_server:cast(report_child, {crash, once}),
    timer:sleep(150),
    Again = is_pid(whereis(report_child)) andalso whereis(report_child) =/= Before,
    gen_server:cast(report_child, {crash, twice}),
    End = receive {'EXIT', Sup, Why} -> Why end,
    timer:sleep(150),
    process_flag(trap_exit, false),
    {Again, End}.

program() ->
    Levels = [logger:log(Level, "~p: ~ts and ~w", [Level, "some text", [1, {2}]]) ||
                 Level <- [emergency, error, warning, notice, info, debug]],
    logger:error(#{what => happened, why => [a, b]}),
    logger:warning([{key, value}, {"other", 12}]),
    error_logger:error_msg("from error_logger: ~p~n", [{a, b}]),
    error_logger:info_msg("information ~p~n", [c]),
    ok = logger:set_primary_config(level, error),
    logger:warning("not shown"),
    logger:error("shown"),
    ok = logger:set_primary_config(level, notice),
    timer:sleep(60),
    Levels.
