%% SPDX-License-Identifier: Apache-2.0
%%
%% process_info of one key of the process dictionary; old releases refuse that.
-module(process_info_key).
-export([main/0]).

main() ->
    put({key, 1}, [value]),
    Self = self(),
    Other = spawn(fun() -> put(list, [1, {2}, <<"three">>]), Self ! ready, receive stop -> ok end end),
    receive ready -> ok end,
    Answers = [process_info(Pid, What) || Pid <- [Self, Other], What <- [{dictionary, {key, 1}}, {dictionary, list},
                                                                         [{dictionary, list}, priority, {dictionary, {key, 1}}]]],
    exit(Other, kill),
    Gone = gone(Other),
    [Answers, Gone, [probe_lib:run(fun() -> process_info(Self, What) end) || What <- [{x, y}, {dictionary}, [{dictionary, a, b}], 1]]].

gone(Pid) ->
    case process_info(Pid, {dictionary, list}) of
        undefined -> undefined;
        _ -> erlang:yield(), gone(Pid)
    end.
