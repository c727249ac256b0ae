%% SPDX-License-Identifier: Apache-2.0
%%
%% gen_statem with handle_event_function and state_enter: postponed events, state, event and generic timeouts, inserted
%% events, replies to several callers, stop with replies.

-module(otp_statem_door).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).

main() ->
    process_flag(trap_exit, true),
    {ok, P} = gen_statem:start_link(?MODULE, {self(), "12"}, []),
    Wrong = [gen_statem:call(P, {key, K}) || K <- "13"],
    gen_statem:cast(P, {note, early}),
    Waiter = waiter(P),
    Right = [gen_statem:call(P, {key, K}) || K <- "12"],
    Waited = receive {Waiter, W} -> W end,
    Noted = receive {noted, N} -> N end,
    Back = receive {entered, locked, open} -> locked_again end,
    Inserted = gen_statem:call(P, insert),
    Timers = gen_statem:call(P, timers),
    Cancelled = receive {timer, Name} -> Name end,
    Unknown = gen_statem:call(P, {what, 1}),
    Many = many(P),
    Late = (catch gen_statem:call(P, silent, 5)),
    Stopped = gen_statem:call(P, stop),
    Ended = receive {'EXIT', P, E} -> E end,
    Dead = try gen_statem:call(P, x) catch exit:{Reason, _} -> Reason end,
    {Wrong, Right, Waited, Noted, Back, Inserted, Timers, Cancelled, Unknown, Many, element(1, element(2, Late)), Stopped, Ended, Dead, entries()}.

waiter(P) ->
    Self = self(),
    W = spawn_link(fun() -> Self ! {self(), gen_statem:call(P, when_open)} end),
    wait_blocked(W),
    W.

wait_blocked(W) -> case process_info(W, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait_blocked(W) end.

many(P) ->
    Self = self(),
    Ws = [spawn_link(fun() -> Self ! {self(), gen_statem:call(P, {gather, 3})} end) || _ <- [1, 2, 3]],
    R = [receive {W, V} -> V end || W <- Ws],
    [receive {'EXIT', W, normal} -> ok end || W <- Ws],
    lists:sort(R).

entries() -> receive {entered, A, B} -> [{A, B} | entries()]; {terminated, S} -> [{terminated, S} | entries()]; {noted, N} -> [{noted, N} | entries()] after 0 -> [] end.

callback_mode() -> [handle_event_function, state_enter].
init({To, Code}) -> {ok, locked, #{to => To, code => Code, keys => [], callers => []}}.

handle_event(enter, Old, State, #{to := To} = D) ->
    To ! {entered, State, Old},
    case State of
        open -> {keep_state, D#{keys := []}, [{state_timeout, 5, lock}]};
        locked -> keep_state_and_data
    end;
handle_event({call, From}, {key, K}, locked, #{keys := Keys, code := Code} = D) ->
    case lists:reverse([K | Keys]) of
        Code -> {next_state, open, D, [{reply, From, opened}]};
        Typed when length(Typed) >= length(Code) -> {keep_state, D#{keys := []}, [{reply, From, wrong}]};
        Typed -> {keep_state, D#{keys := lists:reverse(Typed)}, {reply, From, length(Typed)}}
    end;
handle_event({call, _}, when_open, locked, _) -> {keep_state_and_data, postpone};
handle_event({call, From}, when_open, open, _) -> {keep_state_and_data, [{reply, From, it_is_open}]};
handle_event(cast, {note, _}, locked, _) -> {keep_state_and_data, [postpone]};
handle_event(cast, {note, What}, open, #{to := To}) -> To ! {noted, What}, keep_state_and_data;
handle_event(state_timeout, lock, open, D) -> {next_state, locked, D};
handle_event({call, From}, insert, _, _) -> {keep_state_and_data, [{next_event, internal, {one, From}}, {next_event, internal, {two, From}}]};
handle_event(internal, {one, _}, _, D) -> {keep_state, D#{one => 1}};
handle_event(internal, {two, From}, S, #{one := 1} = D) -> {keep_state, maps:remove(one, D), [{reply, From, {both, S}}]};
handle_event({call, From}, timers, _, _) ->
    {keep_state_and_data, [{reply, From, set}, {{timeout, a}, 10000, never}, {{timeout, b}, 2, soon}, {{timeout, a}, infinity, gone}]};
handle_event({timeout, Name}, What, _, #{to := To}) -> To ! {timer, {Name, What}}, keep_state_and_data;
handle_event({call, From}, {gather, N}, _, #{callers := Cs} = D) when length(Cs) + 1 =:= N ->
    {keep_state, D#{callers := []}, [{reply, C, N} || C <- [From | Cs]]};
handle_event({call, From}, {gather, _}, _, #{callers := Cs} = D) -> {keep_state, D#{callers := [From | Cs]}};
handle_event({call, _}, silent, _, _) -> keep_state_and_data;
handle_event({call, From}, stop, _, D) -> {stop_and_reply, {shutdown, asked}, [{reply, From, bye}], D};
handle_event({call, From}, Other, S, _) -> {keep_state_and_data, [{reply, From, {unknown, S, Other}}]}.

terminate({shutdown, asked}, S, #{to := To}) -> To ! {terminated, S}.
