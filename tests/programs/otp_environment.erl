%% SPDX-License-Identifier: Apache-2.0
%%
%% The environment of applications that nobody has set: library code reads it from a table that OTP's application
%% controller owns, and a process of proc_lib that crashes has it read.
-module(otp_environment).
-export([main/0, crash/1]).

main() ->
    [{get_env, application:get_env(no_such_application, key), application:get_env(no_such_application, key, default)},
     {raw, ets:lookup(ac_tab, {env, no_such_application, key})},
     {crash, [crashed(Reason) || Reason <- [badarg, {shutdown, x}, normal]]}].

crashed(Reason) ->
    {Pid, Ref} = spawn_monitor(proc_lib, init_p, [self(), [], ?MODULE, crash, [Reason]]),
    receive {'DOWN', Ref, process, Pid, Down} -> Down end.

crash(Reason) -> exit(Reason).
