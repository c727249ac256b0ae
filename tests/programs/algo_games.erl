%% SPDX-License-Identifier: Apache-2.0
%%
%% Games: tic-tac-toe by minimax, nim, mastermind hints, bowling score, poker hands, mine counts, maze by depth first,
%% 15-puzzle parity.

-module(algo_games).
-export([main/0]).

main() ->
    [{minimax, [best({x, x, 3, o, o, 6, 7, 8, 9}, x), best({x, 2, o, 4, x, 6, 7, 8, o}, o)]}, {nim, [nim(L) || L <- [[1, 2, 3], [3, 4, 5], [7], []]]},
     {mastermind, [hints([r, g, b, y], G) || G <- [[r, g, b, y], [y, b, g, r], [r, r, r, r], [w, g, r, w]]]}, {bowling, [bowl(R) || R <- [lists:duplicate(12, 10), lists:duplicate(20, 4), [10, 3, 7, 4, 2, 10, 10, 10, 0, 0, 9, 1, 8, 2, 5, 5, 10, 1, 2]]]},
     {poker, lists:sort([{rank(H), H} || H <- ["2H3H4H5H6H", "AHADACASKD", "KHKD2S2C2D", "2H4H6H8HTH", "9H9D9S2C3D", "2H2D3S3C9D", "AHKDQSJCTD", "2H5D9SJCKD"]])},
     {mines, mines(["*..", "...", ".**"])}, {maze, maze(4, 3)}, {parity, [solvable(P) || P <- [[1, 2, 3, 4, 5, 6, 8, 7], lists:seq(1, 8), [2, 1, 3, 5, 4, 8, 7, 6]]]}].

lines() -> [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 4, 7], [2, 5, 8], [3, 6, 9], [1, 5, 9], [3, 5, 7]].
winner(B) -> case [P || L <- lines(), P <- [x, o], [element(I, B) || I <- L] =:= [P, P, P]] of [P | _] -> P; [] -> none end.
free(B) -> [X || X <- tuple_to_list(B), is_integer(X)].
value(B, P) -> case {winner(B), free(B)} of {none, []} -> 0; {none, F} -> lists:max([-value(setelement(I, B, P), other(P)) || I <- F]); {P, _} -> 1; _ -> -1 end.
other(x) -> o;
other(o) -> x.
best(B, P) -> lists:max([{-value(setelement(I, B, P), other(P)), -I} || I <- free(B)]).
nim(L) -> case lists:foldl(fun erlang:'bxor'/2, 0, L) of 0 -> lost; X -> {won, hd([{N, N bxor X} || N <- L, N bxor X < N])} end.
hints(S, G) -> Black = length([x || {A, A} <- lists:zip(S, G)]), {Black, length(S) - length(S -- G) - Black}.
bowl(R) -> bowl(R, 1).
bowl(_, 11) -> 0;
bowl([10, A, B | R], F) -> 10 + A + B + bowl([A, B | R], F + 1);
bowl([A, B, C | R], F) when A + B =:= 10 -> 10 + C + bowl([C | R], F + 1);
bowl([A, B | R], F) -> A + B + bowl(R, F + 1).
rank(H) ->
    {Vs, Ss} = lists:unzip(cards(H)),
    Groups = lists:reverse(lists:sort([{length([x || V <- Vs, V =:= U]), U} || U <- lists:usort(Vs)])),
    Flush = length(lists:usort(Ss)) =:= 1,
    Straight = lists:max(Vs) - lists:min(Vs) =:= 4 andalso length(Groups) =:= 5,
    case {[N || {N, _} <- Groups], Flush, Straight} of {_, true, true} -> 8; {[4 | _], _, _} -> 7; {[3, 2], _, _} -> 6; {_, true, _} -> 5; {_, _, true} -> 4; {[3 | _], _, _} -> 3; {[2, 2, 1], _, _} -> 2; {[2 | _], _, _} -> 1; _ -> 0 end.
cards([V, S | R]) -> [{case V of $T -> 10; $J -> 11; $Q -> 12; $K -> 13; $A -> 14; _ -> V - $0 end, S} | cards(R)];
cards([]) -> [].
mines(Rows) -> At = fun(X, Y) when X > 0, Y > 0, Y =< length(Rows), X =< 3 -> lists:nth(X, lists:nth(Y, Rows)); (_, _) -> $. end, [[case At(X, Y) of $* -> $*; _ -> $0 + length([1 || DX <- [-1, 0, 1], DY <- [-1, 0, 1], At(X + DX, Y + DY) =:= $*]) end || X <- [1, 2, 3]] || Y <- lists:seq(1, length(Rows))].
maze(W, H) -> {_, Open, _} = carve({0, 0}, {#{{0, 0} => true}, [], 7}, W, H), lists:reverse(Open).
carve({X, Y} = P, S, W, H) -> lists:foldl(fun(_, {Seen, Open, R}) -> R1 = (R * 1103515245 + 12345) band 16#7fffffff, Ns = [N || {A, B} = N <- [{X + 1, Y}, {X - 1, Y}, {X, Y + 1}, {X, Y - 1}], A >= 0, A < W, B >= 0, B < H, not is_map_key(N, Seen)], case Ns of [] -> {Seen, Open, R1}; _ -> N = lists:nth((R1 bsr 8) rem length(Ns) + 1, Ns), carve(N, {Seen#{N => true}, [{P, N} | Open], R1}, W, H) end end, S, [1, 2, 3]).
solvable(P) -> length([x || {I, A} <- lists:zip(lists:seq(1, length(P)), P), B <- lists:nthtail(I, P), A > B]) rem 2 =:= 0.
