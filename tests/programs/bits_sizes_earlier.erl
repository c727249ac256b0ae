%% SPDX-License-Identifier: Apache-2.0
%%
%% Sizes that come from fields before, from expressions of them, from maps and from the caller; sizes that cannot be.

-module(bits_sizes_earlier).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{nested, [nested(B) || B <- [?NOT_ON_ATOMVM(<<2, 3, 1:2, 5:3, 9>>), <<8, 8, 1, 2>>, <<0, 0>>, <<200, 1, 0>>, <<>>]]},
     {computed, [computed(B) || B <- [<<3:4, 1:4, "abcdefgh">>, <<0:8>>, <<15:4, 15:4, 0:200>>]]},
     {units, [units(N, <<"0123456789abcdef">>) || N <- [0, 1, 2, 5, 6, -1, a, 1 bsl 70]]},
     {keys, [from_map(M, <<1, 2, 3, 4>>) || M <- [#{size => 2}, #{size => 9}, #{size => x}, #{}]]},
     {table, table(<<3, 1, 2, 3, "a", "bc", "def", "tail">>)},
     {signed_size, [probe_lib:run(fun() -> <<S:8/signed, R:S/binary, _/binary>> = B, {S, R} end) || B <- [<<1, 2>>, <<-1:8, 2>>, <<127, 2>>]]},
     {guarded, [guarded(B) || B <- [<<4, 1:4, 2:4>>, <<5, 1:4, 2:4>>, <<12, 1:12, 0:4>>]]},
     {construct, [probe_lib:run(fun() -> <<7:S>> end) || S <- [0, ?ON_ATOMVM(16, 3), 40, -1, a, 2.0]]},
     {construct_binary, [probe_lib:run(fun() -> <<(<<"abcdef">>):S/binary>> end) || S <- [0, 3, 6, 7, -1]]}].

nested(<<A, B, X:A, Y:B, Rest/bits>>) -> {A, B, X, Y, Rest};
nested(<<A, _/bits>> = B) -> {short, A, bit_size(B)};
nested(_) -> none.

computed(<<A:4, B:4, X:(A + B)/binary, Y:(A * B)/binary, Rest/binary>>) -> {X, Y, Rest};
computed(<<A:4, B:4, X:(abs(A - B) * 4)/bits, _/bitstring-unit:1>>) -> {difference, X};
computed(_) -> none.

units(N, Bin) ->
    case Bin of
        <<A:N/unit:24, R/bits>> when N =/= 5 -> {A, byte_size(R)};
        <<A:N/binary-unit:24, _/bits>> -> {binary, A};
        <<R/binary>> -> {rest, byte_size(R)}
    end.

from_map(#{size := S}, Bin) ->
    case Bin of
        <<A:S/binary, _/binary>> -> A;
        _ -> no
    end;
from_map(_, _) -> no_size.

table(<<Count, Rest/binary>>) ->
    <<Sizes:Count/binary, Data/binary>> = Rest,
    {Fields, Tail} = lists:mapfoldl(fun(S, B) -> <<F:S/binary, R/binary>> = B, {F, R} end, Data, binary_to_list(Sizes)),
    {Fields, Tail}.

guarded(<<S, X:S, Y:(8 - S), _/bits>>) when S < 8, X < Y -> {less, X, Y};
guarded(<<S, X:S, _:4>>) -> {x, X};
guarded(_) -> other.
