%% SPDX-License-Identifier: Apache-2.0
%%
%% Binary comprehensions and generators, nested and filtered, over odd sizes.

-module(bits_comprehension).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    B = probe_lib:id(<<1, 2, 3, 4, 250, 251>>),
    [{list_from_binary, [X * 2 || <<X>> <= B]},
     {binary_from_list, << <<X:16>> || X <- [1, 2, 300] >>},
     {binary_from_binary, << <<(X bxor 255)>> || <<X>> <= B >>},
     {filter, << <<X>> || <<X>> <= B, X rem 2 =:= 0 >>},
     {nibbles, << <<N:8>> || <<N:4>> <= B >>},
     ?NOT_ON_ATOMVM({pack, << <<(X band 7):3>> || <<X>> <= B >>}),
     {pairs, [{X, Y} || <<X>> <= <<1, 2>>, Y <- [a, b]]},
     {nested, << <<X, Y>> || <<X>> <= <<1, 2, 3>>, <<Y:4>> <= <<16#AB>>, X > 1 >>},
     {tail_ignored, [X || <<X:3>> <= B], [X || <<X:24>> <= <<1, 2, 3, 4>>]},
     {pattern, [X || <<1:1, X:7>> <= B]},
     {pattern_stops, [X || <<0:4, X:4>> <= <<1, 2, 17, 3>>]},
     {sized, [P || <<N, P:N/binary>> <= <<1, "a", 3, "bcd", 0, 2, "ef">>]},
     ?NOT_ON_ATOMVM({bits, << <<(1 - X):1>> || <<X:1>> <= <<16#F0F0:16, 5:3>> >>}),
     {concat, << <<P/binary, ",">> || P <- [<<"a">>, <<"bb">>, <<>>] >>},
     {bad_body, probe_lib:run(fun() -> << <<X>> || X <- [1, a] >> end)},
     {bad_generator, probe_lib:run(fun() -> << <<X>> || <<X>> <= probe_lib:id([1]) >> end)},
     {bad_filter, probe_lib:run(fun() -> << <<X>> || <<X>> <= B, probe_lib:id('maybe') >> end)},
     {big, byte_size(<< <<X:32>> || X <- lists:seq(1, 5000) >>)},
     {sum, lists:sum([X || <<X:32>> <= << <<Y:32>> || Y <- lists:seq(1, 3000) >>])},
     {floats, [F || <<F:32/float>> <= << <<(X / 4):32/float>> || X <- [1, 2, 3] >>]},
     {utf, [C || <<C/utf8>> <= <<"aé→"/utf8>>]}].
