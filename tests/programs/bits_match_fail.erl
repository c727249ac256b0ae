%% SPDX-License-Identifier: Apache-2.0
%%
%% Where a binary match fails and what is tried then: alternatives after partial reads, same variable twice, literals in
%% the middle.

-module(bits_match_fail).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Bs = [<<>>, <<1>>, <<1, 2>>, <<1, 2, 3>>, <<1, 1>>, ?NOT_ON_ATOMVM(<<0:1>>), <<1:4, 1:4>>, <<"abc">>, <<"abd">>, <<255, 255, 255, 255>>, <<128, 0, 0, 0>>, ?NOT_ON_ATOMVM(<<1:12>>), <<3, 1, 2, 3, 4>>, "list", <<0, 0, 0, 0, 0, 0, 240, 63>>],
    [{B, a(B), b(B), c(B), ?NOT_ON_ATOMVM(d(B)), e(B)} || B <- Bs].

a(<<X, X>>) -> {pair, X};
a(<<X, _:1, 0:6, _:1, Rest/bits>>) -> {middle, X, Rest};
a(<<"ab", C>>) -> {ab, C};
a(<<_:4, Y:4>>) -> {low, Y};
a(_) -> none.

b(<<X:32/signed>>) -> {signed, X};
b(<<X:24/signed-little>>) -> {little, X};
b(<<X:16/unsigned-little>>) -> {unsigned, X};
b(<<F:64/float-little>>) -> {float, F};
b(<<X:1>>) -> {bit, X};
b(<<X:12>>) -> {twelve, X};
b(_) -> none.

c(<<N, B:N/binary, R/binary>>) when R =/= <<>> -> {sized, B, R};
c(<<N:4, X:N, _/bits>>) -> {bits, N, X};
c(<<>>) -> empty;
c(B) -> try <<_, C/binary>> = B, {tail, C} catch error:{badmatch, V} -> {no, V} end.

d(B) ->
    case B of
        <<1, T/binary>> -> case T of <<2, U/binary>> -> {one_two, U}; <<V>> -> {one, V}; _ -> {one_only, T} end;
        <<H:3, T/bits>> when H > 3 -> {high, H, bit_size(T)};
        <<_, _, _/binary>> = W -> {two, byte_size(W)};
        _ -> none
    end.

e(B) -> [X || <<1:1, X:3>> <= if is_bitstring(B) -> B; true -> <<>> end].
