%% SPDX-License-Identifier: Apache-2.0
%%
%% A small database file in memory: header with checksum, index of variable width, records with a null bitmap, read back
%% and damaged.

-module(bits_records_file).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Rows = [{1, <<"ann">>, 1.5, null}, {2, null, -2.0, [1, 2, 3]}, {3, <<"bob">>, null, []}, {70000, <<>>, 1.0e300, [255]}],
    File = write(Rows),
    [{size, byte_size(File), binary:part(File, 0, 12)}, {read, read(File) =:= {ok, Rows}}, {one, [row(File, I) || I <- [0, 3, 4]]},
     {damaged, [read(D) || D <- [<<>>, <<0, File/binary>>, flip(File, 5), flip(File, 20), binary:part(File, 0, byte_size(File) - 1), <<File/binary, 0>>]]},
     {empty, read(write([]))}].

write(Rows) ->
    Encoded = [encode(R) || R <- Rows],
    {Index, _} = lists:mapfoldl(fun(B, At) -> {<<At:24/little>>, At + byte_size(B)} end, 0, Encoded),
    Body = iolist_to_binary([Index | Encoded]),
    <<"DB", 1:4, 0:4, (length(Rows)):16/little, (erlang:crc32(Body)):32, (byte_size(Body)):24, Body/binary>>.

encode({Id, Name, Score, Tags}) ->
    Fields = [Name, Score, Tags],
    Bitmap = ?ON_ATOMVM(begin [A, B, C] = [if F =:= null -> 1; true -> 0 end || F <- Fields], <<A:1, B:1, C:1, 0:5>> end,
                        << <<(if F =:= null -> 1; true -> 0 end):1>> || F <- Fields >>),
    Parts = [part(F) || F <- Fields, F =/= null],
    Data = <<Bitmap/bits, 0:?ON_ATOMVM(0, 5), Id:32/little, (iolist_to_binary(Parts))/binary>>,
    <<(byte_size(Data)):16, Data/binary>>.

part(B) when is_binary(B) -> [byte_size(B), B];
part(F) when is_float(F) -> <<F/float-little>>;
part(L) -> [length(L) | [<<X:16>> || X <- L]].

read(<<"DB", 1:4, _:4, Count:16/little, Crc:32, Size:24, Body:Size/binary>>) ->
    case erlang:crc32(Body) of
        Crc -> <<_:Count/binary-unit:24, Data/binary>> = Body, {ok, rows(Data)};
        Other -> {checksum, Other bxor Crc =/= 0}
    end;
read(<<"DB", V:4, _/bits>>) when V =/= 1 -> {version, V};
read(<<"DB", _:8, _:16, _:32, Size:24, Rest/binary>>) -> {size, Size - byte_size(Rest)};
read(B) -> {no_header, byte_size(B)}.

rows(<<S:16, R:S/binary, Rest/binary>>) -> [decode(R) | rows(Rest)];
rows(<<>>) -> [].

decode(<<N:1, S:1, T:1, _:5, Id:32/little, R0/binary>>) ->
    {Name, R1} = case {N, R0} of {1, _} -> {null, R0}; {0, <<L, X:L/binary, Y/binary>>} -> {X, Y} end,
    {Score, R2} = case {S, R1} of {1, _} -> {null, R1}; {0, <<F/float-little, Z/binary>>} -> {F, Z} end,
    Tags = case {T, R2} of {1, <<>>} -> null; {0, <<K, Ts:K/binary-unit:16>>} -> [V || <<V:16>> <= Ts] end,
    {Id, Name, Score, Tags}.

row(<<_:12/binary, Body/binary>> = File, I) ->
    <<"DB", _, Count:16/little, _/binary>> = File,
    if
        I >= Count -> none;
        true ->
            Skip = I * 3,
            <<_:Skip/binary, At:24/little, _/binary>> = Body,
            Base = Count * 3 + At,
            <<_:Base/binary, S:16, R:S/binary, _/binary>> = Body,
            decode(R)
    end.

flip(B, I) -> <<A:I/binary, X, C/binary>> = B, <<A/binary, (X bxor 255), C/binary>>.
