%% SPDX-License-Identifier: Apache-2.0
%%
%% What every generated module calls: a test's result as a term without names of processes, and functions that keep a
%% value from growing.

-module(generated_lib).
-export([run/1, plain/1, reason/1, id/1, int/1, list/1, bits/1, chars/1, apply1/2, fold/3, flush/0]).

%% What F gives or raises. Messages that it left behind belong to the result.
run(F) ->
    Result = try {value, plain(F())}
             catch Class:Reason -> {Class, plain(Reason)}
             end,
    case flush() of
        [] -> Result;
        Messages -> {Result, messages, Messages}
    end.

flush() ->
    receive Message -> [plain(Message) | flush()]
    after 0 -> []
    end.

%% The term with funs, processes, references and stack traces replaced.
plain(F) when is_function(F) -> {function, element(2, erlang:fun_info(F, arity))};
plain(P) when is_pid(P) -> process;
plain(R) when is_reference(R) -> reference;
plain([{M, F, A, L} | _]) when is_atom(M), is_atom(F), is_list(L), is_list(A) orelse is_integer(A) -> trace;
plain([H | T]) -> [plain(H) | plain(T)];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(M) when is_map(M) -> {map, lists:sort(plain(maps:to_list(M)))};
plain(X) -> X.

%% Why a process ended, without the stack trace that an error has.
reason({Reason, [{_, _, _, _} | _]}) -> {raised, Reason};
reason(Reason) -> Reason.

id(X) -> X.

%% Not more than some 100 bits.
int(N) when is_integer(N), N > 1 bsl 100 -> N rem 1000003;
int(N) when is_integer(N), N < -(1 bsl 100) -> N rem (1 bsl 60);
int(X) -> X.

list([A, B, C, D, E, F, G, H, _, _ | _]) -> [A, B, C, D, E, F, G, H];
list(X) -> X.

bits(<<Start:88/bits, _/bits>>) -> Start;
bits(X) -> X.

%% Characters of one byte: list_to_integer/1 of Erlang/OTP reads others modulo 256, which is nobody's wish.
chars(L) when is_list(L) -> [C || C <- L, is_integer(C), C >= 0, C < 256];
chars(X) -> X.

apply1(F, X) -> F(X).

fold(F, Acc, [H | T]) -> fold(F, F(H, Acc), T);
fold(_, Acc, []) -> Acc.
