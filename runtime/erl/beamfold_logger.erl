%% SPDX-License-Identifier: Apache-2.0
%%
%% The process `logger`, which the runtime makes when it starts and which loads this module with the first report; and
%% the handler that writes what OTP's logger lets through. A report of another process is formatted and written in that
%% process; those of the runtime, about a process that is gone, here.

-module(beamfold_logger).
-export([start/1, log/2]).

start(_) ->
    process_flag(trap_exit, true),
    loop().

loop() ->
    receive
        {crash, Pid, GroupLeader, Reason} ->
            crash(Pid, GroupLeader, Reason);
        {'$gen_call', From, {change_config, How, primary, Config}} ->
            {ok, Old} = logger_config:get(logger, primary),
            gen:reply(From, change(How, Old, Config));
        {'$gen_call', From, {change_config, _, primary, Key, Value}} ->
            {ok, Old} = logger_config:get(logger, primary),
            gen:reply(From, change(update, Old, #{Key => Value}));
        {'$gen_call', From, Request} ->
            gen:reply(From, {error, {not_supported, Request}});
        _ ->
            ok
    end,
    loop().

crash(Pid, GroupLeader, Reason) ->
    Meta = #{pid => Pid, gl => GroupLeader, error_logger => #{emulator => true, tag => error}},
    _ = catch logger:log(error, "Error in process ~p with exit value:~n~p~n", [Pid, Reason], Meta),
    ok.

%% The handlers stay as they are.
change(set, Old, Config) ->
    Default = #{level => notice, filters => [], filter_default => log, metadata => #{}},
    put_primary(maps:merge(Default, Config), Old);
change(update, Old, Config) ->
    put_primary(maps:merge(Old, Config), Old).

put_primary(Config, #{handlers := Handlers}) ->
    logger_config:set(logger, primary, Config#{handlers => Handlers}),
    ok.

log(Event, #{formatter := {Module, Config}}) ->
    Text =
        try
            Module:format(Event, Config)
        catch
            %% A report that cannot be formatted is better than none.
            _:Reason -> io_lib:format("~tw~ncannot be formatted: ~tw~n", [Event, Reason])
        end,
    io:put_chars(user, Text),
    ok.
