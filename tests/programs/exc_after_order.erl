%% SPDX-License-Identifier: Apache-2.0
%%
%% In which order after-clauses run, what they see, and that their value is dropped.

-module(exc_after_order).
-export([main/0]).

main() ->
    [{T, trace(F)} || {T, F} <- [
        {plain, fun() -> try note(body), 1 after note('after') end end},
        {raised, fun() -> try note(body), throw(x) after note('after') end end},
        {nested, fun() -> try try note(a), throw(x) after note(b) end after note(c) end end},
        {caught, fun() -> try try note(a), error(x) catch error:x -> note(b), 7 after note(c) end after note(d) end end},
        {handler_raises, fun() -> try try error(x) catch error:x -> note(h), exit(y) after note(c) end catch exit:y -> note(outer), 8 end end},
        {after_raises, fun() -> try try throw(first) after note(a), throw(second) end catch throw:X -> note(X), X end end},
        {of_raises, fun() -> try note(b) of b -> note(o), throw(o) after note(a) end end},
        {of_no_clause, fun() -> try note(b) of c -> never after note(a) end end},
        {loop, fun() -> [try note(N) after note(-N) end || N <- [1, 2, 3]] end},
        {recursion, fun() -> down(3) end},
        {tail_in_try, fun() -> count(5) end},
        {value, fun() -> X = try probe_lib:id(5) after 6 end, X + 1 end},
        {variables, fun() -> A = probe_lib:id(1), try B = probe_lib:id(2), A + B after note({a, A}) end end},
        {exit_in_after, fun() -> try 1 after exit(gone) end end},
        {'catch', fun() -> case catch (try throw(a) after note(z) end) of a -> note(got) end end}]].

trace(F) ->
    put(notes, []),
    R = probe_lib:run(F),
    {R, lists:reverse(erase(notes))}.

note(X) -> put(notes, [X | get(notes)]), X.

down(0) -> throw(bottom);
down(N) -> try down(N - 1) after note(N) end.

count(0) -> note(zero);
count(N) -> try count(N - 1) of zero -> note(N), zero after note({a, N}) end.
