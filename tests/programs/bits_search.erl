%% SPDX-License-Identifier: Apache-2.0
%%
%% Searching in binaries with one and several patterns, in any position in a byte; parts and copies.

-module(bits_search).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    T = <<"abracadabra, abra cadabra; aaaaab">>,
    Sets = [<<"abra">>, <<"a">>, [<<"abra">>, <<"abracadabra">>], [<<"bra">>, <<"abr">>, <<"cad">>], [<<"aab">>, <<"aaab">>, <<"b;">>], [<<"x">>, <<"y">>],
            [<<"a">>, <<"aa">>, <<"aaa">>, <<"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab">>], <<"a longer pattern than sixteen bytes">>, <<"abracadabra, abra cadabra">>,
            [<<"da">>, <<"cadab">>, <<"acadabraX">>, <<"racad">>], [<<"ra">>, <<"ra">>]],
    [{match, [[binary:match(X, P) || P <- Sets] || X <- [T, shifted(T), <<>>, <<"a">>]]},
     {matches, [[binary:matches(X, P) || P <- Sets] || X <- [T, shifted(T)]]},
     {split, [[binary:split(X, P, O) || P <- Sets, O <- [[], [global], [global, trim], [global, trim_all], [trim]]] || X <- [T, shifted(T)]]},
     {scope, [[{binary:match(T, P, [{scope, S}]), binary:matches(T, P, [{scope, S}]), binary:split(T, P, [{scope, S}, global])} ||
                  P <- Sets] || S <- [{0, 5}, {3, 20}, {33, -33}, {10, 0}, {30, -5}]]},
     {compiled, [begin C = binary:compile_pattern(P), {binary:match(T, C), binary:matches(T, C)} end || P <- Sets]},
     {errors, [probe_lib:run(F) || F <- [fun() -> binary:match(T, []) end, fun() -> binary:match(T, <<>>) end, fun() -> binary:match(T, [<<"a">>, <<>>]) end,
                                         fun() -> binary:match(<<1:1>>, <<"a">>) end, fun() -> binary:match(T, [<<"a">> | x]) end, fun() -> binary:matches(T, <<"a">>, [{scope, {0, 100}}]) end,
                                         fun() -> binary:split(T, <<"a">>, [x]) end, fun() -> binary:compile_pattern([]) end, fun() -> binary:match(T, [<<3:3>>]) end]]},
     {ends, [[binary:at(X, 3), binary:first(X), binary:last(X), binary:bin_to_list(X, 2, 4), binary:copy(X, 2), binary:copy(X, 0), binary:part(X, {5, -3})] || X <- [T, shifted(T)]]},
     {end_errors, [probe_lib:run(F) || F <- [fun() -> binary:at(T, 33) end, fun() -> binary:at(T, -1) end, fun() -> binary:first(<<>>) end, fun() -> binary:last(<<>>) end,
                                             fun() -> binary:at(<<1:9>>, 0) end, fun() -> binary:copy(T, -1) end, fun() -> binary:part(T, 30, 4) end, fun() -> binary:first(<<1:7>>) end]]},
     {common, [[F(L) || L <- [[T], [T, <<"abrakadabra">>], [T, shifted(<<"abra">>)], [<<>>, T], [<<"xaab">>, T, shifted(T)], [T, T, <<"b">>]]] ||
                  F <- [fun binary:longest_common_prefix/1, fun binary:longest_common_suffix/1]]},
     {common_errors, [probe_lib:run(fun() -> binary:longest_common_prefix(L) end) || L <- [[], [T | x], [a], [T, <<1:1>>], x]]},
     {sharing, sharing()}].

shifted(B) -> ?ON_ATOMVM(binary:part(<<5, B/binary>>, 1, byte_size(B)), begin <<_:3, R/bitstring>> = <<5:3, B/binary>>, R end).

%% A part refers to the whole.
sharing() ->
    B = binary:copy(<<"0123456789">>, 100),
    <<_:100/binary, M:500/binary, _/binary>> = B,
    P = binary:part(B, 10, 200),
    {First, Second} = split_binary(B, 300),
    [binary:referenced_byte_size(X) || X <- [B, M, P, First, Second, binary:copy(M)]] ++ [M =:= binary:part(B, 100, 500), erlang:phash2([P, First, Second])].
