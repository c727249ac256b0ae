%% SPDX-License-Identifier: Apache-2.0
%%
%% Random binaries and bitstrings: construction and matching with every segment type, size, unit, endianness and sign.

-module(random_bits).
-export([bin/2, bits/2, match/3, pattern/1, generator_pattern/0]).

-import(random_term, [bytes_or/2, below/1, chance/1, pick/1, weighted/1, fresh/1, join/1, type/1, literal/1]).
-import(random_expr, [expr/3, body/3, bind/3]).

%% Segments: {int, Size, Unit, Flags} {float, Size, Flags} {utf, Name, Flags} {tail, bits | bytes} {part, Size, bits | bytes}

segment() ->
    weighted([{5, fun() -> {int, pick([8, 8, 8, 16, 24, 32, 64]), 1, flags()} end},
              {4, fun() -> {int, pick(bytes_or([8, 16, 24, 32, 40, 48, 56, 64], [1, 2, 3, 4, 5, 7, 9, 12, 13, 17, 27, 28, 29, 31, 33, 40, 48, 60, 63, 65, 80, 100])), 1,
                            flags()} end},
              {2, fun() -> {int, pick([1, 2, 3, 4]), pick(bytes_or([8, 16], [1, 3, 4, 8, 16])), flags()} end},
              {2, fun() -> {float, pick([64, 64, 32, 16]), endian()} end},
              {2, fun() -> {utf, pick(["utf8", "utf8", "utf16", "utf32"]), endian()} end},
              {1, fun() -> {part, pick([0, 1, 2, 3]), bytes} end},
              {1, fun() -> {part, pick(bytes_or([0, 8, 16, 24], [0, 1, 3, 5, 8, 11, 16])), bits} end}]).

flags() -> endian() ++ pick([[], [], ["signed"], ["unsigned"]]).

endian() -> pick([[], [], [], ["little"], ["big"], ["native"]]).

segments() -> [segment() || _ <- lists:seq(1, pick([1, 1, 2, 2, 3, 4]))].

%% The text of the type of a segment, after its value and size.
spec({int, _, 1, Flags}) -> slash(Flags);
spec({int, _, Unit, Flags}) -> slash(["integer" | Flags] ++ [["unit:", integer_to_list(Unit)]]);
spec({float, _, Flags}) -> slash(["float" | Flags]);
spec({utf, "utf8", _}) -> "/utf8";
spec({utf, Name, Flags}) -> slash([Name | Flags]);
spec({part, _, Kind}) -> ["/", atom_to_list(Kind)];
spec({tail, Kind}) -> ["/", atom_to_list(Kind)].

slash([]) -> "";
slash(Parts) -> ["/", lists:join("-", Parts)].

%% Construction. A size is now and then a value of the program.
bin(Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{6, fun() -> construct([S || S <- segments(), whole(S)], Env, D) end},
              {2, fun() -> ["<<(", E(bin), ")/binary, ", value({int, 8, 1, []}, Env, D), ">>"] end},
              {2, fun() -> ["<<(", E(bin), ")/bytes, (", E(bin), ")/binary>>"] end},
              {1, fun() -> ["integer_to_binary(", E(int), ")"] end},
              {1, fun() -> ["list_to_binary(", E(pick([str, {list, bin}])), ")"] end},
              {1, fun() -> ["iolist_to_binary([", E(bin), ", ", E(str), " | ", E(bin), "])"] end},
              {1, fun() -> ["unicode:characters_to_binary(", E(str), ")"] end},
              {1, fun() -> ["atom_to_binary(", E(atom), ")"] end},
              {1, fun() -> ["binary_part(", E(bin), ", ", E(int), ", ", pick(["0", "1", "-1", "2"]), ")"] end},
              {1, fun() -> ["binary:copy(", E(bin), ", ", pick(["0", "1", "3"]), ")"] end},
              {1, fun() -> ["element(2, split_binary(", E(bin), ", ", pick(["0", "1", "2"]), "))"] end},
              {1, fun() -> comprehension(bytes, Env, D) end}]).

whole({int, Size, Unit, _}) -> Size * Unit rem 8 =:= 0;
whole({part, _, bits}) -> bytes_or(true, false);
whole(_) -> true.

bits(Env, D) ->
    E = fun(T) -> expr(T, Env, D) end,
    weighted([{6, fun() -> construct(segments(), Env, D) end},
              {2, fun() -> ["<<(", E(bits), ")/bits, ", value(segment(), Env, D), ">>"] end},
              {1, fun() -> ["<<(", E(bits), ")/bitstring, (", E(bits), ")/bits>>"] end},
              {2, fun() -> E(bin) end},
              {2, fun() -> comprehension(bits, Env, D) end},
              {1, fun() -> ["list_to_bitstring([", E(str), ", ", E(bits), "])"] end},
              {1, fun() -> ["generated_lib:bits(", E(bits), ")"] end}]).

construct(Segments, Env, D) -> ["<<", join([value(S, Env, D) || S <- Segments]), ">>"].

value({int, Size, _, _} = S, Env, D) ->
    Text = case chance(12) of
        true -> ["(", expr(int, Env, D - 2), bytes_or(" band 3 * 8)", " band 31)")];
        false -> integer_to_list(Size)
    end,
    ["(", expr(int, Env, D - 1), "):", Text, spec(S)];
value({float, Size, _} = S, Env, D) -> ["(", expr(pick([float, float, int]), Env, D - 1), "):", integer_to_list(Size), spec(S)];
value({utf, _, _} = S, Env, D) ->
    Char = case chance(75) of
        true -> pick(["$a", "16#e4", "16#20ac", "16#1f600", "16#d7ff", "16#10ffff", "127", "128", "2047", "2048", "65535", "65536"]);
        false -> ["(", expr(int, Env, D - 1), ")"]
    end,
    [Char, spec(S)];
value({part, Size, Kind} = S, Env, D) ->
    Text = expr(case Kind of bytes -> bin; bits -> bits end, Env, D - 1),
    ["(", Text, ")", case chance(30) of true -> [":", integer_to_list(Size)]; false -> "" end, spec(S)].

comprehension(Kind, Env, D) ->
    Segment = case Kind of
        bytes -> {int, pick([8, 16, 24]), 1, flags()};
        bits -> segment()
    end,
    case chance(50) of
        true ->
            {Pattern, Bound} = generator_pattern(),
            Inner = lists:foldl(fun({N, T}, E) -> bind(N, T, E) end, Env, Bound),
            ["<< <<", value(Segment, Inner, D - 1), ">> || ", Pattern, " <= generated_lib:bits(", expr(bits, Env, D - 1), ")",
             random_filter(Inner), " >>"];
        false ->
            Name = fresh("B"),
            ["<< <<", value(Segment, bind(Name, int, Env), D - 1), ">> || ", Name, " <- generated_lib:list(", expr({list, int}, Env, D - 1), ")",
             random_filter(bind(Name, int, Env)), " >>"]
    end.

random_filter(Env) ->
    case chance(30) of
        true -> [", ", random_scalar:guard_test(Env)];
        false -> ""
    end.

%% A pattern that takes at least one bit, for generators of comprehensions.
generator_pattern() ->
    Segments = [{int, pick(bytes_or([8, 16, 24, 32], [8, 1, 3, 16, 7, 12, 5])), 1, flags()} | case chance(30) of true -> [segment()]; false -> [] end],
    bind_segments(Segments, []).

%% A pattern for values of type bin or bits.
pattern(Type) ->
    Tail = case below(4) of
        0 -> [];
        _ when Type =:= bits -> [{tail, bits}];
        N -> [{tail, case N of 1 -> bits; _ -> bytes end}]
    end,
    bind_segments(segments(), Tail).

bind_segments(Segments, Tail) ->
    {Texts, {_, Bound}} = lists:mapfoldl(fun bind_segment/2, {[], []}, Segments ++ Tail),
    {["<<", join(Texts), ">>"], Bound}.

%% Sized holds the integers that a later size may be.
bind_segment(Segment, {Sized, Bound}) ->
    Name = fresh("Y"),
    Size = size_text(Segment, Sized),
    {Text, Now} = case below(8) of
        0 -> {"_", []};
        1 when element(1, Segment) =:= int -> {pick(["0", "1", "97", "255", "-1"]), []};
        _ -> {Name, [{Name, value_type(Segment)}]}
    end,
    NewSized = case Segment of
        {int, N, 1, _} when N =< 8, Now =/= [] -> [Name | Sized];
        _ -> Sized
    end,
    {[Text, Size, spec(Segment)], {NewSized, Now ++ Bound}}.

size_text({int, Size, _, _}, Sized) -> sized(Size, Sized);
size_text({float, Size, _}, _) -> [":", integer_to_list(Size)];
size_text({part, Size, _}, Sized) -> sized(Size, Sized);
size_text(_, _) -> "".

sized(Size, []) -> [":", integer_to_list(Size)];
sized(Size, Sized) ->
    case below(3) of
        0 -> [":", integer_to_list(Size)];
        1 ->
            Name = pick(Sized),
            [":", bytes_or(["(", Name, " band 7 * 8)"], Name)];
        2 -> [":(", pick(Sized), bytes_or(" band 7 * 8)", " band 15)")]
    end.

value_type({int, _, _, _}) -> int;
value_type({float, _, _}) -> float;
value_type({utf, _, _}) -> int;
value_type({part, _, bytes}) -> bin;
value_type({part, _, bits}) -> bits;
value_type({tail, bytes}) -> bin;
value_type({tail, bits}) -> bits.

%% Builds some segments and takes them apart in the same way, or nearly so.
match(Type, Env, D) ->
    Segments = segments(),
    Taken = [case chance(85) of true -> S; false -> segment() end || S <- Segments],
    Tail = pick([[], [], [{tail, bits}], [{tail, bytes}]]),
    {Pattern, Bound} = bind_segments(Taken, Tail),
    Inner = lists:foldl(fun({N, T}, E) -> bind(N, T, E) end, Env, Bound),
    Built = case Tail of
        [] -> construct(Segments, Env, D);
        _ -> ["<<", join([value(S, Env, D) || S <- Segments] ++ [["(", expr(bits, Env, D - 1), ")/bits"]]), ">>"]
    end,
    ["case ", Built, " of\n        ", Pattern, random_control:guard(Inner, 20), " -> ", body(Type, Inner, D - 1),
     ";\n        ", fresh("O"), " -> ", expr(Type, Env, D - 1), " end"].
