%% SPDX-License-Identifier: Apache-2.0
%%
%% A JSON reader and writer over binaries: escapes, surrogates, numbers, depth; what is wrong is reported with its
%% place.

-module(algo_json).
-export([main/0]).

main() ->
    Good = [<<"null">>, <<" [1, -2.5e3, 0.125, 1e2, 12345678901234567890] ">>, <<"{\"a\": {\"b\": [true, false]}, \"c\": \"x\\ny\\\"\"}">>,
            <<"\"\\u00e4\\ud83d\\ude00 \\/\"">>, <<"[]">>, <<"{}">>, <<"\"", 16#e20ac:20/integer, 0:4>>, <<"[[[[[[1]]]]]]">>],
    Bad = [<<>>, <<"[1,]">>, <<"{\"a\" 1}">>, <<"\"abc">>, <<"nul">>, <<"[1] x">>, <<"01x">>, <<"\"\\ud83d\"">>, <<"-">>, <<"\"", 1, "\"">>],
    [[{B, catch parse(B)} || B <- Good ++ Bad],
     [iolist_to_binary(write(V)) || V <- [#{<<"k">> => [1, 2.5, null, true]}, <<"q\"\\\n", 195, 164>>, [], [#{}]]],
     [parse(iolist_to_binary(write(V))) =:= V || V <- [#{<<"k">> => [1, 2.5, #{<<>> => null}]}, [<<"\t">>, -3]]]].

parse(Bin) ->
    {Value, Rest} = value(space(Bin)),
    case space(Rest) of
        <<>> -> Value;
        Other -> throw({trailing, byte_size(Bin) - byte_size(Other)})
    end.

space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> space(Rest);
space(Rest) -> Rest.

value(<<"null", R/binary>>) -> {null, R};
value(<<"true", R/binary>>) -> {true, R};
value(<<"false", R/binary>>) -> {false, R};
value(<<$", R/binary>>) -> string(R, <<>>);
value(<<$[, R/binary>>) -> array(space(R), []);
value(<<${, R/binary>>) -> object(space(R), #{});
value(<<C, _/binary>> = B) when C =:= $-; C >= $0, C =< $9 -> number(B);
value(B) -> throw({unexpected, binary:part(B, 0, min(3, byte_size(B)))}).

array(<<$], R/binary>>, []) -> {[], R};
array(B, Acc) ->
    {V, R} = value(B),
    case space(R) of
        <<$,, R1/binary>> -> array(space(R1), [V | Acc]);
        <<$], R1/binary>> -> {lists:reverse([V | Acc]), R1};
        _ -> throw({array, length(Acc)})
    end.

object(<<$}, R/binary>>, M) when map_size(M) =:= 0 -> {M, R};
object(<<$", B/binary>>, M) ->
    {K, R} = string(B, <<>>),
    case space(R) of
        <<$:, R1/binary>> ->
            {V, R2} = value(space(R1)),
            case space(R2) of
                <<$,, R3/binary>> -> object(space(R3), M#{K => V});
                <<$}, R3/binary>> -> {M#{K => V}, R3};
                _ -> throw({object, K})
            end;
        _ -> throw({colon, K})
    end;
object(_, M) -> throw({key, maps:size(M)}).

string(<<$", R/binary>>, Acc) -> {Acc, R};
string(<<"\\u", H:4/binary, R/binary>>, Acc) ->
    case {binary_to_integer(H, 16), R} of
        {Hi, <<"\\u", L:4/binary, R1/binary>>} when Hi >= 16#d800, Hi < 16#dc00 ->
            Lo = binary_to_integer(L, 16),
            string(R1, <<Acc/binary, (16#10000 + ((Hi band 16#3ff) bsl 10) + (Lo band 16#3ff))/utf8>>);
        {C, _} when C < 16#d800; C > 16#dfff -> string(R, <<Acc/binary, C/utf8>>);
        {C, _} -> throw({surrogate, C})
    end;
string(<<$\\, C, R/binary>>, Acc) -> string(R, <<Acc/binary, (case C of $n -> $\n; $t -> $\t; $r -> $\r; _ -> C end)>>);
string(<<C/utf8, R/binary>>, Acc) when C >= 32 -> string(R, <<Acc/binary, C/utf8>>);
string(B, Acc) -> throw({string, Acc, bit_size(B)}).

number(B) ->
    {Text, R} = digits(B, []),
    try {list_to_integer(Text), R}
    catch error:badarg ->
        try {list_to_float(Text), R}
        catch error:badarg ->
            case string:split(Text, "e") of
                [I, E] when I =/= "", I =/= "-" -> {list_to_float(I ++ ".0e" ++ E), R};
                _ -> throw({number, Text})
            end
        end
    end.

digits(<<C, R/binary>>, Acc) when C >= $0, C =< $9; C =:= $-; C =:= $+; C =:= $.; C =:= $e; C =:= $E -> digits(R, [C | Acc]);
digits(R, Acc) -> {lists:reverse(Acc), R}.

write(null) -> "null";
write(B) when is_boolean(B) -> atom_to_binary(B);
write(I) when is_integer(I) -> integer_to_binary(I);
write(F) when is_float(F) -> io_lib:format("~w", [F]);
write(B) when is_binary(B) -> [$", [escape(C) || <<C/utf8>> <= B], $"];
write(L) when is_list(L) -> [$[, lists:join($,, [write(E) || E <- L]), $]];
write(M) when is_map(M) -> [${, lists:join($,, [[write(K), $:, write(V)] || {K, V} <- lists:sort(maps:to_list(M))]), $}].

escape(C) when C =:= $"; C =:= $\\ -> [$\\, C];
escape($\n) -> "\\n";
escape(C) when C < 32 -> io_lib:format("\\u~4.16.0b", [C]);
escape(C) -> <<C/utf8>>.
