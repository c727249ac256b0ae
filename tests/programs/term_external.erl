%% SPDX-License-Identifier: Apache-2.0
%%
%% The external term format beyond round trips: options, compressed terms, bytes that OTP writes and bytes that only older
%% nodes write, what [safe] and [used] do, damaged input.

-module(term_external).
-export([main/0]).

main() ->
    Large = maps:from_list([{I, -I} || I <- lists:seq(1, 50)]),
    [{compressed, [compressed(T) || T <- [a, lists:duplicate(100, abcdef), lists:seq(1, 3000), Large, binary:copy(<<"abc">>, 5000), crypt(2000), {}]]},
     {levels, [binary_to_term(term_to_binary(lists:seq(1, 500), [{compressed, L}])) =:= lists:seq(1, 500) || L <- lists:seq(0, 9)]},
     {from_otp, [binary_to_term(B) || B <- packed()]},
     {options, [probe_lib:run(fun() -> term_to_binary({1.5, 'é', #{1 => b, a => 2}}, O) end) ||
                   O <- [[], [{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], [deterministic], [{minor_version, 3}], [x], [{compressed, 10}],
                         [compressed | x], x, [{minor_version, 2}, {minor_version, 1}]]]},
     {deterministic, [term_to_binary(M, [deterministic]) || M <- [Large, maps:from_list([{list_to_atom([$k | integer_to_list(I)]), I} || I <- lists:seq(1, 40)]),
                                                                 maps:from_list([{I / 2, I} || I <- lists:seq(-20, 20)]), maps:from_list([{{I rem 3, [I]}, I} || I <- lists:seq(1, 40)])]]},
     {used, [probe_lib:run(fun() -> binary_to_term(B, [used]) end) || B <- [<<131, 97, 1>>, <<131, 97, 1, 97>>, <<131, 106, 1, 2, 3>>, <<(zip(<<97, 7>>))/binary, 1, 2>>,
                                                                            zip(<<97, 7, 8, 9>>), <<131>>, term_to_binary(maps:from_list([{I, I} || I <- lists:seq(1, 5)]))]]},
     {bad_zip, [probe_lib:run(fun() -> binary_to_term(B) end) || B <- [<<131, 80>>, <<131, 80, 0, 0, 0, 2>>, zip(1, <<97, 7>>), zip(3, <<97, 7>>), zip(0, <<>>), zip(<<131, 97, 7>>),
                                                                       zip(zip(<<97, 7>>)), zip(16#FFFFFFFF, <<97, 7>>), broken(zip(<<97, 7>>))]]},
     {safe, [probe_lib:run(fun() -> binary_to_term(B, [safe]) end) ||
                B <- [<<131, 119, 2, "ok">>, <<131, 119, 24, "an atom that is not here">>, <<131, 100, 0, 25, "an atom that is not here2">>, term_to_binary(fun lists:map/2),
                      term_to_binary({[a], #{b => c}}), <<131, 113, 119, 5, "lists", 119, 3, "map", 97, 99>>]]},
     {safe_options, [probe_lib:run(fun() -> binary_to_term(<<131, 97, 1>>, O) end) || O <- [[safe, used], [used, used], [y], [safe | z], safe]]},
     {old, [binary_to_term(<<131, B/binary>>) || B <- [<<100, 0, 2, "ok">>, <<115, 2, "ok">>, <<118, 0, 3, 226, 134, 146>>, <<100, 0, 1, 233>>, <<98, 0, 0, 0, 5>>,
                                                       <<110, 1, 0, 5>>, <<110, 4, 1, 1, 0, 0, 0>>, <<110, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0>>, <<111, 0, 0, 0, 2, 1, 1, 1>>, <<105, 0, 0, 0, 1, 106>>,
                                                       <<108, 0, 0, 0, 0, 97, 1>>, <<107, 0, 0>>, <<77, 0, 0, 0, 1, 8, 255>>, <<77, 0, 0, 0, 2, 3, 255, 255>>, <<116, 0, 0, 0, 0>>,
                                                       <<99, "-1.25000000000000000000e+01", 0, 0, 0, 0, 0>>]]},
     {other_nodes, [begin T = binary_to_term(<<131, B/binary>>), {is_pid(T), is_port(T), is_reference(T), term_to_binary(T), erlang:phash2(T), erlang:phash(T, 1 bsl 32)} end ||
                       B <- [<<103, 100, 0, 5, "x@abc", 0, 0, 0, 7, 0, 0, 0, 1, 2>>, <<88, 119, 5, "x@abc", 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2>>,
                             <<102, 119, 5, "x@abc", 0, 0, 0, 7, 1>>, <<89, 119, 5, "x@abc", 0, 0, 0, 7, 0, 0, 0, 1>>, <<120, 119, 5, "x@abc", 0, 0, 1, 0, 0, 0, 0, 7, 0, 0, 0, 1>>,
                             <<114, 0, 3, 119, 5, "x@abc", 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3>>, <<90, 0, 5, 119, 5, "x@abc", 0, 0, 0, 9, 1:32, 2:32, 3:32, 4:32, 5:32>>,
                             <<101, 119, 5, "x@abc", 0, 0, 0, 9, 1>>]], []},
     {funs, [begin G = binary_to_term(term_to_binary(F)), {G =:= F, G(3)} end || F <- [fun(X) -> X + 1 end, with_free(5), fun erlang:abs/1]]},
     {big, [byte_size(term_to_binary(1 bsl N)) || N <- [26, 27, 31, 32, 63, 64, 2039, 2040, 2048, 100000]],
           [binary_to_term(term_to_binary(S * ((1 bsl N) - D))) =:= S * ((1 bsl N) - D) || S <- [1, -1], D <- [0, 1], N <- [27, 31, 32, 63, 64, 2040, 2048, 100000]]},
     {truncated, lists:usort([element(1, probe_lib:run(fun() -> binary_to_term(binary:part(B, 0, N)) end)) || B <- [term_to_binary({a, [1.5, <<1:3>>, "text" | 1 bsl 70], Large})], N <- lists:seq(0, byte_size(B) - 1)])},
     {hash, [erlang:phash2(term_to_binary(T)) || T <- [{1, 2.0, "three"}, [<<4:5>>, six], fun lists:map/2, 1 bsl 100, -1.0e300]]}].

compressed(T) ->
    B = term_to_binary(T, [compressed]),
    {binary_to_term(B) =:= T, byte_size(B) < byte_size(term_to_binary(T)), byte_size(B) =< byte_size(term_to_binary(T))}.

%% Bytes that repeat in no way.
crypt(N) -> crypt(N, 1).
crypt(0, _) -> [];
crypt(N, X) -> [X rem 251 | crypt(N - 1, (X * 48271 + 11) rem 2147483647)].

with_free(N) -> fun(X) -> X * N end.

% What term_to_binary(..., [compressed]) of Erlang/OTP 25 gives, with codes of the block's own and with the fixed ones;
% stored blocks.
packed() ->
    [base64:decode("g1AAAAX2eJyN0E1LQkEARuHRud60LEuzTMv8KkUQAkEQgiAIgiAIhCAIOmqSeksQA/33uh2Yxbs8cFZPZIxp/dixsQxH0S4CYti5CVbf69XvrsPh9I/lZkbM"
             "veKEvivuXpaU77LuFZD2XYF7Jcj4roR7hWR9V+hee+R9l3GvJAVBIkVJkNinLEgcUBUk0jQEiUOagsQRbUEiQ0eQOOZOkDihK0hk6QkSOfqCxCn3gkSeB0Hi"
             "jEdB4pwnQaLAsyBxwYsgUeRVkCjxJkhcMhAkrngXJMp8CBLXfAoSFb4EiSojQaLGRJCoMxUkGkSCxA0LQeKWpSDR5F+QaLH2Ssy2emh7fg=="),
     <<131,80,0,0,0,246,120,156,203,97,96,96,144,75,97,96,205,72,205,201,201,31,41,116,22,0,191,69,75,155>>,
     zip(stored, <<104, 2, 97, 1, 97, 2>>)].

%% zlib data with stored blocks alone.
zip(Bytes) -> zip(byte_size(Bytes), Bytes).
zip(stored, Bytes) ->
    <<A:2/binary, B/binary>> = Bytes,
    <<131, 80, (byte_size(Bytes)):32, 120, 1, 0, 2:16/little, (bnot 2):16/little, A/binary, 1, (byte_size(B)):16/little, (bnot byte_size(B)):16/little, B/binary,
      (erlang:adler32(Bytes)):32>>;
zip(Claimed, Bytes) ->
    Size = byte_size(Bytes),
    <<131, 80, Claimed:32, 120, 1, 1, Size:16/little, (bnot Size):16/little, Bytes/binary, (erlang:adler32(Bytes)):32>>.

broken(B) -> binary:part(B, 0, byte_size(B) - 1).
