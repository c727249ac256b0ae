%% SPDX-License-Identifier: Apache-2.0
%%
%% Layouts given as data: fields of any size, sign and byte order built and matched at any bit offset.

-module(bits_dynamic_layouts).
-export([main/0]).

main() ->
    Layouts = [[{u, 3, 5}, {s, 7, -33}, {ul, 13, 4000}, {sl, 13, -4000}], [{u, 0, 0}, {s, 1, -1}, {ul, 64, 16#0123456789ABCDEF}, {sl, 64, -2}],
               [{sl, 27, -(1 bsl 26)}, {s, 28, (1 bsl 27) - 1}, {s, 29, -(1 bsl 28)}, {ul, 31, (1 bsl 31) - 1}, {u, 33, 1 bsl 32}],
               [{u, 5, 31}, {f, 64, -1.5}, {fl, 32, 0.15625}, {u, 2, 1}, {f, 16, 65504.0}], [{u, 1, 1}, {sl, 65, -(1 bsl 64)}, {ul, 100, (1 bsl 99) + 1}, {s, 130, -(1 bsl 129)}],
               [{sl, 59, -(1 bsl 58)}, {sl, 60, 1 bsl 58}, {s, 61, -(1 bsl 60)}, {sl, 9, 255}, {sl, 9, -256}]],
    [{round, [[begin Bits = build(L, <<0:Shift>>), {_, Back} = read(L, skip(Shift, Bits)), {bit_size(Bits), Back =:= [V || {_, _, V} <- L]} end || Shift <- [0, 1, 3, 7, 8, 13]] || L <- Layouts]},
     {bytes, [build(L, <<>>) || L <- Layouts]},
     {reread, [element(2, read([{reinterpret(K), S, V} || {K, S, V} <- L], build(L, <<>>))) || L <- Layouts]},
     {wraps, [build([{K, S, V}], <<1:1>>) || K <- [u, ul], S <- [0, 1, 4, 12, 33], V <- [-1, 1 bsl 40, -(1 bsl 70) + 5, 16#ABCDEF]]},
     {short, [read([{K, S, 0}], <<16#FEDCBA98:32>>) || K <- [u, s, ul, sl, f, fl], S <- [31, 32, 33, 64]]},
     {bad_floats, [read([{f, 32, 0}], B) || B <- [<<16#7F800000:32>>, <<16#FF800000:32>>, <<16#7FC00000:32>>, <<16#7F7FFFFF:32>>]]},
     {bad_build, [probe_lib:run(fun() -> build([F], <<>>) end) || F <- [{u, -1, 0}, {u, a, 0}, {u, 8, 1.0}, {f, 32, 1.0e39}, {f, 17, 1.0}, {f, 64, x}, {fl, 16, 1.0e6}, {f, 0, 1.0}, {f, 64, 1 bsl 1024}]]},
     {units, [unit(N, <<1, 2, 3, 4, 5, 6, 7, 8>>) || N <- [0, 1, 2, 3, -1, 1 bsl 64]]}].

build([{u, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S>>);
build([{s, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S/signed>>);
build([{ul, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S/little>>);
build([{sl, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S/little-signed>>);
build([{f, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S/float>>);
build([{fl, S, V} | T], Acc) -> build(T, <<Acc/bits, V:S/float-little>>);
build([], Acc) -> Acc.

read(Layout, Bits) -> read(Layout, Bits, []).

read([{u, S, _} | T], Bits, Acc) -> case Bits of <<V:S, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, u, S} end;
read([{s, S, _} | T], Bits, Acc) -> case Bits of <<V:S/signed, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, s, S} end;
read([{ul, S, _} | T], Bits, Acc) -> case Bits of <<V:S/little, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, ul, S} end;
read([{sl, S, _} | T], Bits, Acc) -> case Bits of <<V:S/little-signed, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, sl, S} end;
read([{f, S, _} | T], Bits, Acc) -> case Bits of <<V:S/float, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, f, S} end;
read([{fl, S, _} | T], Bits, Acc) -> case Bits of <<V:S/float-little, R/bits>> -> read(T, R, [V | Acc]); _ -> {short, fl, S} end;
read([], Bits, Acc) -> {Bits, lists:reverse(Acc)}.

skip(N, Bits) -> <<_:N, R/bits>> = Bits, R.

reinterpret(u) -> s;
reinterpret(s) -> ul;
reinterpret(ul) -> sl;
reinterpret(sl) -> u;
reinterpret(F) -> F.

unit(N, B) ->
    case B of
        <<A:N/unit:12, R/bits>> -> {A, bit_size(R)};
        <<A:N/binary-unit:16, R/binary>> -> {A, R};
        _ -> none
    end.
