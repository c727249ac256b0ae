%% SPDX-License-Identifier: Apache-2.0
%%
%% Choices among many: dense and sparse integers, integers past each border, atoms, arities, lengths, floats and mixtures,
%% as clauses, case and in guards; each value asked for once, and its neighbours.

-module(select_many_kinds).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Ints = lists:usort(lists:append([[V - 1, V, V + 1] || V <- keys()])),
    [{sparse, erlang:phash2([{I, sparse(I)} || I <- Ints]), length([I || I <- Ints, sparse(I) =/= none]), [sparse(I) || I <- keys()]},
     {dense, [dense(I) || I <- lists:seq(-3, 45) ++ [a, 1.0, 1 bsl 60]]},
     {letters, [letter(list_to_atom([A, B])) || A <- "abc", B <- "abcdefgh"]},
     {arity, [arity(erlang:make_tuple(N, N)) || N <- lists:seq(0, 12)], arity([]), arity(#{})},
     {mixed, [mixed(V) || V <- [1, 1.0, 'one', "one", <<"one">>, {1}, [1], #{1 => 1}, 1 bsl 64, -1.0, 0, 0.5, [], {}, <<>>, ?NOT_ON_ATOMVM(<<1:1>>), 16#FFFFFFFFFFFFFFFF, 1.0e10]]},
     {tagged, [tagged(V) || V <- [{add, 1, 2}, {add, 1}, {neg, 3}, {neg, 1, 2}, {lit, 5}, {lit}, add, {1 bsl 40, x}, {sub, 9, 4}, {"add", 1, 2}, {mul, 2, {add, 1, 1}}]]},
     {again, [again(I rem 40) || I <- lists:seq(1, 400, 37)]}].

keys() -> [-1267650600228229401496703205380, -1267650600228229401496703205376, -36893488147419103236, -36893488147419103232, -18446744073709551620,
           -18446744073709551616, -9223372036854775812, -9223372036854775808, -1152921504606846980, -1152921504606846976, -576460752303423492,
           -576460752303423488, -4294967300, -4294967296, -2147483652, -2147483648, -268435460, -268435456, -134217732, -134217728, -65540, -65536,
           -260, -256, -5, -2, -1, 1, 6, 253, 256, 261, 65533, 65536, 65541, 134217725, 134217728, 134217733, 268435453, 268435456, 268435461,
           2147483645, 2147483648, 2147483653, 4294967293, 4294967296, 4294967301, 576460752303423485, 576460752303423488, 576460752303423493,
           1152921504606846973, 1152921504606846976, 1152921504606846981, 9223372036854775805, 9223372036854775808, 9223372036854775813,
           18446744073709551613, 18446744073709551616, 18446744073709551621, 36893488147419103229, 36893488147419103232, 36893488147419103237,
           1267650600228229401496703205373, 1267650600228229401496703205376, 1267650600228229401496703205381].

sparse(-4294967300) -> k0; sparse(134217725) -> k1; sparse(-1152921504606846980) -> k2; sparse(-134217732) -> k3; sparse(1) -> k4;
sparse(18446744073709551621) -> k5; sparse(9223372036854775813) -> k6; sparse(134217733) -> k7; sparse(6) -> k8; sparse(4294967301) -> k9;
sparse(-2) -> k10; sparse(268435456) -> k11; sparse(1152921504606846981) -> k12; sparse(2147483648) -> k13; sparse(-36893488147419103236) -> k14;
sparse(-268435460) -> k15; sparse(-65536) -> k16; sparse(1267650600228229401496703205381) -> k17; sparse(-1152921504606846976) -> k18;
sparse(-65540) -> k19; sparse(-18446744073709551616) -> k20; sparse(-260) -> k21; sparse(1267650600228229401496703205373) -> k22;
sparse(18446744073709551613) -> k23; sparse(268435453) -> k24; sparse(268435461) -> k25; sparse(1267650600228229401496703205376) -> k26;
sparse(-2147483652) -> k27; sparse(9223372036854775808) -> k28; sparse(-134217728) -> k29; sparse(261) -> k30; sparse(-18446744073709551620) -> k31;
sparse(576460752303423488) -> k32; sparse(2147483653) -> k33; sparse(-576460752303423488) -> k34; sparse(-268435456) -> k35; sparse(-1) -> k36;
sparse(-4294967296) -> k37; sparse(-1267650600228229401496703205380) -> k38; sparse(36893488147419103237) -> k39; sparse(134217728) -> k40;
sparse(-9223372036854775812) -> k41; sparse(65541) -> k42; sparse(-5) -> k43; sparse(1152921504606846976) -> k44; sparse(256) -> k45;
sparse(-256) -> k46; sparse(-9223372036854775808) -> k47; sparse(-576460752303423492) -> k48; sparse(-36893488147419103232) -> k49;
sparse(18446744073709551616) -> k50; sparse(-2147483648) -> k51; sparse(576460752303423493) -> k52; sparse(253) -> k53;
sparse(36893488147419103229) -> k54; sparse(-1267650600228229401496703205376) -> k55; sparse(65536) -> k56; sparse(2147483645) -> k57;
sparse(576460752303423485) -> k58; sparse(9223372036854775805) -> k59; sparse(36893488147419103232) -> k60; sparse(4294967293) -> k61;
sparse(1152921504606846973) -> k62; sparse(4294967296) -> k63; sparse(65533) -> k64; sparse(_) -> none.

dense(0) -> {0,d}; dense(1) -> {1,d}; dense(2) -> {2,d}; dense(3) -> {3,d}; dense(4) -> {4,d}; dense(5) -> {5,d}; dense(6) -> {6,d};
dense(8) -> {8,d}; dense(9) -> {9,d}; dense(10) -> {10,d}; dense(11) -> {11,d}; dense(12) -> {12,d}; dense(16) -> {16,d}; dense(17) -> {17,d};
dense(18) -> {18,d}; dense(19) -> {19,d}; dense(20) -> {20,d}; dense(21) -> {21,d}; dense(22) -> {22,d}; dense(23) -> {23,d}; dense(24) -> {24,d};
dense(25) -> {25,d}; dense(26) -> {26,d}; dense(27) -> {27,d}; dense(28) -> {28,d}; dense(29) -> {29,d}; dense(30) -> {30,d}; dense(31) -> {31,d};
dense(32) -> {32,d}; dense(33) -> {33,d}; dense(34) -> {34,d}; dense(35) -> {35,d}; dense(36) -> {36,d}; dense(37) -> {37,d}; dense(38) -> {38,d};
dense(39) -> {39,d}; dense(I) when is_integer(I), I < 0 -> negative; dense(_) -> other.

letter(ae) -> 0; letter(ab) -> 1; letter(be) -> 2; letter(ad) -> 3; letter(ag) -> 4; letter(bh) -> 5; letter(ba) -> 6; letter(cf) -> 7;
letter(bf) -> 8; letter(ce) -> 9; letter(bg) -> 10; letter(cg) -> 11; letter(af) -> 12; letter(ca) -> 13; letter(ah) -> 14; letter(cb) -> 15;
letter(bd) -> 16; letter(bb) -> 17; letter(ac) -> 18; letter(bc) -> 19; letter(N) -> N.

arity({}) -> zero; arity({_, _, B}) -> {three, B}; arity({A}) -> {one, A}; arity({_, _, _, _, _, _, _, H, _}) -> {nine, H};
arity({_, _, _, _, A, _, _}) -> {seven, A}; arity({A, _, _, _}) -> {four, A}; arity(T) when tuple_size(T) > 10 -> large;
arity(T) when is_tuple(T) -> tuple; arity(_) -> none.

mixed(1) -> int; mixed(1.0) -> float; mixed(one) -> atom; mixed("one") -> string; mixed(<<"one">>) -> binary; mixed({1}) -> tuple;
mixed([1]) -> list; mixed(#{1 := 1}) -> map; mixed(16#10000000000000000) -> big; mixed(-1.0) -> minus; mixed(0) -> zero; mixed([]) -> nil;
mixed({}) -> empty; mixed(<<>>) -> no_bytes; mixed(<<1:1>>) -> bit; mixed(16#FFFFFFFFFFFFFFFF) -> ones; mixed(1.0e10) -> large; mixed(_) -> other.

tagged(T) ->
    case T of
        {add, A, B} -> A + B;
        {sub, A, B} -> A - B;
        {mul, A, B} -> {A, tagged(B)};
        {neg, A} -> -A;
        {lit, A} -> A;
        {16#10000000000, A} -> A;
        {Tag, _} when is_atom(Tag) -> Tag;
        {Tag, _, _} -> {unknown, Tag};
        add -> atom;
        _ -> none
    end.

again(I) ->
    A = case I of 3 -> c; 9 -> i; 27 -> z; 33 -> y; 0 -> o; 1 -> a; 2 -> b; 39 -> last; _ -> rest end,
    B = if I =:= 3; I =:= 27 -> cube; I rem 3 =:= 0, I > 20 -> high; I =:= 0 orelse I =:= 1 -> bit; true -> no end,
    {I, A, B, case {A, B} of {c, cube} -> 1; {rest, no} -> 2; {i, _} -> 3; {_, high} -> 4; {Same, Same} -> 5; _ -> 6 end}.
