%% SPDX-License-Identifier: Apache-2.0
%%
%% Collections under load: heap, reference-counted and sub-binaries, match states, and their owners.

-module(gc_binaries).
-export([main/0]).

main() ->
    Big = probe_lib:id(binary:copy(<<"0123456789">>, 1000)),
    [{parts, parts(2000, Big, [])},
     {drop, drop(500, 0)},
     {match_across, match_across(Big, [], 0)},
     {sub_survives, [survive(N) || N <- [10, 63, 64, 65, 1000]]},
     {in_structures, structures(300, [])},
     {append_and_drop, append(1000, <<>>, [])},
     {copies, lists:sum([byte_size(binary:copy(<<"ab">>, N)) || N <- lists:seq(1, 300)])},
     {lists, lists_of(200)},
     {closures, closures(200)},
     {big_still, byte_size(Big), erlang:crc32(Big)}].

parts(0, _, Acc) -> {length(Acc), lists:sum([byte_size(B) || B <- Acc]), hd(Acc)};
parts(N, B, Acc) -> parts(N - 1, B, [binary:part(B, N, N rem 100) | Acc]).

drop(0, Sum) -> Sum;
drop(N, Sum) ->
    B = binary:copy(<<N>>, 20000),
    drop(N - 1, Sum + binary:at(B, 777)).

%% A match state lives in the frame while the body allocates.
match_across(<<A, B:2/binary, Rest/binary>>, Acc, N) when N < 500 ->
    L = lists:seq(1, A),
    match_across(Rest, [{length(L), B} | lists:sublist(Acc, 5)], N + 1);
match_across(<<Rest/binary>>, Acc, N) -> {byte_size(Rest), Acc, N}.

survive(N) ->
    B = make(N),
    churn(100),
    {byte_size(B), binary:first(B), binary:last(B)}.

make(N) ->
    Whole = binary:copy(<<"abcdefgh">>, N),
    <<_:3/binary, Part:N/binary, _/binary>> = Whole,
    Part.

churn(0) -> ok;
churn(N) ->
    _ = probe_lib:id([binary:copy(<<N>>, 100), lists:seq(1, 500)]),
    churn(N - 1).

structures(0, Acc) -> [{A, byte_size(B), maps:size(C)} || {A, B, C} <- lists:sublist(Acc, 5)];
structures(N, Acc) -> structures(N - 1, [{N, <<N:1000>>, #{<<N:16>> => <<"value">>, N => binary:copy(<<"v">>, N)}} | Acc]).

append(0, B, Old) -> {byte_size(B), [byte_size(O) || O <- lists:sublist(Old, 5)], erlang:crc32(B)};
append(N, B, Old) when N rem 100 =:= 0 -> append(N - 1, <<B/binary, N:16>>, [B | Old]);
append(N, B, Old) -> append(N - 1, <<B/binary, N:16>>, Old).

lists_of(N) -> lists:foldl(fun(I, A) -> iolist_to_binary([A, integer_to_list(I), $,]) end, <<>>, lists:seq(1, N)).

closures(N) ->
    Fs = [begin B = binary:copy(<<I>>, 70), fun() -> {I, binary:at(B, 69)} end end || I <- lists:seq(1, N)],
    churn(50),
    lists:sum([begin {I, I} = F(), I end || F <- Fs]).
