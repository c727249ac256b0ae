%% SPDX-License-Identifier: Apache-2.0
%%
%% Whole frames of stack traces, with what stands beside the line: error_info of failing BIFs, arguments instead of an
%% arity, errors with options, what erlang:raise makes of frames.

-module(exc_full_frames).
-export([main/0, raiser/1]).
-include("atomvm.hrl").
main() ->
    [{bif_body, whole(fun() -> [element(probe_lib:id(3), {a, b})] end)},
     {bif_tail, whole(fun() -> atom_to_list(probe_lib:id(1)) end)},
     {operators, [whole(F) || F <- [?NOT_ON_ATOMVM(fun() -> probe_lib:id(a) + 1 end), ?NOT_ON_ATOMVM(fun() -> 1 - probe_lib:id([]) end), fun() -> 5 div probe_lib:id(0) end,
                                    fun() -> 1.0 / probe_lib:id(0) end, fun() -> not probe_lib:id(1) end, fun() -> bnot probe_lib:id(1.0) end,
                                    fun() -> - probe_lib:id(x) end, fun() -> 1 bsl probe_lib:id(y) end, fun() -> [1] ++ hd(probe_lib:id([])) end,
                                    fun() -> probe_lib:id(a) ++ [1] end, fun() -> [1] -- probe_lib:id(z) end]]},
     {maps, [whole(F) || F <- [fun() -> maps:get(x, probe_lib:id(#{})) end, ?NOT_ON_ATOMVM(fun() -> (probe_lib:id(#{}))#{a := 1} end),
                               ?NOT_ON_ATOMVM(fun() -> (probe_lib:id([]))#{a => 1} end), fun() -> map_get(k, probe_lib:id(1)) end, fun() -> maps:put(1, 2, probe_lib:id(3)) end]]},
     {clause, whole(fun() -> raiser(probe_lib:id({one, "two", 3})) end)},
     {case_clause, whole(fun() -> case probe_lib:id(5) of 4 -> ok end end)},
     {if_clause, whole(fun() -> X = probe_lib:id(5), if X > 5 -> ok end end)},
     {badmatch, whole(fun() -> {_, B} = probe_lib:id([1]), B end)},
     {try_clause, whole(fun() -> try probe_lib:id(3) of 4 -> ok catch _:_ -> no end end)},
     {undef, whole(fun() -> no_such_module:at_all(probe_lib:id(1), 2) end)},
     {undef_here, whole(fun() -> ?MODULE:missing() end)},
     {badfun, whole(fun() -> (probe_lib:id(foo))(1, 2) end)},
     {badarity, element(2, whole(fun() -> (probe_lib:id(fun raiser/1))(1, 2) end))},
     {error2, whole(fun() -> error(reason, [probe_lib:id(a), b]) end)},
     {error3, whole(fun() -> error(reason, [probe_lib:id(a)], [{error_info, #{cause => c, module => m}}]) end)},
     {error3_options, [whole(fun() -> error(reason, A, O) end) || A <- [[], none, [1 | 2]], O <- probe_lib:id([[], x, [x], [{error_info, x}],
                           [{error_info, #{a => 1}}, {error_info, #{a => 2}}], [{error_info, #{}} | x]])]},
     {no_arguments, [whole(fun() -> error(reason, probe_lib:id(A)) end) || A <- [[], none, x]], whole(fun no_clause/0)},
     {error3_none, whole(fun() -> error(reason, none, [{error_info, #{}}]) end)},
     ?NOT_ON_ATOMVM({apply_bif, whole(fun() -> apply(erlang, probe_lib:id(hd), [[]]) end)}),
     {fun_bif, whole(fun() -> [F(0) || F <- [probe_lib:id(fun erlang:tuple_to_list/1)]] end)},
     {spawned, spawned(fun() -> raiser(probe_lib:id(boom)) end)},
     {raised, whole(fun() -> erlang:raise(error, r, [{m, f, 3, []}, {m, g, [1, 2], [{file, "x.erl"}, {line, 7}]}]) end)},
     {binary, [without_info(whole(F)) || F <- [fun() -> <<(probe_lib:id(a)):8>> end, fun() -> <<1:(probe_lib:id(-1))>> end, fun() -> <<(probe_lib:id(1))/binary>> end,
                                 fun() -> <<(probe_lib:id(16#D800))/utf8>> end, fun() -> binary:part(probe_lib:id(<<"abc">>), 2, 5) end]]}].

raiser({two, _, _}) -> two;
raiser(N) when is_integer(N), N > 3 -> N;
raiser(boom) -> [exit(probe_lib:id(bang))].

whole(F) ->
    try {value, F()}
    catch Class:Reason:Stack -> {Class, Reason, lists:takewhile(fun({_, N, _, _}) -> N =/= whole andalso N =/= main end, Stack)}
    end.

%% What OTP says of a bad segment is left out: older compilers' code has it not.
without_info({C, R, Stack}) -> {C, R, [{M, F, A, lists:keydelete(error_info, 1, L)} || {M, F, A, L} <- Stack]}.

no_clause() when map_get(a, #{}) -> ok.

spawned(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, Why} -> Why end.
