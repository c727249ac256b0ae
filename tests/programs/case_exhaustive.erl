%% SPDX-License-Identifier: Apache-2.0
%%
%% Missing clauses: the values that case_clause, if_clause, badmatch, function_clause and try_clause carry.

-module(case_exhaustive).
-export([main/0]).
-include("atomvm.hrl").

main() ->
    Vs = [1, {a, [b]}, "text", ?NOT_ON_ATOMVM(<<1:3>>), #{k => 1.5}, 1 bsl 80],
    [[probe_lib:run(F, [V]) || V <- Vs] || F <- [fun in_case/1, fun in_if/1, fun in_match/1, fun in_head/1, fun in_try/1, fun in_fun/1, fun nested/1, fun partial/1, fun in_map/1, fun in_list/1, fun in_binary/1]].

in_case(X) -> case {wrapped, X} of {wrapped, nope} -> ok end.
in_if(X) -> if X =:= nope -> ok end.
in_match(X) -> {ok, Y} = {error, X}, Y.
in_head(nope) -> ok.
in_try(X) -> try {X} of {nope} -> ok catch error:_ -> caught end.
in_fun(X) -> (fun(nope) -> ok end)(X).
nested(X) -> case X of 1 -> case X of 2 -> never end; _ -> (fun() -> [Y] = X, Y end)() end.
partial(X) -> [H | T] = [X], [] = T, {1, Z} = {H, z}, Z.
in_map(X) -> #{key := V} = #{other => X}, V.
in_list(X) -> [A, B | _] = [X], {A, B}.
in_binary(X) -> <<A:8, _/binary>> = X, A.
