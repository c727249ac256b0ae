%% SPDX-License-Identifier: Apache-2.0
%%
%% Shifts to both sides of each border by variable amounts, against multiplication and division; negative amounts, amounts
%% that are big, shifts in guards, in loops and of sums that just overflow.

-module(int_shift_ends).
-export([main/0]).

main() ->
    Es = probe_lib:edges(),
    Amounts = [0, 1, 26, 27, 28, 29, 31, 32, 33, 58, 59, 60, 61, 63, 64, 65, 127, 130],
    [{left_is_product, [{A, N} || A <- Es, N <- Amounts, A bsl N =/= A * power(N)]},
     {right_is_floor, [{A, N} || A <- Es, N <- Amounts, A bsr N =/= floor_div(A, power(N))]},
     {negative_amounts, [{A, N} || A <- Es, N <- Amounts, A bsl -N =/= A bsr N orelse A bsr -N =/= A bsl N]},
     {sum, lists:foldl(fun(A, S) -> (S bxor (A bsl 5)) bsr 1 end, 1, Es), erlang:phash2([A bsl N || A <- Es, N <- Amounts])},
     {overflow, [{(A + 1) bsl 1, (A + A) bsr 1 =:= A, (A bsl 3) bsr 3 =:= A, (A * A) bsr 30, bnot (A bsl 2)} || A <- Es, abs(A) > 100]},
     {guards, [guard(A, N) || A <- [1, -1, 0, 1 bsl 59, a, 1.0], N <- [1, 60, -60, 1 bsl 64, -(1 bsl 64), b]]},
     {big_amounts, [probe_lib:run(fun() -> shift(A, N) end) || A <- [0, 1, -1, 1 bsl 100, -(1 bsl 100)], N <- [-(1 bsl 59), -(1 bsl 64), -(1 bsl 28)]]},
     {zero_left, [shift(0, N) || N <- [1 bsl 28, 1 bsl 59, 1 bsl 64]]},
     {right_big, [probe_lib:id(A) bsr (1 bsl 64) || A <- [0, 5, -5, 1 bsl 100, -(1 bsl 100)]]},
     {masks, [{A band ((1 bsl N) - 1), (A bsr N) band 1, A bor (1 bsl N), A bxor -(1 bsl N)} || A <- [-1, 5, 1 bsl 63, -(1 bsl 63) - 1], N <- [27, 28, 59, 60, 63, 64]]},
     {bits, [bits(A, 0) || A <- Es]},
     {rotate, [rotate(16#0123456789ABCDEF, N) || N <- [1, 4, 31, 32, 33, 63]]},
     {random, xorshift(88172645463325252, 20, [])},
     {reversed, [reverse(A, 64, 0) || A <- [1, 16#FF, (1 bsl 63) bor 1]]}].

power(0) -> 1;
power(N) -> 2 * power(N - 1).

floor_div(A, B) when A >= 0 -> A div B;
floor_div(A, B) -> -((-A + B - 1) div B).

shift(A, N) -> A bsl N.

guard(A, N) when A bsl N > 1 bsl 60 -> huge;
guard(A, N) when A bsr N =:= 0 -> gone;
guard(A, N) when A bsr N =:= -1 -> minus;
guard(_, _) -> other.

bits(A, N) when A =:= 0; A =:= -1 -> N;
bits(A, N) -> bits(A bsr 1, N + 1).

rotate(A, N) -> ((A bsl N) bor (A bsr (64 - N))) band 16#FFFFFFFFFFFFFFFF.

xorshift(_, 0, Acc) -> lists:reverse(Acc);
xorshift(X0, N, Acc) ->
    X1 = (X0 bxor (X0 bsl 13)) band 16#FFFFFFFFFFFFFFFF,
    X2 = X1 bxor (X1 bsr 7),
    X3 = (X2 bxor (X2 bsl 17)) band 16#FFFFFFFFFFFFFFFF,
    xorshift(X3, N - 1, [X3 bsr 40 | Acc]).

reverse(_, 0, Acc) -> Acc;
reverse(A, N, Acc) -> reverse(A bsr 1, N - 1, (Acc bsl 1) bor (A band 1)).
