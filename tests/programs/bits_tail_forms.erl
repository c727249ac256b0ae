%% SPDX-License-Identifier: Apache-2.0
%%
%% What is left of a match: tails taken at odd offsets, in several clauses, twice, after failing ones, returned, kept in
%% closures, with tests on their units.

-module(bits_tail_forms).
-export([main/0]).

main() ->
    Inputs = [<<>>, <<1:1>>, <<5:3>>, <<255>>, <<1, 2:5>>, <<"abc">>, <<1, "xyz", 3:2>>, <<2, 200, 1, 2, 3, 4, 5, 6, 7>>, <<0:17>>],
    [{units, [unit(B) || B <- Inputs]},
     {after_failing, [after_failing(B) || B <- Inputs]},
     {both, [both(B) || B <- Inputs]},
     {closures, [[F() || F <- closures(B, [])] || B <- Inputs]},
     {loop, [loop(B, 0) || B <- Inputs]},
     {in_the_middle, [in_the_middle(B) || B <- Inputs]},
     {recursive, [tails(B) || B <- Inputs]},
     {guarded, [guarded(B, N) || B <- Inputs, N <- [0, 1, 2]]},
     {passed, [passed(B, [one, two]) || B <- Inputs]},
     {mutual, [even(B, []) || B <- Inputs]},
     {raised, [try raised(B) catch throw:T -> {thrown, T}; error:E -> {error, E} end || B <- Inputs]}].

unit(<<R/binary-unit:16>>) -> {u16, R};
unit(<<_:1, R/binary>>) -> {odd1, R};
unit(<<_:3, R/binary-unit:2>>) -> {u2, R};
unit(<<R/binary-unit:8>>) -> {u8, R};
unit(R) -> {none, R}.

after_failing(<<1, R:3/binary, _/bits>>) -> {one, R};
after_failing(<<2, L, R:L/binary>>) -> {exact, R};
after_failing(<<_, L:4, R:L/bits, S/bits>>) -> {four, R, S};
after_failing(<<A:2, R/bits>>) -> {two, A, R};
after_failing(R) -> {all, R}.

both(<<A:3, R/bits>> = Whole) ->
    case R of
        <<B:4, S/bits>> = Middle -> {A, B, bit_size(Whole), bit_size(Middle), S};
        S -> {A, Whole, S}
    end;
both(B) -> B.

closures(<<A:5, R/bits>>, Acc) -> closures(R, [fun() -> {A, R} end | Acc]);
closures(R, Acc) -> [fun() -> {last, R} end | Acc].

loop(<<1:1, R/bits>>, N) -> loop(R, N + 1);
loop(<<0:2, R/bits>>, N) -> loop(R, N * 2);
loop(R, N) -> {N, R}.

in_the_middle(B) ->
    case B of
        <<H, R/bits>> when H > 100 -> {high, R};
        <<_:4, M:3/bits, R/bits>> -> {M, probe_lib:id(R), <<R/bits, M/bits>>};
        R -> {short, R}
    end.

tails(<<_:3, R/bits>> = B) -> [B | tails(R)];
tails(R) -> [R].

guarded(<<A, R/bits>>, N) when A =:= N -> {same, R};
guarded(B, N) when bit_size(B) > 30 -> case B of <<_:N/binary, R/bits>> when bit_size(R) > 8 -> {long, R}; <<_, R/bits>> -> {short, R} end;
guarded(<<_:1, R/bits>>, _) when is_binary(R) -> {whole, R};
guarded(R, _) -> {rest, R}.

passed(<<A, R/bits>>, [H | T]) -> [{H, A} | passed(R, T)];
passed(R, Rest) -> {R, Rest}.

even(<<A:4, R/bits>>, Acc) -> odd(R, [A | Acc]);
even(R, Acc) -> {even, R, Acc}.
odd(<<A:4/signed, R/bits>>, Acc) -> even(R, [A | Acc]);
odd(R, Acc) -> {odd, R, Acc}.

raised(<<_, R/bits>>) when bit_size(R) > 20 -> throw(R);
raised(<<_:3, R/binary>>) -> error({left, R});
raised(R) -> {A, B} = {R, R}, <<A/bits, B/bits>>.
