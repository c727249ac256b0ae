%% SPDX-License-Identifier: Apache-2.0
%%
%% Passes of OTP's own compiler, called directly: a big program with big modules.

-module(otp_compiler).
-export([main/0]).

main() ->
    Forms = [form(F) || F <- ["-module(m).", "-export([fact/1, sum/1]).", "fact(0) -> 1; fact(N) when N > 0 -> N * fact(N - 1).",
                              "sum(L) -> lists:foldl(fun(X, A) -> X + A end, 0, L).", "pick(#{a := X}) -> X; pick({ok, <<Y:8, _/binary>>}) -> Y; pick(_) -> none."]],
    {ok, Core, []} = v3_core:module(Forms ++ [{eof, 9}], []),
    {ok, Folded, _} = sys_core_fold:module(Core, []),
    [{name, cerl:concrete(cerl:module_name(Core))},
     {exports, [cerl:var_name(V) || V <- cerl:module_exports(Core)]},
     {functions, [cerl:var_name(V) || {V, _} <- cerl:module_defs(Folded)]},
     {text, erlang:crc32(iolist_to_binary(core_pp:format(Folded)))},
     {size, cerl_trees:size(Folded), cerl_trees:size(Core)},
     {kernel, element(1, after_core(Folded))}].

%% The next pass is another one since OTP 27.
after_core(Core) ->
    try beam_core_to_ssa:module(Core, [])
    catch error:undef -> v3_kernel:module(Core, [])
    end.

form(S) ->
    {ok, Tokens, _} = erl_scan:string(S),
    {ok, Form} = erl_parse:parse_form(Tokens),
    Form.
