%% SPDX-License-Identifier: Apache-2.0
%%
%% Programs over lines of text: word ladder, boggle, acronyms, log analysis, ini files, diff, templates, glob, tabs, hex
%% dump.

-module(letters_and_lines).
-export([main/0]).

main() ->
    [{ladder, ladder("cat", "dog", ["cat", "cot", "dot", "dog", "cog", "dig", "bat"])},
     {log, summary(["10:00 INFO start", "10:01 ERROR disk full", "10:02 INFO retry", "10:02 ERROR disk full", "bad line"])},
     {ini, ini("[a]\nx=1\n; comment\ny = two words\n\n[b]\nz=\n[a]\nx=3\n")},
     {diff, diff(["a", "b", "c", "d"], ["b", "x", "d", "e"])},
     {template, [probe_lib:run(fun() -> template(T, #{"name" => "Ann", "n" => 3}) end) || T <- ["Hi {name}!", "{n}{n}", "none", "{missing}", "open {", "{{x}}"]]},
     {tabs, expand("a\tbc\tdef\tg", 4), unexpand("a   b       c", 4)},
     {dump, dump(<<"Hello, World!", 0, 255, 10, "tail of it">>, 0)},
     {columns, columns(["alpha", "be", "gamma", "d"], 2)},
     {acronym, [[hd(W) || W <- string:lexemes(S, " -")] || S <- ["portable network graphics", "ruby-on rails"]]},
     {number_lines, [lists:flatten(io_lib:format("~3..0w ~ts", [N, L])) || {N, L} <- lists:zip([1, 2], string:split("one\ntwo", "\n"))]}].

ladder(From, To, Words) -> climb([[From]], To, Words -- [From]).
climb([], _, _) -> none;
climb([[To | _] = Path | _], To, _) -> lists:reverse(Path);
climb([[W | _] = Path | Rest], To, Words) -> Near = [X || X <- Words, length([1 || {A, B} <- lists:zip(W, X), A =/= B]) =:= 1], climb(Rest ++ [[X | Path] || X <- Near], To, Words -- Near).

summary(Lines) ->
    lists:foldl(fun(L, {Levels, Errors, Bad}) ->
        case string:lexemes(L, " ") of
            [[_, _, $: | _], Level | Msg] -> {maps:update_with(Level, fun(N) -> N + 1 end, 1, Levels), case Level of "ERROR" -> lists:usort([lists:flatten(lists:join(" ", Msg)) | Errors]); _ -> Errors end, Bad};
            _ -> {Levels, Errors, Bad + 1}
        end end, {#{}, [], 0}, Lines).

ini(Text) -> element(2, lists:foldl(fun line/2, {none, #{}}, string:split(Text, "\n", all))).
line("", S) -> S;
line(";" ++ _, S) -> S;
line("[" ++ R, {_, M}) -> N = lists:droplast(R), {N, M#{N => maps:get(N, M, #{})}};
line(L, {N, M}) -> [K, V] = string:split(L, "="), {N, M#{N := (maps:get(N, M))#{string:trim(K) => string:trim(V)}}}.

diff([], B) -> [{add, X} || X <- B];
diff(A, []) -> [{del, X} || X <- A];
diff([X | A], [X | B]) -> [{same, X} | diff(A, B)];
diff([X | A] = As, [Y | B] = Bs) ->
    L = diff(A, Bs), R = diff(As, B),
    case length([1 || {same, _} <- L]) >= length([1 || {same, _} <- R]) of true -> [{del, X} | L]; false -> [{add, Y} | R] end.

template([], _) -> [];
template([${ | R], M) ->
    case string:split(R, "}") of
        [K, Rest] -> case M of #{K := V} when is_integer(V) -> integer_to_list(V) ++ template(Rest, M); #{K := V} -> V ++ template(Rest, M); _ -> throw({no_value, K}) end;
        [_] -> throw({open, length(R)})
    end;
template([C | R], M) -> [C | template(R, M)].

expand(S, W) -> lists:reverse(element(1, lists:foldl(fun($\t, {Acc, C}) -> N = W - C rem W, {lists:duplicate(N, $\s) ++ Acc, C + N}; (X, {Acc, C}) -> {[X | Acc], C + 1} end, {[], 0}, S))).
unexpand(S, W) when length(S) =< W -> S;
unexpand(S, W) -> {A, B} = lists:split(W, S), case lists:reverse(A) of [$\s, $\s | R] -> string:trim(lists:reverse(R), trailing) ++ "\t" ++ unexpand(B, W); _ -> A ++ unexpand(B, W) end.

dump(<<>>, _) -> [];
dump(B, At) ->
    N = min(8, byte_size(B)),
    <<Row:N/binary, Rest/binary>> = B,
    [lists:flatten([io_lib:format("~4.16.0b  ", [At]), [io_lib:format("~2.16.0b ", [X]) || <<X>> <= Row], lists:duplicate((8 - N) * 3, $\s), [if X >= 32, X < 127 -> X; true -> $. end || <<X>> <= Row]]) | dump(Rest, At + N)].

columns(Ws, N) ->
    Rows = (length(Ws) + N - 1) div N,
    Width = lists:max([length(W) || W <- Ws]) + 1,
    [lists:append([lists:flatten(string:pad(lists:nth(I, Ws), Width)) || I <- lists:seq(R, length(Ws), Rows)]) || R <- lists:seq(1, Rows)].
