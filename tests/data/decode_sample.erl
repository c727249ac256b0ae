%% SPDX-License-Identifier: Apache-2.0
%%
%% A little of everything the compiler has an instruction for.
-module(decode_sample).
-export([binary/1, build/3, utf/1, append/1, maps/2, floats/2, integers/1, select/1, wait/1, catching/1]).
-export([funs/2, tuples/1, strings/1]).
-on_load(loaded/0).
-record(point, {x, y, z = 0}).

loaded() -> ok.

binary(<<A:7, B:9/little-signed, F/float, Rest/binary>>) -> {A, B, F, Rest};
binary(<<N:8, Part:N/binary, "tail">>) -> Part;
binary(<<_:3, Rest/bitstring>>) -> Rest.

build(A, B, Size) -> <<A:Size, B/binary, 1.5/float, "string", A:12/little>>.

utf(<<C/utf8, D/utf16, E/utf32, _/binary>>) -> <<E/utf8, D/utf16-little, C/utf32>>.

append(List) -> << <<X:16>> || X <- List, X > 3 >>.

maps(K, M) ->
    case M of
        #{a := A, K := V} -> M#{b => A, a := V};
        #{} -> #{K => M, 1 => 2.0}
    end.

floats(A, B) when is_float(A) -> -(A * 2.0 + B) / 3.0 - A;
floats(A, B) -> trunc(A) + abs(B).

integers(X) -> {X + 16#7fffffffffffffff, X - 16#123456789abcdef0123456789abcdef, X * -16#8000000000000000, X bsl 3}.

select(1) -> one;
select(2) -> two;
select(300) -> three;
select(100000000000000000000) -> big;
select(foo) -> bar;
select({_}) -> 1;
select({_, _}) -> 2;
select({_, _, _}) -> 3;
select(X) when is_list(X), length(X) > 5 -> hd(X) ++ tl(X).

wait(Ref) ->
    receive
        {Ref, X} -> X;
        stop -> exit(stopped)
    after 1000 -> timeout
    end.

catching(F) ->
    try F() of
        X -> {ok, X, catch X:run()}
    catch
        throw:T -> T;
        error:R:S -> erlang:raise(error, R, S)
    after
        self() ! done
    end.

funs(A, B) ->
    F = fun(X) when is_function(X, 2) -> X(A, B);
           (Y) -> Y + A
        end,
    {F, fun lists:map/2, fun select/1, apply(A, select, [B]), F(B)}.

tuples(P) when P#point.x > 3 -> P#point{y = 2, x = {P, [P | nil]}};
tuples(#point{x = X, y = Y}) -> element(X, Y).

strings(S) -> {"a string " ++ S, <<"binary">>, 'quoted atom', [$\x{20ac}], "\n\"\\"}.
