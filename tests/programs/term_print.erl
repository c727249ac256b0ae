%% SPDX-License-Identifier: Apache-2.0
%%
%% What ~w prints: quoting, nesting, strings as lists, maps, funs, floats, bitstrings.

-module(term_print).
-export([main/0]).

main() ->
    [ok, 'Quoted', 'with space', 'it\'s', '', 'a.b', 'a@b', 'å', 'Å', 'ÿ', '→', 'é1', '1a', 'tab\there', 'del\177', 'nul\000x', 'back\\slash',
     'after', 'and', 'andalso', 'band', 'begin', 'bnot', 'bor', 'bsl', 'bsr', 'bxor', 'case', 'catch', 'cond', 'div', 'end', 'fun', 'if', 'let',
     'maybe', 'not', 'of', 'or', 'orelse', 'receive', 'rem', 'try', 'when', 'xor', 'else', nonode@nohost,
     "string", [65, 66 | c], [[]], [[], [[]]], {}, {{}}, [{}], 0, -0, -17, 1.0, -0.0, 1.0e22, 0.1,
     <<>>, <<"text">>, <<1:1>>, <<255, 3:2>>, [<<0>>], #{}, #{a => #{}}, #{"k" => [v], {t} => <<1>>},
     fun lists:map/2, fun 'My Mod':'My Fun'/0, fun erlang:'=:='/2,
     {nested, [{list, [1, 2.5, three, "four"]}, #{map => {5}}]}, [a | b], [a, b | {c}], [[1, 2] | [3]], true, nil, undefined].
