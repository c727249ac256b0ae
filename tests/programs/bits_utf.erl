%% SPDX-License-Identifier: Apache-2.0
%%
%% utf8, utf16 and utf32 segments: building, matching, invalid sequences, skipping.

-module(bits_utf).
-export([main/0]).

main() ->
    Points = [0, $a, 127, 128, 16#7FF, 16#800, 16#D7FF, 16#E000, 16#FFFD, 16#FFFF, 16#10000, 16#1F600, 16#10FFFF],
    [{build8, [<<P/utf8>> || P <- Points]},
     {build16, [<<P/utf16>> || P <- Points]},
     {build16_little, [<<P/utf16-little>> || P <- Points]},
     {build32, [<<P/utf32>> || P <- Points]},
     {build32_little, [<<P/utf32-little>> || P <- Points]},
     {match8, [begin <<Q/utf8, R/binary>> = <<P/utf8, 7>>, {Q =:= P, R} end || P <- Points]},
     {match16, [begin <<Q/utf16, R/binary>> = <<P/utf16, 7>>, {Q =:= P, R} end || P <- Points]},
     {match16_little, [begin <<Q/utf16-little>> = <<P/utf16-little>>, Q =:= P end || P <- Points]},
     {match32, [begin <<Q/utf32, _/binary>> = <<P/utf32, 7>>, Q =:= P end || P <- Points]},
     {match32_little, [begin <<Q/utf32-little>> = <<P/utf32-little>>, Q =:= P end || P <- Points]},
     {string, <<"æøå→😀"/utf8>>, <<"æ😀"/utf16>>, <<"æ"/utf32-little>>},
     {decode, decode(<<"héllo→😀!"/utf8>>)},
     {invalid8, [decode(B) || B <- [<<128>>, <<255>>, <<$a, 192, 128>>, <<224, 128, 128>>, <<237, 160, 128>>, <<244, 144, 128, 128>>, <<195>>, <<226, 130>>,
                                    <<240, 159, 152>>, <<248, 136, 128, 128, 128>>, <<$a, 195, 40, $b>>]]},
     {invalid16, [case B of <<P/utf16, _/binary>> -> P; _ -> bad end || B <- [<<216, 0>>, <<216, 0, 0, 65>>, <<220, 0, 216, 0>>, <<0>>, <<216, 1, 220, 0>>]]},
     {invalid32, [case B of <<P/utf32>> -> P; _ -> bad end || B <- [<<0, 17, 0, 0>>, <<0, 0, 216, 0>>, <<255, 255, 255, 255>>, <<0, 0, 65>>, <<0, 0, 0, 65>>]]},
     {skip, [skip(B) || B <- [<<"æbc"/utf8>>, <<255, 1>>, <<>>]]},
     {skip_wide, begin <<_/utf16, _/utf16, R16/binary>> = <<"a😀b"/utf16>>, <<_/utf32, R32/binary>> = <<"ab"/utf32>>, {R16, R32} end},
     {bad_points, [probe_lib:run(fun() -> {<<P/utf8>>} end) || P <- [16#D800, 16#DFFF, 16#110000, -1, a, 1.0]]},
     {bad_points16, [probe_lib:run(fun() -> {<<P/utf16>>} end) || P <- [16#D800, 16#110000, a]]},
     {bad_points32, [probe_lib:run(fun() -> {<<P/utf32>>} end) || P <- [16#D800, 16#110000, a]]},
     {literal_pattern, [literal(B) || B <- [<<"→x"/utf8>>, <<"a">>, <<"å"/utf8>>]]},
     {offset, begin <<_:4, P/utf8, _:4>> = <<0:4, 16#20AC/utf8, 0:4>>, P end},
     {comprehension, << <<(C + 1)/utf8>> || <<C/utf8>> <= <<"abcé"/utf8>> >>},
     {round_trip, [C || <<C/utf8>> <= << <<P/utf16>> || P <- "ab" >>]}].

decode(<<C/utf8, Rest/binary>>) -> [C | decode(Rest)];
decode(<<>>) -> [];
decode(Rest) -> [{rest, Rest}].

skip(<<_/utf8, Rest/binary>>) -> Rest;
skip(<<>>) -> empty;
skip(_) -> invalid.

literal(<<"→"/utf8, Rest/binary>>) -> {arrow, Rest};
literal(<<$å/utf8>>) -> ring;
literal(_) -> other.
