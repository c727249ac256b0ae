%% SPDX-License-Identifier: Apache-2.0
%%
%% Module records, with right and wrong arguments.
-module(record_functions).
-export([main/0]).

-record #local{a, b = {1, "two"}}.

main() ->
    none = record_lib:name(loaded),
    L = #local{a = 1},
    P = record_lib:point(3),
    Calls = [{create, [m, n, Fields, Options]} || Fields <- [[], [{a, 1}], [{a, 1}, {b, 2}], [{a, 1}, {a, 2}], [a], [{a, 1} | b], foo, [{1, 2}], #{a => 1}],
                                                  Options <- [#{is_exported => true}, #{is_exported => false}]]
        ++ [{create, [m, n, [{a, 1}], O]} || O <- [#{}, [], #{is_exported => 1}, #{is_exported => true, more => 1}]]
        ++ [{create, [M, N, [], #{is_exported => true}]} || {M, N} <- [{1, n}, {m, 1}, {"m", "n"}]]
        ++ [{update, [R, M, N, F]} || R <- [L, P], {M, N} <- [{record_functions, local}, {record_lib, point}, {1, local}],
                                      F <- [#{}, #{a => 2}, #{x => 2, y => 3}, #{nothing => 1}, foo, []]]
        ++ [{update, [1, m, n, #{}]}]
        ++ [{get, [F, R]} || F <- [a, b, x, 1], R <- [L, P, 1]]
        ++ [{F, [R]} || F <- [get_module, get_name, get_field_names, is_exported], R <- [L, P, 1, {local, 1}]]
        ++ [{get_definition, [M, N]} || M <- [record_functions, record_lib, no_such_module, 1], N <- [local, point, many, hidden, 1]],
    %% Maps of two keys are shown in an order that is not Erlang's.
    [{F, case A of [_, _, _, O] when map_size(O) > 1 -> map_size(O); _ -> A end, try apply(records, F, A) catch Class:Reason -> {Class, Reason} end} || {F, A} <- Calls].
