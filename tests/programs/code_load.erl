%% SPDX-License-Identifier: Apache-2.0
%%
%% Modules made, loaded, replaced and purged while the program runs: the compiler of Erlang/OTP runs here, and what it
%% gives is loaded with code:load_binary.

-module(code_load).
-export([main/0]).

main() ->
    One = compile("-module(made). -export([f/1, g/0, loop/0, '$handle_undefined_function'/2]).\n"
                  "f(X) when X > 0 -> {one, X, lists:seq(1, X)}; f(_) -> [<<\"literal\">>, #{a => [1, 2.5]}].\n"
                  "g() -> fun(Y) -> {one, Y} end.\n"
                  "loop() -> receive stop -> ok end, ok.\n"
                  "'$handle_undefined_function'(F, Args) -> {undefined, F, Args}.\n"),
    Two = compile("-module(made). -export([f/1, g/0]).\nf(X) -> {two, X}.\ng() -> fun(Y) -> {two, Y, ?MODULE} end.\n"),
    Before = {code:is_loaded(made), code:which(made), code:ensure_loaded(made), reason(fun() -> made:f(1) end)},
    {module, made} = code:load_binary(made, "made.beam", One),
    First = {made:f(3), made:f(0), code:is_loaded(made), code:which(made), erlang:module_loaded(made),
             erlang:function_exported(made, f, 1), made:unknown(1, 2)},
    Fun = made:g(),
    External = fun made:f/1,
    Process = spawn(made, loop, []),
    erlang:yield(),
    {module, made} = code:load_binary(made, "other.beam", Two),
    Second = {made:f(3), Fun(a), (made:g())(b), External(4), reason(fun() -> made:unknown(1) end), erlang:check_old_code(made),
              erlang:check_process_code(Process, made), erlang:check_process_code(self(), made), code:which(made),
              maps:from_list(made:module_info(exports))},
    Purging = {code:soft_purge(made), is_process_alive(Process), code:purge(made), is_process_alive(Process),
               code:purge(made), code:soft_purge(made)},
    Deleting = {code:delete(made), code:is_loaded(made), reason(fun() -> made:f(1) end), code:purge(made), code:delete(made)},
    {module, made} = code:load_binary(made, made, One),
    Again = made:f(1),
    Wrong = {code:load_binary(other, "other.beam", One), code:load_binary(made, "x", <<"no beam">>),
             [reason(F) || F <- [fun() -> code:load_binary("made", "x", One) end, fun() -> code:ensure_loaded("made") end,
                                 fun() -> code:delete(1) end]]},
    Standard = {code:ensure_loaded(lists), code:ensure_loaded(no_such_module_at_all),
                code:ensure_modules_loaded([lists, maps]), code:which(no_such_module_at_all),
                filename:basename(code:which(queue)), code:load_file(no_such_module_at_all),
                erlang:module_loaded(queue), erlang:function_exported(queue, new, 0), erlang:function_exported(queue, nix, 0)},
    Reload = {code:load_file(calls_lib), code:purge(calls_lib), code:load_file(calls_lib), code:load_file(calls_lib)},
    Chunks = {element(1, beam_lib:md5(One)), [element(1, beam_lib:chunks(B, [exports, imports])) || B <- [One, <<>>]],
              code:module_md5(One) =:= made:module_info(md5), byte_size(code:get_chunk(One, "AtU8")), code:get_chunk(One, "Xxxx")},
    {Before, First, Second, Purging, Deleting, Again, Wrong, Standard, Reload, Chunks, packing()}.

reason(F) ->
    try F() catch Class:Reason -> {Class, Reason} end.

compile(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, _, Beam} = compile:forms(forms(Tokens, []), [binary, return_errors]),
    Beam.

forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Acc) ->
    {ok, Form} = erl_parse:parse_form(lists:reverse(Acc, [Dot])),
    [Form | forms(Rest, [])];
forms([{'?', _}, {var, L, 'MODULE'} | Rest], Acc) -> forms(Rest, [{atom, L, made} | Acc]);
forms([Token | Rest], Acc) -> forms(Rest, [Token | Acc]).

packing() ->
    Texts = [<<>>, <<"a">>, binary:copy(<<"abcd">>, 50000), list_to_binary([X * X rem 251 || X <- lists:seq(1, 70000)])],
    % By zlib itself: codes of their own, fixed codes; gzip.
    Own = base64:decode("eNpzSU3LSSxJVUhMT8zMU0jMS4GwrBSS8wsyU4sV8tMwWDpgZYZGxiamZuYWlgYIlp7LIDYNAIAMSLU="),
    Fixed = base64:decode("eAFzSU3LSSxJVUhMT8zMU0jMS4GwrBSS8wsyU4sV8tMwWDpgZYZGxiamZuYWlgYIlp7LIDYNAIAMSLU="),
    Gzip = base64:decode("H4sIAFx6AWsC/x2RxwEEMQgDW6E1YYIDYPf/Ova+DgojLijOPo8GDmhdbJWCA3gJGgsh+6RMkW1Y+cDP4LFimNUJKhyhxTMndoCD5mkhu1X0mEMwMoVi1tyaFxQc2apnVo5YZ66JzHt9X8jjLEZqm2NDRXF5Gpg1WJ9tPwcw8jUUGuMuCIjBO1bKiy3xQOVvwXjA+q3xKm1J1KjNN7rRxKhVo8taHPilNhhe/FelnNlt25+Zc6jf0OkOk3u4srmsdmTHLUJlk9Jpfb47s+GirzGkFmOzMBalpR7HeB9R65rkhHbteuPmmdouNmT2ChuvnkvncfYyceStpiIQgua3CGyewwhHdD52Q9yuyh3s5mBbyWhqe6Xmzg1y1oO3CpjF1SCVirhFT0/l8fYTaaqyPO/T18XjTf62tZzcm+BGf2Bdo4emN3u/REBfB26d3dsTe6M9A+tmk1ehxPgBZ2qMulgCAAA="),
    {[zlib:uncompress(zlib:compress(T)) =:= T andalso zlib:gunzip(zlib:gzip(T)) =:= T andalso zlib:unzip(zlib:zip(T)) =:= T
      || T <- Texts], zlib:uncompress(Own), zlib:uncompress(Fixed), zlib:gunzip(Gzip), [element(1, (catch {ok, zlib:uncompress(B)})) || B <- [<<"no">>, <<120, 156, 7>>, <<>>]]}.
