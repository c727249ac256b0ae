%% SPDX-License-Identifier: Apache-2.0
%%
%% The game of life on a set of cells, and elementary automata on a bit string.

-module(algo_life).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Glider = [{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}],
    [{glider, run(Glider, 8)},
     {blinker, run([{0, 0}, {1, 0}, {2, 0}], 3)},
     {pentomino, [length(run([{1, 0}, {2, 0}, {0, 1}, {1, 1}, {1, 2}], N)) || N <- [0, 1, 5, 20]]},
     {empty, run([], 2)},
     ?NOT_ON_ATOMVM({rules, [{R, rule(R, <<1:32, 0:31>>, 6)} || R <- [30, 90, 110, 184]]})].

run(Cells, 0) -> lists:sort(Cells);
run(Cells, N) ->
    Live = maps:from_list([{C, true} || C <- Cells]),
    Near = lists:foldl(fun(C, M) -> maps:update_with(C, fun(K) -> K + 1 end, 1, M) end, #{},
                       [{X + DX, Y + DY} || {X, Y} <- Cells, DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}]),
    run([C || {C, K} <- maps:to_list(Near), K =:= 3 orelse (K =:= 2 andalso is_map_key(C, Live))], N - 1).

rule(_, Row, 0) -> Row;
rule(R, Row, N) -> rule(R, << <<((R bsr T) band 1):1>> || T <- triples(<<0:1, Row/bits, 0:1>>) >>, N - 1).

triples(<<A:1, B:1, C:1, Rest/bits>>) -> [A * 4 + B * 2 + C | triples(<<B:1, C:1, Rest/bits>>)];
triples(_) -> [].
