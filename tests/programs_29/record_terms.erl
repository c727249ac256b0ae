%% SPDX-License-Identifier: Apache-2.0
%%
%% Native records as terms: order, equality, keys of maps, messages, garbage collection, external term format, text.
-module(record_terms).
-export([main/0]).

-record #local{a = 0, b = 1}.

main() ->
    Made = [records:create(M, N, [{F, V} || {F, V} <- Fields], #{is_exported => E})
            || M <- [m, 'Q x'], N <- [a, b], E <- [true, false], Fields <- [[], [{a, 1}], [{a, 1.0}], [{b, 1}], [{a, 0}, {b, []}], [{b, 2}, {a, 0}]]],
    All = Made ++ [#local{}, 1, 1.0, atom, {}, {a, b, c}, #{}, #{a => 1}, [], [1], <<>>, <<1>>],
    [{sorted, lists:sort(All)},
     {pairs, [[order(A, B) || B <- Made] || A <- lists:sublist(Made, 14)]},
     {keys, maps:size(maps:from_list([{R, 1} || R <- Made])), maps:get(lists:last(Made), maps:from_list([{R, R} || R <- Made]))},
     {hash, [erlang:phash2(R) =:= erlang:phash2(binary_to_term(term_to_binary(R))) || R <- Made]},
     {message, begin self() ! {hello, Made}, receive {hello, Got} -> Got =:= Made end end},
     {from_process, begin
         Self = self(),
         spawn(fun() -> Self ! {record, #local{a = Self =:= self(), b = lists:seq(1, 5)}} end),
         receive {record, R} -> {R, R#local.b} end
      end},
     {collected, collect(1000, #local{})},
     {external, [{term_to_binary(T, [{minor_version, 2}]), binary_to_term(term_to_binary(T)) =:= T} || T <- [#local{} | lists:sublist(Made, 8)]]},
     {bad, [bad(B) || B <- [<<131,67,0,0,0,1,0,119,1,109,119,1,110,97,1,97,1>>, <<131,67,0,0,0,1,7,119,1,109,119,1,110,119,1,97,97,1>>,
                            <<131,67,0,0,0,2,1,119,1,109,119,1,110,119,1,97,119,1,97,97,1,97,2>>, <<131,67,255,255,255,255,0>>,
                            <<131,67,0,0,0,0,1,119,1,109,119,1,110>>, <<131,67,0,0,0,1,1,119,1,109,119,1,110,119,1,97,97,1>>]]}].

order(A, B) -> {A < B, A == B, A =:= B}.

collect(0, R) -> R;
collect(N, R) -> collect(N - 1, R#local{a = #local{a = N, b = lists:seq(1, 20)}, b = [N | lists:sublist([R#local.b], 1)]}).

bad(Bytes) -> try binary_to_term(Bytes) catch C:R -> {C, R} end.
