%% SPDX-License-Identifier: Apache-2.0
%%
%% term_to_binary there and back for terms at the ends of each encoding, with and without compression, and each damage of
%% one byte or cut of a small term: a term or badarg.

-module(term_external_fuzz).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Terms = terms(),
    [{round, [T || T <- Terms, binary_to_term(term_to_binary(T)) =/= T orelse binary_to_term(term_to_binary(T, [compressed])) =/= T orelse binary_to_term(term_to_binary(T, [{minor_version, 2}])) =/= T]},
     {sizes, [{byte_size(term_to_binary(T, [{minor_version, 2}])), erlang:external_size(T) >= byte_size(term_to_binary(T))} || T <- Terms, not is_map(T)]},
     {bytes, [erlang:crc32(term_to_binary(T, [{minor_version, 2}])) || T <- Terms, not has_map(T)]},
     {iovec, [iolist_to_binary(term_to_iovec(T)) =:= term_to_binary(T) || T <- Terms] -- [true || _ <- Terms]},
     {used, [binary_to_term(<<(term_to_binary(T))/binary, "more">>, [used]) =:= {T, byte_size(term_to_binary(T))} || T <- Terms] -- [true || _ <- Terms]},
     {cuts, [cuts(term_to_binary(T, [{minor_version, 2}])) || T <- small()]},
     {flips, [flips(term_to_binary(T, [{minor_version, 2}])) || T <- small()]},
     {in_parts, begin B = term_to_binary(Terms), <<_:?ON_ATOMVM(8, 3), P/bits>> = <<5:?ON_ATOMVM(8, 3), B/binary>>, binary_to_term(P) =:= Terms end},
     {nested, depth(binary_to_term(term_to_binary(lists:foldl(fun(_, A) -> {A} end, [], lists:seq(1, 20000)))))}].

terms() ->
    Ns = [0, 255, 256, -1, 134217727, -134217728, 134217728, -134217729, (1 bsl 31) - 1, -(1 bsl 31), 1 bsl 31, -(1 bsl 31) - 1, (1 bsl 32), 1 bsl 59, 1 bsl 64, -(1 bsl 64), 1 bsl 2039, 1 bsl 2040, -(1 bsl 2048)],
    Ns ++ [0.0, 1.5, -1.0e-300, a, '', list_to_atom(lists:duplicate(255, $a)), 'æ', '\x{3BB}', [], [0], [255], [256], "text", lists:duplicate(65535, 1), lists:duplicate(65536, 1), [a | b], [1, 2 | 3], {},
           {1}, list_to_tuple(lists:seq(1, 255)), list_to_tuple(lists:seq(1, 256)), <<>>, <<1, 2>>, <<1:1>>, <<255, 3:7>>, binary:copy(<<7>>, 70000), #{}, #{a => #{b => "c"}}, maps:from_list([{I, -I} || I <- lists:seq(1, 100)]),
           fun lists:map/2, [[[]], {{}}, [<<>>, #{}]]].

has_map(T) -> is_map(T) orelse (is_list(T) andalso T =/= [] andalso is_list(hd(T)) andalso lists:any(fun(X) -> is_list(X) andalso lists:any(fun is_map/1, X) end, T)).

small() -> [{a, 1, -5, [x | y]}, "string", [1, 300, 1 bsl 40], <<"bytes", 3:3>>, #{k => 1.5}, {fun lists:map/2, 'æ'}].

cuts(B) -> [case probe_lib:run(fun() -> binary_to_term(binary:part(B, 0, N)) end) of {error, badarg} -> 0; _ -> 1 end || N <- lists:seq(0, byte_size(B) - 1)].

flips(B) ->
    Answers = [begin
                   <<H:N/binary, X, T/binary>> = B,
                   probe_lib:run(fun() -> binary_to_term(<<H/binary, (X bxor F), T/binary>>) end)
               end || N <- lists:seq(0, byte_size(B) - 1), F <- [1, 128]],
    [if A =:= {error, badarg} -> 0; true -> 1 end || A <- Answers].

depth({T}) -> 1 + depth(T);
depth([]) -> 0.
