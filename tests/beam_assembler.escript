#!/usr/bin/env escript
%% SPDX-License-Identifier: Apache-2.0
%%
%% An assembler: text to .beam files, for instructions that no compiler here writes. Driven by compiler/opcodes.def.
%%
%%     escript beam_assembler.escript OUTDIR FILE.S...
%%
%% writes OUTDIR/<name>.beam for each FILE.S, and OUTDIR/<name>.expected: what main/0 gives in this Erlang/OTP, as ~w,
%% or an empty file if it refuses to load the module. The text looks as `beamfold dump --emit=ops` prints it:
%%
%%     function is_lt/2          label, func_info and the entry's label come from this line; every function is exported
%%       is_lt Else, x0, x1      operands by the letters of opcodes.def; labels are names in capitals, `-` is label 0
%%       move true, x0
%%       return
%%     Else:
%%       move false, x0
%%       return
%%     all is_lt/2               calls for main/0: all pairs of the boundary terms of opcode_cases.erl, or
%%     case is_lt/2 [1, foo]     these arguments
%%     record r exported [{a, 1}, b]    defines a native record; or local
%%
%% Operands: x0, y1, fr2 registers; x0: integer 0..255 with a type; lists:seq/2 an import, foo/1 a function of this
%% module, fun foo/3 free 2 a fun of it; #5 an untagged number where a term may stand too; {words 2, floats 1};
%% "text" in the string pool where an offset is asked for; any other term is itself. `variants $ = a | b` before a
%% function writes it once for each text that $ stands for, as foo_1, foo_2.

main([OutDir | Files]) ->
    ok = filelib:ensure_dir(filename:join(OutDir, "x")),
    ok = logger:set_primary_config(level, none),
    Ops = opcodes(),
    true = code:add_patha(OutDir),
    [write(OutDir, File, Ops) || File <- Files].

write(OutDir, File, Ops) ->
    Name = filename:basename(File, ".S"),
    try
        Beam = assemble(File, Name, Ops),
        ok = file:write_file(filename:join(OutDir, Name ++ ".beam"), Beam),
        ok = file:write_file(filename:join(OutDir, Name ++ ".expected"), expected(list_to_atom(Name), File, Beam))
    catch throw:{Line, Text, What} ->
        io:format(standard_error, "~ts:~p: ~ts: ~tp~n", [File, Line, Text, What]),
        halt(1)
    end.

expected(Module, File, Beam) ->
    case code:load_binary(Module, File, Beam) of
        {module, Module} -> io_lib:format("~w", [Module:main()]);
        {error, _} -> ""
    end.

%% ---- The table ------------------------------------------------------------------------------------------------------
opcodes() ->
    Def = filename:join([filename:dirname(escript:script_name()), "..", "compiler", "opcodes.def"]),
    {ok, Text} = file:read_file(Def),
    {match, Rows} = re:run(Text, "^BEAM_OP\\( *(\\d+), (\\w+), +\\w+, +\\d+, +\"([^\"]*)\"",
                           [global, multiline, {capture, all_but_first, list}]),
    maps:from_list([{Name, {list_to_integer(Number), Letters}} || [Number, Name, Letters] <- Rows]).

%% ---- Tables of the module: index/2 gives the place of a thing, in order of first use ----------------------------------
index(Table, Thing) ->
    {Next, Map} = get(Table),
    case Map of
        #{Thing := Place} -> Place;
        #{} -> put(Table, {Next + 1, Map#{Thing => Next}}), Next
    end.

things(Table) ->
    {_, Map} = get(Table),
    [Thing || {_, Thing} <- lists:sort([{Place, Thing} || {Thing, Place} <- maps:to_list(Map)])].

pool(Bytes) ->
    Pool = get(strings),
    put(strings, <<Pool/binary, Bytes/binary>>),
    byte_size(Pool).

assemble(File, Name, Ops) ->
    [put(Table, {First, #{}}) || {Table, First} <- [{atoms, 1}, {imports, 0}, {labels, 1}, {literals, 0}, {funs, 0},
                                                    {lines, 1}, {types, 0}]],
    put(strings, <<>>),
    put(highest, 0),
    put(line_instructions, 0),
    put(exports, []),
    put(cases, []),
    put(records, []),
    Module = list_to_atom(Name),
    index(atoms, Module),
    index(types, any),
    {ok, Text} = file:read_file(File),
    Lines = number(1, string:split(unicode:characters_to_list(Text), "\n", all)),
    Bodies = [line(Line, Module, Ops) || Line <- variants(Lines)],
    Main = ["function main/0", "move " ++ atom(Module) ++ ", x0",
            io_lib:format("move ~w, x1", [lists:reverse(get(cases))]), "call_ext_only 2, opcode_cases:run/2"],
    Tail = [line({0, lists:flatten(Line)}, Module, Ops) || Line <- Main],
    file(iolist_to_binary([Bodies, Tail, 3])).

atom(Atom) -> io_lib:format("~w", [Atom]).

number(_, []) -> [];
number(N, [Line | Rest]) -> [{N, string:trim(hd(string:split(Line, "%%")))} | number(N + 1, Rest)].

%% Writes a function once for each variant.
variants([{_, "variants $ = " ++ Texts}, {N, "function " ++ Head} | Rest]) ->
    {Body, Others} = lists:splitwith(fun({_, Line}) -> not ends_function(Line) end, Rest),
    [Name, Arity] = string:split(Head, "/"),
    Options = [string:trim(T) || T <- string:split(Texts, " | ", all)],
    Copies = [[{N, "function " ++ copy(Name, I) ++ "/" ++ Arity} |
               [{M, lists:flatten(string:replace(Line, "$", Option, all))} || {M, Line} <- Body]]
              || {I, Option} <- number(1, Options)],
    {Calls, Remaining} = lists:splitwith(fun({_, Line}) -> is_call_of(Line, Head) end, Others),
    Called = [[{M, lists:flatten(string:replace(Line, Name ++ "/", copy(Name, I) ++ "/"))} || {I, _} <- number(1, Options)]
              || {M, Line} <- Calls],
    lists:append(Copies) ++ lists:append(Called) ++ variants(Remaining);
variants([Line | Rest]) -> [Line | variants(Rest)];
variants([]) -> [].

copy(Name, I) -> Name ++ "_" ++ integer_to_list(I).
ends_function(Line) ->
    lists:any(fun(Prefix) -> lists:prefix(Prefix, Line) end, ["function ", "variants ", "case ", "all "]).
is_call_of(Line, Head) -> lists:prefix("case " ++ Head, Line) orelse lists:prefix("all " ++ Head, Line).

%% ---- Lines ----------------------------------------------------------------------------------------------------------
line({_, ""}, _, _) -> [];
line({N, Line}, Module, Ops) ->
    try
        {ok, Tokens, _} = erl_scan:string(Line),
        statement(Tokens, Module, Ops)
    catch
        throw:What -> throw({N, Line, What});
        error:What:Stack -> throw({N, Line, {What, hd(Stack)}})
    end.

statement([{atom, _, function}, {atom, _, Name}, {'/', _}, {integer, _, Arity}], Module, _) ->
    put(function, Name),
    Info = index(labels, {info, Name, Arity}),
    Entry = index(labels, {function, Name, Arity}),
    put(exports, [{index(atoms, Name), Arity, Entry} | get(exports)]),
    [1, u(Info), 2, operand($a, Module), operand($a, Name), u(Arity), 1, u(Entry)];
statement([{atom, _, record}, {atom, _, Name}, {atom, _, Scope} | Tokens], _, _) ->
    {ok, Fields} = erl_parse:parse_term(Tokens ++ [{dot, 1}]),
    put(records, [{Name, Scope =:= exported, Fields} | get(records)]),
    [];
statement([{atom, _, all}, {atom, _, Name}, {'/', _}, {integer, _, Arity}], _, _) ->
    put(cases, [{Name, Arity, all} | get(cases)]), [];
statement([{atom, _, 'case'} | _], _, _) -> throw(unreachable);
statement([{'case', _}, {atom, _, Name}, {'/', _}, {integer, _, Arity} | Tokens], _, _) ->
    {ok, Arguments} = erl_parse:parse_term(Tokens ++ [{dot, 1}]),
    Arity = length(Arguments),
    put(cases, [{Name, Arity, Arguments} | get(cases)]), [];
statement([{var, _, Label}, {':', _}], _, _) -> [1, u(label(Label))];
statement([Token | Operands], _, Ops) ->
    Name = case Token of {atom, _, Atom} -> atom_to_list(Atom); {Reserved, _} -> atom_to_list(Reserved) end,
    {Number, Letters} = case Ops of #{Name := Row} -> Row; #{} -> throw({no_opcode, Name}) end,
    put(highest, max(Number, get(highest))),
    put(line_instructions, get(line_instructions) + length([i || $i <- Letters])),
    [Number, operands(Letters, Operands)].

label(Name) -> index(labels, {local, get(function), Name}).

operands([], []) -> [];
operands([Letter], Tokens) ->
    {Bytes, []} = parse(Letter, Tokens),
    Bytes;
operands([Letter | Letters], Tokens) ->
    {Bytes, [{',', _} | Rest]} = parse(Letter, Tokens),
    [Bytes | operands(Letters, Rest)].

%% ---- Operands -------------------------------------------------------------------------------------------------------
%% One operand of the kind that the letter says: its bytes, and the tokens behind it.
parse(Letter, [{'[', _} | Rest]) when Letter =:= $L; Letter =:= $S; Letter =:= $M; Letter =:= $P; Letter =:= $Y;
                                      Letter =:= $B; Letter =:= $C ->
    {Items, Left} = items(pattern(Letter), pattern(Letter), Rest, []),
    {[16#17, u(length(Items)) | Items], Left};
parse($H, [{'{', _} | Rest]) ->
    {Inside, [{'}', _} | Left]} = lists:splitwith(fun({'}', _}) -> false; (_) -> true end, Rest),
    Pairs = [[u(need(Kind)), u(Value)] || [{atom, _, Kind}, {integer, _, Value} | _] <- pairs(Inside)],
    {[16#37, u(length(Pairs)) | Pairs], Left};
parse(_, [{var, _, Label} | Rest]) -> {compact(5, label(Label)), Rest};
parse($j, [{'-', _} | Rest]) -> {compact(5, 0), Rest};
parse($f, [{atom, _, Name}, {'/', _}, {integer, _, Arity} | Rest]) ->
    {compact(5, index(labels, {function, Name, Arity})), Rest};
parse($I, [{atom, _, M}, {':', _}, {atom, _, F}, {'/', _}, {integer, _, A} | Rest]) ->
    {u(index(imports, {index(atoms, M), index(atoms, F), A})), Rest};
parse($I, [M, Colon, {ReservedWord, Line} | Rest]) ->
    parse($I, [M, Colon, {atom, Line, ReservedWord} | Rest]);
parse(Letter, [{'fun', _}, {atom, _, Name}, {'/', _}, {integer, _, A}, {atom, _, free}, {integer, _, Free} | Rest])
  when Letter =:= $g; Letter =:= $h ->
    {u(index(funs, {index(atoms, Name), A, index(labels, {function, Name, A}), Free})), Rest};
parse($i, [{integer, _, Line} | Rest]) -> {u(index(lines, Line)), Rest};
parse($b, [{string, _, Text} | Rest]) -> {u(pool(list_to_binary(Text))), Rest};
parse(_, [{'#', _}, {integer, _, Number} | Rest]) -> {u(Number), Rest};
parse(Letter, [{integer, _, Number} | Rest]) when Letter =/= $s, Letter =/= $z, Letter =/= $v -> {u(Number), Rest};
parse(Letter, Tokens = [{atom, _, Atom} | Rest]) ->
    case register_bytes(atom_to_list(Atom)) of
        none -> term(Letter, Tokens);
        Bytes -> typed(Bytes, Rest)
    end;
parse(Letter, Tokens) -> term(Letter, Tokens).

%% Letters of the elements of lists, repeated.
pattern($L) -> "s";
pattern($S) -> "zf";
pattern($M) -> "sd";
pattern($P) -> "zs";
pattern($Y) -> "y";
pattern($B) -> "auu?zz";
pattern($C) -> "u".

items(_, _, [{']', _} | Rest], Items) -> {lists:reverse(Items), Rest};
items(All, [], Tokens, Items) -> items(All, All, Tokens, Items);
items(All, Letters, [{',', _} | Rest], Items) -> items(All, Letters, Rest, Items);
%% A string segment has its place in the string pool instead of a value.
items(All, [$z | Letters], [{string, _, Text} | Rest], Items) when length(All) =:= 6 ->
    items(All, Letters, Rest, [u(pool(list_to_binary(Text))) | Items]);
items(All, [Letter | Letters], Tokens, Items) ->
    {Item, Rest} = parse(Letter, Tokens),
    items(All, Letters, Rest, [Item | Items]).

need(words) -> 0;
need(floats) -> 1;
need(funs) -> 2.
pairs([]) -> [];
pairs([{',', _} | Rest]) -> pairs(Rest);
pairs([Kind, Value | Rest]) -> [[Kind, Value] | pairs(Rest)].

register_bytes("x" ++ Digits) -> number_of(3, Digits);
register_bytes("y" ++ Digits) -> number_of(4, Digits);
register_bytes("fr" ++ Digits) -> case number_of(0, Digits) of none -> none; Bytes -> [16#27 | Bytes] end;
register_bytes(_) -> none.
number_of(Tag, Digits) ->
    case string:to_integer(Digits) of
        {Number, ""} -> compact(Tag, Number);
        _ -> none
    end.

typed(Register, [{':', _}, {atom, _, integer} | Tokens]) ->
    {Low, [{'..', _} | More]} = signed(Tokens),
    {High, Rest} = signed(More),
    {[16#57, Register, u(index(types, {integer, Low, High}))], Rest};
typed(Register, [{':', _}, {atom, _, Class} | Rest]) -> {[16#57, Register, u(index(types, Class))], Rest};
typed(Register, Rest) -> {Register, Rest}.

signed([{'-', _}, {integer, _, Number} | Rest]) -> {-Number, Rest};
signed([{integer, _, Number} | Rest]) -> {Number, Rest}.

term(Letter, Tokens) ->
    {Inside, Rest} = split(Tokens, 0, []),
    {ok, Term} = erl_parse:parse_term(Inside ++ [{dot, 1}]),
    {operand(Letter, Term), Rest}.

%% At the first comma or bracket that closes more than was opened.
split([], 0, Seen) -> {lists:reverse(Seen), []};
split(Tokens = [{',', _} | _], 0, Seen) -> {lists:reverse(Seen), Tokens};
split([Token | Rest], Depth, Seen) ->
    case lists:member(element(1, Token), ['[', '{', '<<']) of
        true -> split(Rest, Depth + 1, [Token | Seen]);
        false ->
            case lists:member(element(1, Token), [']', '}', '>>']) of
                true when Depth =:= 0 -> {lists:reverse(Seen), [Token | Rest]};
                true -> split(Rest, Depth - 1, [Token | Seen]);
                false -> split(Rest, Depth, [Token | Seen])
            end
    end.

operand(_, []) -> compact(2, 0);
operand(_, Atom) when is_atom(Atom) -> compact(2, index(atoms, Atom));
operand(_, Integer) when is_integer(Integer), Integer >= -(1 bsl 63), Integer < 1 bsl 63 -> compact(1, Integer);
operand(_, Term) -> [16#47, u(index(literals, {literal, Term}))].

%% ---- Bytes ----------------------------------------------------------------------------------------------------------
u(Number) -> compact(0, Number).

compact(Tag, N) when N >= 0, N < 16 -> [N bsl 4 bor Tag];
compact(Tag, N) when N >= 0, N < 16#800 -> [(N bsr 3) band 2#11100000 bor 2#1000 bor Tag, N band 16#ff];
compact(Tag, N) ->
    Bytes = bytes(N, 2),
    [(Bytes - 2) bsl 5 bor 2#11000 bor Tag, <<N:(8 * Bytes)>>].

bytes(N, Bytes) when N >= -(1 bsl (8 * Bytes - 1)), N < 1 bsl (8 * Bytes - 1) -> Bytes;
bytes(N, Bytes) -> bytes(N, Bytes + 1).

file(Code) ->
    {Labels, _} = get(labels),
    Functions = length(get(exports)),
    Records = records(lists:reverse(get(records))),
    Atoms = [begin B = atom_to_binary(A), [byte_size(B), B] end || A <- things(atoms)],
    Literals = [begin T = term_to_binary(L), [<<(byte_size(T)):32>>, T] end || {literal, L} <- things(literals)],
    Funs = [[<<X:32>> || X <- [Name, Arity, Label, Index - 1, Free, 0]]
            || {Index, {Name, Arity, Label, Free}} <- lists:zip(lists:seq(1, length(things(funs))), things(funs))],
    LiteralBytes = iolist_to_binary([<<(length(Literals)):32>> | Literals]),
    Lines = things(lines),
    Chunks = [{"AtU8", [<<(length(Atoms)):32>> | Atoms]},
              {"Code", [<<16:32, 0:32, (get(highest)):32, Labels:32, Functions:32>>, Code]},
              {"StrT", get(strings)},
              {"ImpT", table([[<<X:32>> || X <- tuple_to_list(I)] || I <- things(imports)])},
              {"ExpT", table([[<<X:32>> || X <- tuple_to_list(E)] || E <- get(exports)])},
              {"LitT", [<<(byte_size(LiteralBytes)):32>>, zlib:compress(LiteralBytes)]},
              {"FunT", table(Funs)},
              {"Line", [<<0:32, 0:32, (get(line_instructions)):32, (length(Lines)):32, 0:32>> | [compact(1, L) || L <- Lines]]},
              {"Recs", Records},
              {"Type", [<<3:32>>, table([type(T) || T <- things(types)])]}],
    Form = iolist_to_binary(["BEAM" | [chunk(Name, iolist_to_binary(Data)) || {Name, Data} <- Chunks, Data =/= []]]),
    <<"FOR1", (byte_size(Form)):32, Form/binary>>.

table(Rows) -> [<<(length(Rows)):32>> | Rows].
chunk(Name, Data) -> [Name, <<(byte_size(Data)):32>>, Data, binary:copy(<<0>>, -byte_size(Data) band 3)].

%% Native records: a label 0, name, exported, fields with their defaults (the number 0: none).
records([]) -> [];
records(Records) ->
    Fields = lists:sum([length(F) || {_, _, F} <- Records]),
    [<<0:32, (length(Records)):32, Fields:32>> |
     [[compact(5, 0), operand($a, Name), operand($a, Exported), 16#17, u(2 * length(F)) | [field(X) || X <- F]]
      || {Name, Exported, F} <- Records]].

field({Name, Default}) -> [operand($a, Name), operand($s, Default)];
field(Name) -> [operand($a, Name), u(0)].

%% Version 3 of the chunk, of OTP 27 and 28.
type({integer, Low, High}) -> <<(16#20 bor 16#3000):16, Low:64, High:64>>;
type(any) -> <<16#fff:16>>;
type(Class) ->
    Bits = #{atom => 1, bitstring => 2, cons => 4, float => 8, 'fun' => 16, integer => 32, map => 64, nil => 128,
             pid => 256, port => 512, reference => 1024, tuple => 2048},
    <<(maps:get(Class, Bits)):16>>.
