%% SPDX-License-Identifier: Apache-2.0
%%
%% Every operator on every pair of integers next to the borders of the representations, checked by identities and summed
%% up by a hash, with a few answers in full.

-module(int_boundary_operators).
-export([main/0]).

main() ->
    Es = probe_lib:edges(),
    [{hash, [{Name, erlang:phash2([F(A, B) || A <- Es, B <- Es])} || {Name, F} <- operators()]},
     {in_full, [{Name, [F(A, B) || A <- probe_lib:few_edges(), B <- [-(1 bsl 59), 3, 1 bsl 63]]} || {Name, F} <- operators()]},
     {laws, [check(A, B) || A <- Es, B <- Es, B =/= 0, check(A, B) =/= ok]},
     {unary, [{-A, bnot A, abs(A), A * A, A * A * A} || A <- Es]},
     {constants, [{A + 134217727, A - 134217728, 134217727 - A, A * 16#7FFFFFFF, A band 16#FFFFFFFF, A bor -(1 bsl 59), A bxor 16#FFFFFFFFFFFFFFFF,
                   A div 134217728, A rem 134217728, A div -16#80000000, A rem 16#100000000, A div (1 bsl 60), A rem (1 bsl 64), A div -1, A rem -1} || A <- Es]},
     {accumulate, [lists:foldl(F, 1, Es -- [0]) || F <- [fun(A, S) -> A + S end, fun(A, S) -> A - S end, fun(A, S) -> A * S end, fun(A, S) -> A bxor S end]]}].

operators() ->
    [{'+', fun(A, B) -> A + B end}, {'-', fun(A, B) -> A - B end}, {'*', fun(A, B) -> A * B end},
     {'div', fun(_, 0) -> zero; (A, B) -> A div B end}, {'rem', fun(_, 0) -> zero; (A, B) -> A rem B end},
     {'band', fun(A, B) -> A band B end}, {'bor', fun(A, B) -> A bor B end}, {'bxor', fun(A, B) -> A bxor B end},
     {'<', fun(A, B) -> A < B end}, {'=<', fun(A, B) -> A =< B end}, {'==', fun(A, B) -> A == B end}, {'=:=', fun(A, B) -> A =:= B end},
     {max, fun(A, B) -> max(A, B) end}, {min, fun(A, B) -> min(A, B) end},
     {float, fun(A, B) -> {float(A) < B, float(A) == B, A > float(B), A =< float(B)} end},
     {divide, fun(_, 0) -> zero; (A, B) -> A / B end}].

check(A, B) ->
    Q = A div B,
    R = A rem B,
    Laws = [Q * B + R =:= A, abs(R) < abs(B), R =:= 0 orelse (R < 0) =:= (A < 0), (A + B) - B =:= A, (A bxor B) bxor B =:= A,
            (A band B) + (A bor B) =:= A + B, (A band bnot B) + (A band B) =:= A, A * B div B =:= A, A * B rem B =:= 0,
            (A - B > 0) =:= (A > B), bnot (A band B) =:= (bnot A) bor (bnot B), (A < B) =:= (-A > -B)],
    case lists:all(fun(L) -> L end, Laws) of
        true -> ok;
        false -> {A, B, Laws}
    end.
