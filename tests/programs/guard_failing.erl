%% SPDX-License-Identifier: Apache-2.0
%%
%% Guards whose BIFs fail: the guard is false, nothing is raised; alternatives are tried.

-module(guard_failing).
-export([main/0]).

main() ->
    Values = [a, 0, 5, 1.5, [], [1, 2], {}, {1, 2}, #{}, #{k => 1}, <<>>, <<1, 2, 3>>, 1 bsl 70],
    [{hd, [hd_guard(V) || V <- Values]},
     {length, [length_guard(V) || V <- Values ++ [[1 | 2]]]},
     {element, [element_guard(V) || V <- Values]},
     {arith, [arith_guard(V) || V <- Values]},
     {divide, [divide_guard(V) || V <- Values]},
     {map, [map_guard(V) || V <- Values]},
     {sizes, [size_guard(V) || V <- Values]},
     {alternative, [alternative(V) || V <- Values]},
     {inside_or, [inside_or(V) || V <- Values]},
     {inside_orelse, [inside_orelse(V) || V <- Values]},
     {as_body, [probe_lib:run(fun() -> hd(V) =:= 1 end) || V <- Values]},
     {bits, [bits_guard(V) || V <- Values]},
     {binary_part, [part_guard(V) || V <- Values]}].

hd_guard(V) when hd(V) =:= 1 -> starts_with_one;
hd_guard(V) when tl(V) =:= [] -> single;
hd_guard(_) -> no.

length_guard(V) when length(V) > 1 -> long;
length_guard(V) when length(V) >= 0 -> short;
length_guard(_) -> not_list.

element_guard(V) when element(2, V) =:= 2 -> two;
element_guard(V) when tuple_size(V) =:= 0 -> empty;
element_guard(_) -> no.

arith_guard(V) when V + 1 > 5 -> large;
arith_guard(V) when V * 2 >= 0 -> small;
arith_guard(V) when -V > 0 -> negative;
arith_guard(_) -> not_number.

divide_guard(V) when 10 div V =:= 2 -> five;
divide_guard(V) when 10 / V > 1 -> divides;
divide_guard(V) when V rem 2 =:= 0 -> even;
divide_guard(_) -> no.

map_guard(V) when map_size(V) > 0, map_get(k, V) =:= 1 -> has_k;
map_guard(V) when is_map_key(x, V) -> has_x;
map_guard(V) when map_size(V) =:= 0 -> empty;
map_guard(_) -> no.

size_guard(V) when byte_size(V) > 2 -> bytes;
size_guard(V) when bit_size(V) =:= 0 -> none;
size_guard(V) when size(V) =:= 2 -> pair;
size_guard(_) -> no.

alternative(V) when hd(V) =:= 1; element(1, V) =:= 1; V > 4, V < 6 -> one_of_them;
alternative(_) -> none.

inside_or(V) when (V =:= a) or (abs(V) > 1) -> yes;
inside_or(_) -> no.

inside_orelse(V) when V =:= a orelse abs(V) > 1 -> yes;
inside_orelse(_) -> no.

bits_guard(V) when V band 1 =:= 1 -> odd;
bits_guard(V) when V bsl 2 > 100 -> big;
bits_guard(V) when bnot V =:= -1 -> zero;
bits_guard(_) -> no.

part_guard(V) when binary_part(V, 1, 2) =:= <<2, 3>> -> match;
part_guard(_) -> no.
