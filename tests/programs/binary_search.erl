%% SPDX-License-Identifier: Apache-2.0
%%
%% The binary module: matches, splits, replaces, with several patterns, scopes, overlaps, and wrong arguments.

-module(binary_search).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    B = <<"abracadabra, abracadabra">>,
    [{match, [binary:match(B, P) || P <- [<<"bra">>, <<"z">>, [<<"cad">>, <<"br">>], <<"a">>, B, <<B/binary, "x">>]]},
     {matches, [binary:matches(B, P) || P <- [<<"abra">>, [<<"ab">>, <<"abra">>], <<"aa">>, [<<"a">>, <<"ca">>]]], binary:matches(<<"aaaa">>, <<"aa">>)},
     {scope, [binary:match(B, <<"a">>, [{scope, S}]) || S <- [{0, 0}, {1, 5}, {24, -10}, {24, 0}]]},
     {split, [binary:split(B, P, O) || P <- [<<"a">>, <<", ">>, [<<"br">>, <<"c">>]], O <- [[], [global], [trim], [global, trim], [global, trim_all]]]},
     {replace, [binary:replace(B, <<"abra">>, R, O) || R <- [<<>>, <<"X">>], O <- [[], [global], [global, {insert_replaced, 0}], [{scope, {2, 20}}]], R =/= <<>> orelse O =:= []]},
     {compiled, begin P2 = binary:compile_pattern([<<"da">>, <<"ra">>]), {binary:matches(B, P2), binary:split(B, P2, [global])} end},
     {common, binary:longest_common_prefix([<<"abc">>, <<"abd">>, <<"ab">>]), binary:longest_common_suffix([<<"xbc">>, <<"bc">>]), binary:longest_common_prefix([<<"a">>, <<>>])},
     {at, [probe_lib:run(fun() -> binary:at(B, N) end) || N <- [0, 23, 24, -1]], binary:first(B), binary:last(B), probe_lib:run(fun() -> binary:first(<<>>) end)},
     {part, [probe_lib:run(fun() -> binary:part(B, P3) end) || P3 <- [{0, 4}, {24, -3}, {20, 9}, {-1, 1}]]},
     {bytes, binary:bin_to_list(<<1, 2, 3>>, 1, 2), binary:list_to_bin([1, [<<2>>]]), binary:copy(<<"ab">>, 3)},
     {bad, [probe_lib:run(F) || F <- [fun() -> binary:match(B, <<>>) end, fun() -> binary:match(B, []) end, fun() -> binary:match(a, <<"a">>) end, fun() -> binary:split(B, <<>>) end, fun() -> binary:match(B, <<"a">>, [{scope, {0, 99}}]) end, fun() -> binary:replace(B, <<"a">>, a) end]]},
     {hex, binary:encode_hex(<<0, 255, 16#ab>>), ?NOT_ON_ATOMVM(binary:decode_hex(<<"00ffAB">>)), ?NOT_ON_ATOMVM(probe_lib:run(fun() -> binary:decode_hex(<<"0">>) end))}].
