%% SPDX-License-Identifier: Apache-2.0
%%
%% The process `kernel_sup`, the supervisor that OTP's library asks to start servers on demand: timer does, for instance.
%% The runtime makes it when it starts; it loads this module when the first request comes. A server that ends is
%% started again if it is permanent.

-module(beamfold_kernel).
-export([start/1]).

start(_) ->
    process_flag(trap_exit, true),
    loop(#{}).

%% Children: #{Id => {Pid, Specification}}.
loop(Children) ->
    receive
        {'$gen_call', From, Request} ->
            {Reply, New} = handle(Request, Children),
            gen:reply(From, Reply),
            loop(New);
        {'EXIT', Pid, _} ->
            case [Id || {Id, {P, _}} <- maps:to_list(Children), P =:= Pid] of
                [Id] ->
                    {_, Specification} = maps:get(Id, Children),
                    loop(restart(Id, Specification, maps:remove(Id, Children)));
                [] -> loop(Children)
            end;
        _ ->
            loop(Children)
    end.

restart(Id, #{restart := permanent} = Specification, Children) -> element(2, start_child(Id, Specification, Children));
restart(_, _, Children) -> Children.

handle({start_child, #{id := Id} = Specification}, Children) -> start_child(Id, Specification, Children);
handle({start_child, {Id, Start, Restart, _, _, _}}, Children) ->
    start_child(Id, #{id => Id, start => Start, restart => Restart}, Children);
handle({terminate_child, Id}, Children) ->
    case Children of
        #{Id := {Pid, _}} ->
            unlink(Pid),
            exit(Pid, shutdown),
            {ok, maps:remove(Id, Children)};
        #{} -> {{error, not_found}, Children}
    end;
handle({delete_child, _}, Children) -> {ok, Children};
handle(which_children, Children) -> {[{Id, P, worker, []} || {Id, {P, _}} <- maps:to_list(Children)], Children};
handle(_, Children) -> {{error, not_supported}, Children}.

start_child(Id, #{start := {Module, Function, Arguments}} = Specification, Children) ->
    case Children of
        #{Id := {Pid, _}} -> {{error, {already_started, Pid}}, Children};
        #{} ->
            case apply(Module, Function, Arguments) of
                {ok, Pid} = Started -> {Started, Children#{Id => {Pid, Specification}}};
                Other -> {Other, Children}
            end
    end.
