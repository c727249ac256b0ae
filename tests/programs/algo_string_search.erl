%% SPDX-License-Identifier: Apache-2.0
%%
%% Search in text: Knuth-Morris-Pratt, Boyer-Moore-Horspool, Rabin-Karp, Aho-Corasick, suffix arrays, longest
%% palindromes.

-module(algo_string_search).
-export([main/0]).

main() ->
    T = "abracadabra abracadabra", Ps = ["abra", "cad", "ra a", "zzz", "a", ""],
    [{P, kmp(P, T), rabin(P, T), naive(P, T)} || P <- Ps, P =/= ""] ++
    [{suffixes, suffix_array("banana"), suffix_array("")},
     {palindrome, [palindrome(S) || S <- ["babad", "cbbd", "", "a", "forgeeksskeegfor"]]},
     {horspool, [horspool(list_to_binary(P), list_to_binary(T)) || P <- ["cadabra", "abra", "nope"]]},
     {aho, aho(["he", "she", "his", "hers"], "ushers his")},
     {anagrams, anagrams(["listen", "silent", "enlist", "google", "elgoog", "abc"])},
     {common, common_prefix(["interview", "internet", "interval"]), common_prefix(["a", "b"])},
     {wildcard, [wild(P, "mississippi") || P <- ["m*i", "m?ss*", "*", "*z*", "mis*s?ppi", ""]]}].

naive(P, T) -> [I || I <- lists:seq(0, length(T) - length(P)), lists:prefix(P, lists:nthtail(I, T))].

kmp(P, T) ->
    Pt = list_to_tuple(P),
    Fail = table(Pt),
    scan(T, 0, 0, Pt, Fail).

table(P) -> table(P, 2, 0, #{1 => 0}).
table(P, I, _, F) when I > tuple_size(P) -> F;
table(P, I, K, F) when element(I, P) =:= element(K + 1, P) -> table(P, I + 1, K + 1, F#{I => K + 1});
table(P, I, 0, F) -> table(P, I + 1, 0, F#{I => 0});
table(P, I, K, F) -> table(P, I, map_get(K, F), F).

scan(T, At, K, P, F) when K =:= tuple_size(P) -> [At - K | scan(T, At, map_get(K, F), P, F)];
scan([], _, _, _, _) -> [];
scan([C | T], At, K, P, F) when element(K + 1, P) =:= C -> scan(T, At + 1, K + 1, P, F);
scan([_ | T], At, 0, P, F) -> scan(T, At + 1, 0, P, F);
scan(T, At, K, P, F) -> scan(T, At, map_get(K, F), P, F).

rabin(P, T) ->
    N = length(P),
    Hash = fun(S) -> lists:foldl(fun(C, H) -> (H * 257 + C) rem 1000003 end, 0, S) end,
    Top = lists:foldl(fun(_, X) -> X * 257 rem 1000003 end, 1, lists:seq(2, N)),
    {First, Rest} = lists:split(N, T),
    roll(T, Rest, Hash(First), Hash(P), P, Top, 0).

roll(T, Rest, H, H, P, Top, At) -> [At || lists:prefix(P, T)] ++ next(T, Rest, H, H, P, Top, At);
roll(T, Rest, H, G, P, Top, At) -> next(T, Rest, H, G, P, Top, At).
next(_, [], _, _, _, _, _) -> [];
next([Out | T], [In | Rest], H, G, P, Top, At) -> roll(T, Rest, (((H - Out * Top) * 257 + In) rem 1000003 + 1000003) rem 1000003, G, P, Top, At + 1).

suffix_array(S) -> [I || {_, I} <- lists:sort([{lists:nthtail(I, S), I} || I <- lists:seq(0, length(S) - 1)])].

palindrome(S) ->
    N = length(S),
    All = [{-L, I, lists:sublist(S, I, L)} || L <- lists:seq(1, N), I <- lists:seq(1, N - L + 1), X <- [lists:sublist(S, I, L)], X =:= lists:reverse(X)],
    case lists:sort(All) of [{_, _, X} | _] -> X; [] -> "" end.

horspool(P, T) ->
    N = byte_size(P),
    Skip = maps:from_list([{binary:at(P, I), N - 1 - I} || I <- lists:seq(0, N - 2)]),
    jump(P, T, 0, N, Skip).

jump(_, T, At, N, _) when At + N > byte_size(T) -> [];
jump(P, T, At, N, Skip) ->
    Found = case T of <<_:At/binary, P:N/binary, _/binary>> -> [At]; _ -> [] end,
    Found ++ jump(P, T, At + maps:get(binary:at(T, At + N - 1), Skip, N), N, Skip).

aho(Words, Text) ->
    Trie = lists:foldl(fun add/2, #{}, Words),
    lists:append([ends(Trie, Trie, lists:nthtail(I, Text), I, []) || I <- lists:seq(0, length(Text) - 1)]).
add(W, T) -> add(W, W, T).
add([], W, T) -> T#{word => W};
add([C | R], W, T) -> T#{C => add(R, W, maps:get(C, T, #{}))}.
ends(#{word := W} = N, T, S, I, Acc) -> ends(maps:remove(word, N), T, S, I, [{I, W} | Acc]);
ends(N, T, [C | S], I, Acc) when is_map_key(C, N) -> ends(map_get(C, N), T, S, I, Acc);
ends(_, _, _, _, Acc) -> lists:reverse(Acc).

anagrams(Ws) -> lists:sort(maps:values(lists:foldl(fun(W, M) -> maps:update_with(lists:sort(W), fun(L) -> [W | L] end, [W], M) end, #{}, Ws))).

common_prefix([W | Ws]) -> lists:foldl(fun both/2, W, Ws).
both([C | A], [C | B]) -> [C | both(A, B)];
both(_, _) -> [].

wild([$* | P], S) -> wild(P, S) orelse (S =/= [] andalso wild([$* | P], tl(S)));
wild([$? | P], [_ | S]) -> wild(P, S);
wild([C | P], [C | S]) -> wild(P, S);
wild([], []) -> true;
wild(_, _) -> false.
