%% SPDX-License-Identifier: Apache-2.0
%%
%% Binary generators over odd bits: segments of several fields, sizes from outside, what is left at the end, filters that
%% fail to match, generators in generators, exceptions out of them.

-module(bits_comprehension_odd).
-export([main/0]).

main() ->
    Bits = << <<(I * 37 rem 512):9>> || I <- lists:seq(0, 40) >>,
    [{sizes, [begin X = << <<A:N>> || <<A:N>> <= Bits >>, {bit_size(X), erlang:phash2(X)} end || N <- [1, 3, 7, 9, 10, 64, 370]]},
     {left_over, [length([x || <<_:N>> <= Bits]) || N <- [1, 2, 8, 9, 100, 369, 370]]},
     {fields, [{A, B, C} || <<A:5, B:2/signed, C:17/little>> <= Bits]},
     {literal, [A || <<1:1, A:8>> <= Bits], [A || <<A:8, 0:1>> <= Bits]},
     {mixed, [{X, Y, Z} || X <- [1, 2], <<Y:4, Z:X>> <= <<16#51, 16#61, 16#72, 16#81>>]},
     {nested, [[B || <<B:1>> <= <<A:3>>] || <<A:3>> <= <<2#101110:6, 1:1>>]},
     {utf, [C || <<C/utf8>> <= <<"aé→", 255, "b">>], [C || <<C/utf16-little>> <= <<"x😀y"/utf16-little>>]},
     {floats, [F || <<F:32/float>> <= <<1.5:32/float, 16#7F800000:32, 2.5:32/float>>], [F || <<F:16/float-little, _:3>> <= << <<X:16/float-little, 5:3>> || X <- [1.0, -2.0] >>]},
     {sub_binaries, [P || <<L:4, P:L/bits>> <= <<3:4, 5:3, 0:4, 7:4, 100:7, 2:4, 1:1>>]},
     {binaries, << <<P/binary, $.>> || <<P:2/binary>> <= <<"abcdefg">> >>, << <<P/bits>> || P <- [<<1:1>>, <<2:2>>, <<>>, <<3:3>>], bit_size(P) =/= 2 >>},
     {to_binary, << <<(A bxor B):4>> || <<A:4>> <= <<16#1234:16>>, <<B:4>> <= <<16#F0:8>>, A =/= 2 >>},
     {wraps, << <<X:5>> || X <- [31, 32, -1, 1 bsl 70 + 3] >>, << <<X:5/little>> || X <- [31, 32, -1] >>, << <<X:12/little>> || X <- [16#ABC, -2] >>},
     {raises, [probe_lib:run(F) || F <- [fun() -> << <<X>> || X <- [1, a] >> end, fun() -> << <<X/binary>> || X <- [<<1:1>>] >> end, fun() -> [X || <<X>> <= probe_lib:id(not_bits)] end,
                                         fun() -> << <<(10 div X)>> || <<X>> <= <<5, 2, 0, 1>> >> end, fun() -> << X || X <- [<<1:1>>, 7] >> end, fun() -> << <<X/utf8>> || X <- [65, 16#D800] >> end]]},
     {late, try << <<(case X of 9 -> throw({at, X}); _ -> X end)>> || <<X:4>> <= <<16#12, 16#39, 16#56>> >> catch T -> T end},
     {sum, lists:sum([A * B || <<A:6, B:6>> <= Bits, A > B])},
     {growing, lists:foldl(fun(N, Acc) -> << <<A:(N + 1)>> || <<A:N>> <= Acc >> end, <<2#1011:4>>, [1, 2, 3, 4, 5])}].
