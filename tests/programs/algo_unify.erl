%% SPDX-License-Identifier: Apache-2.0
%%
%% Unification, a small Prolog with backtracking by lists of answers, and type inference for a lambda calculus.

-module(algo_unify).
-export([main/0]).

main() ->
    Facts = [{parent, tom, bob}, {parent, bob, ann}, {parent, bob, pat}, {parent, pat, jim}],
    Rules = [{{grand, {v, 'X'}, {v, 'Z'}}, [{parent, {v, 'X'}, {v, 'Y'}}, {parent, {v, 'Y'}, {v, 'Z'}}]},
             {{anc, {v, 'X'}, {v, 'Y'}}, [{parent, {v, 'X'}, {v, 'Y'}}]}, {{anc, {v, 'X'}, {v, 'Z'}}, [{parent, {v, 'X'}, {v, 'Y'}}, {anc, {v, 'Y'}, {v, 'Z'}}]},
             {{app, nil, {v, 'L'}, {v, 'L'}}, []}, {{app, {c, {v, 'H'}, {v, 'T'}}, {v, 'L'}, {c, {v, 'H'}, {v, 'R'}}}, [{app, {v, 'T'}, {v, 'L'}, {v, 'R'}}]}],
    Db = [{F, []} || F <- Facts] ++ Rules,
    [{unify, [unify(A, B, #{}) || {A, B} <- [{{f, {v, x}, b}, {f, a, {v, y}}}, {{v, x}, {g, {v, x}}}, {{f, {v, x}, {v, x}}, {f, a, b}}, {{f, a}, {f, a, b}}, {{h, {v, x}, {v, y}}, {h, {v, y}, 1}}]]},
     {query, [ask(Q, Vs, Db) || {Q, Vs} <- [{{grand, tom, {v, w}}, [w]}, {{anc, {v, a}, jim}, [a]}, {{parent, ann, {v, n}}, [n]}, {{app, {v, p}, {v, s}, {c, 1, {c, 2, nil}}}, [p, s]}]]},
     {types, [infer(E) || E <- [{lam, x, x}, {lam, f, {lam, x, {f, [{f, [x]}]}}}, {lam, x, {x, [x]}}, {'let', id, {lam, x, x}, {id, [1]}}, {lam, x, {lam, y, x}}, {{lam, x, x}, [true]}, {1, [2]}, unbound, {'if', true, 1, 2}, {'if', 1, 1, 2}]]}].

walk({v, N} = V, S) -> case S of #{N := T} -> walk(T, S); #{} -> V end;
walk(T, _) -> T.

unify(A, B, S) -> u(walk(A, S), walk(B, S), S).
u(T, T, S) -> S;
u({v, N}, T, S) -> bind(N, T, S);
u(T, {v, N}, S) -> bind(N, T, S);
u(A, B, S) when is_tuple(A), is_tuple(B), tuple_size(A) =:= tuple_size(B) ->
    lists:foldl(fun({_, _}, fail) -> fail; ({X, Y}, Acc) -> unify(X, Y, Acc) end, S, lists:zip(tuple_to_list(A), tuple_to_list(B)));
u(_, _, _) -> fail.

bind(N, T, S) -> case occurs(N, T, S) of true -> fail; false -> S#{N => T} end.
occurs(N, T, S) ->
    case walk(T, S) of
        {v, N} -> true;
        {v, _} -> false;
        X when is_tuple(X) -> lists:any(fun(Y) -> occurs(N, Y, S) end, tuple_to_list(X));
        _ -> false
    end.

resolve(T, S) ->
    case walk(T, S) of
        {v, N} -> {v, N};
        X when is_tuple(X) -> list_to_tuple([resolve(Y, S) || Y <- tuple_to_list(X)]);
        X -> X
    end.

ask(Q, Vars, Db) -> [[{V, resolve({v, V}, S)} || V <- Vars] || S <- solve([Q], #{}, Db, 0)].

solve([], S, _, _) -> [S];
solve([G | Gs], S, Db, N) ->
    lists:append([case unify(rename(H, N), G, S) of fail -> []; S1 -> solve([rename(B, N) || B <- Body] ++ Gs, S1, Db, N + 1) end || {H, Body} <- Db]).

rename({v, X}, N) -> {v, {X, N}};
rename(T, N) when is_tuple(T) -> list_to_tuple([rename(X, N) || X <- tuple_to_list(T)]);
rename(T, _) -> T.

infer(E) ->
    put(next, 0),
    try
        {T, S} = w(E, #{}, #{}),
        show(resolve(T, S))
    catch throw:X -> {type_error, X}
    end.

new() -> N = get(next), put(next, N + 1), {v, N}.

w(N, _, S) when is_integer(N) -> {int, S};
w(B, _, S) when is_boolean(B) -> {bool, S};
w(X, Env, S) when is_atom(X) -> case Env of #{X := T} -> {T, S}; _ -> throw({unbound, X}) end;
w({lam, X, B}, Env, S) -> A = new(), {T, S1} = w(B, Env#{X => A}, S), {{'->', A, T}, S1};
w({'let', X, A, B}, Env, S) -> {T, S1} = w(A, Env, S), w(B, Env#{X => T}, S1);
w({'if', C, A, B}, Env, S) ->
    {Tc, S1} = w(C, Env, S), S2 = must(Tc, bool, S1),
    {Ta, S3} = w(A, Env, S2), {Tb, S4} = w(B, Env, S3), {Ta, must(Ta, Tb, S4)};
w({F, [A]}, Env, S) -> {Tf, S1} = w(F, Env, S), {Ta, S2} = w(A, Env, S1), R = new(), {R, must(Tf, {'->', Ta, R}, S2)}.

must(A, B, S) -> case unify(A, B, S) of fail -> throw({mismatch, show(resolve(A, S)), show(resolve(B, S))}); S1 -> S1 end.

show({'->', A, B}) -> [show(A), '->', show(B)];
show({v, N}) -> {t, N};
show(T) -> T.
