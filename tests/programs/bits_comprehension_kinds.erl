%% SPDX-License-Identifier: Apache-2.0
%%
%% Comprehensions from and to bits: several generators, odd widths, patterns that end or skip, filters, records in bits.

-module(bits_comprehension_kinds).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    [{widths, [[X || <<X:W>> <= <<"Erlang">>] || W <- [1, 3, 5, 7, 8, 11, 16, 47, 48, 49]]},
     {stops, [X || <<X:8, 0:8>> <= <<1, 0, 2, 0, 3, 1, 4, 0>>], [X || <<X/utf8>> <= <<"ab", 255, "cd">>]},
     {skips, [X || {a, X} <- [{a, 1}, {b, 2}, c, {a, 3}]], << <<X>> || {a, X} <- [{a, 1}, {b, 2}, {a, 3}] >>},
     {product, [{X, Y} || X <- [1, 2], <<Y:4>> <= <<16#ab, 16#c:?ON_ATOMVM(8, 4)>>], << <<X:4, Y:4>> || <<X:4>> <= <<16#12>>, Y <- [7, 8] >>},
     {dependent, [{N, X} || <<N:8, B:N/binary>> <= <<2, "ab", 0, 3, "xyz", 9>>, <<X>> <= B]},
     {filters, [X || <<X:8>> <= <<1, 2, 3, 4, 5, 6>>, X rem 2 =:= 0, X > 2], << <<X>> || X <- lists:seq(1, 10), X > 3, is_odd(X) >>},
     ?NOT_ON_ATOMVM({bits, << <<(bnot X):1>> || <<X:1>> <= <<2#10110:5>> >>, << <<X:7>> || <<X:8>> <= <<255, 128, 1>> >>}),
     {guards, [X || X <- [1, a, 2.0, [], {}], X > 1], [X || X <- [1, a, 0, b], 1 / X > 0], [X || X <- [[1], 2, [3, 4]], hd(X) > 1]},
     {fails, [probe_lib:run(F) || F <- [fun() -> [X || X <- probe_lib:id(a)] end, fun() -> [X || X <- probe_lib:id([1 | 2])] end,
                                        fun() -> [X || <<X>> <= probe_lib:id([1])] end, fun() -> << <<X/binary>> || X <- probe_lib:id([<<1>>, 2]) >> end,
                                        fun() -> [X || X <- [1, 2], probe_lib:id('maybe')] end, fun() -> << <<X:8>> || X <- probe_lib:id([1, a]) >> end]]},
     {floats, [F || <<F:32/float-little>> <= << <<X:32/float-little>> || X <- [1.5, -2.0, 0.25] >>]},
     {transpose, [list_to_binary([binary:at(R, I) || R <- [<<"abc">>, <<"def">>]]) || I <- [0, 1, 2]]},
     {nested, [[Y * X || Y <- lists:seq(1, X), Y =/= 2] || X <- lists:seq(1, 4), X =/= 3]},
     {shadow, shadow(5)},
     ?NOT_ON_ATOMVM({appended, lists:foldl(fun(N, B) -> <<B/bits, << <<N:N>> || _ <- [1, 2] >>/bits>> end, <<>>, lists:seq(1, 9))})].

is_odd(X) -> X band 1 =:= 1.

shadow(X) -> {[X || X <- [1, 2]], X, [X + Y || Y <- [X], X <- [10 * Y]]}.
