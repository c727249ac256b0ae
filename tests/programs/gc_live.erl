%% SPDX-License-Identifier: Apache-2.0
%%
%% Collections while every kind of value is live in registers, frames, handlers and closures.

-module(gc_live).
-export([main/0]).

main() ->
    [{kinds, kinds(100)},
     {handlers, handlers(200)},
     {frames, frames(100)},
     {arguments, arguments(2000, a, [b], {c}, 4.5, 1 bsl 40, 1 bsl 90, <<"heap">>, binary:copy(<<"r">>, 100), #{k => v}, fun(X) -> X end)},
     {comprehension, length(lists:flatten([[{X, Y, [X, Y]} || Y <- lists:seq(1, X)] || X <- lists:seq(1, 100)]))},
     {sort, lists:sum(lists:sort(fun(A, B) -> A >= B end, [(X * 7919) rem 5003 || X <- lists:seq(1, 5000)]))},
     {strings, length(lists:append([integer_to_list(X) || X <- lists:seq(1, 5000)]))},
     {exceptions, exceptions(1000, [])},
     {maps, maps(500, #{})}].

waste(N) -> probe_lib:id(lists:seq(1, N)).

kinds(0) -> ok;
kinds(N) ->
    A = {N, [N]},
    F = fun(X) -> {X, A} end,
    M = #{n => N, a => A},
    B = <<N, (integer_to_binary(N))/binary>>,
    D = N * 1.5,
    I = 1 bsl 61 + N,
    _ = waste(1000),
    {N1, {N, [N]}} = F(N),
    N = N1,
    #{n := N, a := A} = M,
    <<N, _/binary>> = B,
    D = N * 1.5,
    I = 1 bsl 61 + N,
    kinds(N - 1).

handlers(0) -> [];
handlers(N) ->
    K = {kept, N, [N, N]},
    V = try
            _ = waste(500),
            throw({N, waste(10)})
        catch
            throw:{M, L} ->
                _ = waste(500),
                {K, M, length(L)}
        end,
    case handlers(N - 1) of
        [] -> [V];
        Rest when N rem 50 =:= 0 -> [V | Rest];
        Rest -> Rest
    end.

frames(0) -> [];
frames(N) ->
    T = {N, waste(N)},
    R = frames(N - 1),
    [length(element(2, T)) + element(1, T) | R].

arguments(0, A, B, C, D, E, F, G, H, I, J) -> {A, B, C, D, E, F, G, byte_size(H), I, J(same)};
arguments(N, A, B, C, D, E, F, G, H, I, J) ->
    _ = [N | waste(50)],
    arguments(N - 1, A, B, C, D, E, F, G, H, I, J).

exceptions(0, Acc) -> {length(Acc), hd(Acc)};
exceptions(N, Acc) ->
    E = try error({reason, waste(20), N}) catch error:R:S -> {element(3, R), length(S) > 0} end,
    exceptions(N - 1, [E | Acc]).

maps(0, M) -> {map_size(M), lists:sort(maps:keys(maps:filter(fun(_, V) -> length(V) > 480 end, M)))};
maps(N, M) -> maps(N - 1, M#{N => waste(N), N - 1000 => waste(1)}).
