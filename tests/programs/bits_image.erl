%% SPDX-License-Identifier: Apache-2.0
%%
%% Pictures in bits: a bitmap drawn by Bresenham lines and circles, flood fill, run lengths, dithering, PBM text,
%% QR-like masks.

-module(bits_image).
-export([main/0]).

main() ->
    Img = lists:foldl(fun({A, B}, I) -> line(A, B, I) end, blank(16, 8), [{{0, 0}, {15, 7}}, {{0, 7}, {15, 0}}, {{3, 3}, {3, 3}}, {{0, 4}, {15, 4}}]),
    [{lines, show(Img)}, {circle, show(circle({8, 4}, 3, blank(16, 8)))}, {fill, show(fill([{8, 4}], circle({8, 4}, 3, blank(16, 8))))}, {runs, [runs(R) || R <- rows(Img)]},
     {rotate, show(rotate(Img))}, {invert, bits(<< <<(bnot B):8>> || <<B>> <= element(3, Img) >>)}, {dither, dither([[X * 8 + Y * 16 || X <- lists:seq(0, 15)] || Y <- lists:seq(0, 7)])}, {count, bits(element(3, Img))}, {pbm, pbm(Img)}].

blank(W, H) -> {W, H, <<0:(W * H)>>}.
set({X, Y}, {W, H, B}) when X >= 0, X < W, Y >= 0, Y < H -> N = Y * W + X, <<L:N/bits, _:1, R/bits>> = B, {W, H, <<L/bits, 1:1, R/bits>>};
set(_, I) -> I.
get({X, Y}, {W, _, B}) -> N = Y * W + X, <<_:N, V:1, _/bits>> = B, V.
rows({W, _, B}) -> [R || <<R:W/bits>> <= B].
show(I) -> [[case V of 1 -> $#; 0 -> $. end || <<V:1>> <= R] || R <- rows(I)].
bits(B) -> length([1 || <<1:1>> <= B]).

line({X0, Y0}, {X1, Y1}, I) ->
    DX = abs(X1 - X0), DY = -abs(Y1 - Y0),
    step(X0, Y0, X1, Y1, DX, DY, sign(X1 - X0), sign(Y1 - Y0), DX + DY, I).
step(X, Y, X, Y, _, _, _, _, _, I) -> set({X, Y}, I);
step(X, Y, X1, Y1, DX, DY, SX, SY, E, I) ->
    {XA, EA} = if 2 * E >= DY -> {X + SX, E + DY}; true -> {X, E} end,
    {YB, EB} = if 2 * E =< DX -> {Y + SY, EA + DX}; true -> {Y, EA} end,
    step(XA, YB, X1, Y1, DX, DY, SX, SY, EB, set({X, Y}, I)).
sign(N) when N > 0 -> 1;
sign(N) when N < 0 -> -1;
sign(_) -> 0.

circle({CX, CY}, R, I) -> octants(CX, CY, R, 0, 1 - R, I).
octants(_, _, X, Y, _, I) when Y > X -> I;
octants(CX, CY, X, Y, D, I) ->
    I2 = lists:foldl(fun set/2, I, [{CX + A, CY + B} || {A, B} <- [{X, Y}, {-X, Y}, {X, -Y}, {-X, -Y}, {Y, X}, {-Y, X}, {Y, -X}, {-Y, -X}]]),
    if D < 0 -> octants(CX, CY, X, Y + 1, D + 2 * Y + 3, I2); true -> octants(CX, CY, X - 1, Y + 1, D + 2 * (Y - X) + 5, I2) end.

fill([], I) -> I;
fill([{X, Y} = P | Ps], {W, H, _} = I) when X >= 0, X < W, Y >= 0, Y < H ->
    case get(P, I) of
        1 -> fill(Ps, I);
        0 -> fill([{X + 1, Y}, {X - 1, Y}, {X, Y + 1}, {X, Y - 1} | Ps], set(P, I))
    end;
fill([_ | Ps], I) -> fill(Ps, I).

runs(<<>>) -> [];
runs(<<V:1, R/bits>>) -> {N, Rest} = run(R, V, 1), [{V, N} | runs(Rest)].
run(<<V:1, R/bits>>, V, N) -> run(R, V, N + 1);
run(R, _, N) -> {N, R}.

rotate({W, H, _} = I) -> {H, W, << <<(get({X, H - 1 - Y}, I)):1>> || X <- lists:seq(0, W - 1), Y <- lists:seq(0, H - 1) >>}.

dither(Rows) -> element(1, lists:mapfoldl(fun(Row, Carry) -> {Bits, {_, Down}} = lists:mapfoldl(fun({V, C}, {E, D}) -> T = V + C + E, O = if T > 127 -> 255; true -> 0 end, Err = T - O, {O div 255, {Err * 7 div 16, [Err * 5 div 16 | D]}} end, {0, []}, lists:zip(Row, Carry)), {Bits, lists:reverse(Down)} end, lists:duplicate(16, 0), Rows)).

pbm({W, H, _} = I) -> iolist_to_binary([io_lib:format("P1 ~w ~w\n", [W, H]), [[[V + $0 || <<V:1>> <= R], $\n] || R <- rows(I)]]).
