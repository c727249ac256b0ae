%% SPDX-License-Identifier: Apache-2.0
%%
%% The reasons of run-time errors: badmatch, clauses, badarg, badarith and their values.

-module(error_reasons).
-export([main/0]).

main() ->
    Values = [a, 1, 1 bsl 70, 1.5, [], [1 | 2], {x, y}, <<1>>, #{k => v}],
    [{badmatch, [probe_lib:run(fun() -> {ok, _} = V end) || V <- Values]},
     {case_clause, [probe_lib:run(fun() -> case V of {never} -> 1; "never" -> 2 end end) || V <- Values]},
     {if_clause, [probe_lib:run(fun() -> if V =:= never -> 1; V =:= "no" -> 2 end end) || V <- Values]},
     {try_clause, [probe_lib:run(fun() -> try probe_lib:id(V) of never -> 1 catch error:nothing -> 2 end end) || V <- Values]},
     {function_clause, [probe_lib:run(fun() -> only(V) end) || V <- Values]},
     {badarith, [probe_lib:run(fun() -> V + 1 end) || V <- Values]},
     {badarg, [probe_lib:run(fun() -> atom_to_list(V) end) || V <- Values]},
     {badmap, [probe_lib:run(fun() -> V#{new => 1} end) || V <- Values]},
     {badkey, [probe_lib:run(fun() -> map_get(V, #{}) end) || V <- Values]},
     {badrecord, [probe_lib:run(fun() -> record_field(V) end) || V <- Values]},
     {badgenerator, [probe_lib:run(fun() -> [X || X <- V] end) || V <- Values]},
     {badgenerator_binary, [probe_lib:run(fun() -> [X || <<X>> <= V] end) || V <- Values]},
     {bad_filter, [probe_lib:run(fun() -> [X || X <- [1], probe_lib:id(V)] end) || V <- Values]},
     {badarg_and, [probe_lib:run(fun() -> V andalso true end) || V <- Values]},
     {undef, probe_lib:run(fun() -> ?MODULE:not_exported(1) end)},
     {match_in_pattern, probe_lib:run(fun(X) -> [X, X] = [1, probe_lib:id(2)] end, [1])},
     {bifs, [probe_lib:run(F, [probe_lib:id(x)]) || F <- [fun erlang:list_to_atom/1, fun erlang:tuple_to_list/1, fun erlang:list_to_binary/1, fun erlang:binary_to_list/1,
                                                          fun erlang:iolist_to_binary/1, fun erlang:iolist_size/1, fun lists:reverse/1,
                                                          fun maps:keys/1, fun maps:size/1, fun erlang:binary_to_term/1]]}].

-record(r, {a}).

record_field(R) -> R#r.a.

only({expected}) -> ok.
