%% SPDX-License-Identifier: Apache-2.0
%%
%% Environment variables, local time, other nodes and ports, persistent_term:info, statistics: their shapes and errors.

-module(os_calls).
-export([main/0]).

main() ->
    {environment(), times(), nodes_and_ports(), persistent(), counts(), lists:map(fun reason/1, wrong())}.

environment() ->
    Name = "BEAMFOLD_TEST_VARIABLE",
    {os:getenv(Name), os:getenv(Name, "default"), os:putenv(Name, "väl ue"), os:getenv(Name), lists:keyfind(Name, 1, os:env()), os:unsetenv(Name), os:getenv(Name)}.

times() ->
    Times = [{{2020, 2, 29}, {23, 59, 59}}, {{1999, 12, 31}, {0, 0, 0}}, {{2038, 1, 20}, {3, 14, 8}}],
    {[erlang:localtime_to_universaltime(erlang:universaltime_to_localtime(T)) =:= T || T <- Times],
     [calendar:local_time_to_universal_time_dst(erlang:universaltime_to_localtime(T)) =:= [T] || T <- Times],
     calendar:universal_time_to_local_time(hd(Times)) =:= erlang:universaltime_to_localtime(hd(Times))}.

nodes_and_ports() ->
    {erlang:nodes(connected, #{}), nodes(), is_list(erlang:ports()), list_to_port("#Port<0.7>") =:= list_to_port("#Port<0.7>"), is_port(list_to_port("#Port<0.7>")),
     port_to_list(list_to_port("#Port<0.7>"))}.

persistent() ->
    Before = maps:get(count, persistent_term:info()),
    persistent_term:put(os_calls, [1, 2, 3]),
    Info = persistent_term:info(),
    {maps:get(count, Info) - Before, maps:get(memory, Info) > 0, lists:sort(maps:keys(Info)), persistent_term:erase(os_calls), maps:get(count, persistent_term:info()) - Before}.

counts() ->
    {R1, _} = statistics(reductions),
    _ = [lists:seq(1, 100) || _ <- lists:seq(1, 1000)],
    erlang:yield(),
    {R2, D} = statistics(reductions),
    {R2 > R1, D > 0, element(1, element(1, statistics(io))), is_integer(statistics(run_queue)), erlang:system_info(process_count) > 0, erlang:function_exported(erlang, halt, 2)}.

wrong() ->
    [fun() -> erlang:localtime_to_universaltime({{2021, 2, 29}, {0, 0, 0}}) end, fun() -> erlang:universaltime_to_localtime(x) end,
     fun() -> erlang:localtime_to_universaltime({{2020, 1, 1}, {0, 0, 0}}, maybe_so) end, fun() -> list_to_port("#Port<x>") end, fun() -> list_to_port(1) end, fun() -> os:getenv(1) end,
     fun() -> os:putenv("a=b", "c") end, fun() -> erlang:halt(-1) end, fun() -> erlang:halt(1, x) end, fun() -> statistics(nonsense) end, fun() -> erlang:system_flag(nonsense, 1) end,
     fun() -> ets:no_such_function(1) end].

reason(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.
