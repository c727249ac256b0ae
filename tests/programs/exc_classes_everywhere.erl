%% SPDX-License-Identifier: Apache-2.0
%%
%% Each class raised in each part of each construct: who catches what.

-module(exc_classes_everywhere).
-export([main/0]).

main() ->
    Raise = [{error, fun() -> error(e) end}, {exit, fun() -> exit(x) end}, {throw, fun() -> throw(t) end}, {arith, fun() -> probe_lib:id(0) + probe_lib:id(a) end}],
    [{Name, Class, probe_lib:run(fun() -> F(R) end)} || {Name, F} <- constructs(), {Class, R} <- Raise].

constructs() ->
    [{'catch', fun(R) -> clean(catch R()) end},
     {try_error, fun(R) -> try R() catch error:E -> {caught, E} end end},
     {try_exit, fun(R) -> try R() catch exit:E -> {caught, E} end end},
     {try_throw, fun(R) -> try R() catch E -> {caught, E} end end},
     {try_value, fun(R) -> try R() catch _:t -> its_t; _:e -> its_e end end},
     {try_of, fun(R) -> try probe_lib:id(1) of 1 -> R() catch _:_ -> never end end},
     {in_handler, fun(R) -> try error(first) catch error:first -> R() end end},
     {in_after, fun(R) -> try throw(lost) after R() end end},
     {in_case, fun(R) -> case (catch {ok, R()}) of {'EXIT', _} -> exit_tuple; Other -> Other end end},
     {in_list, fun(R) -> [catch_class(fun() -> [1, R()] end), catch_class(fun() -> {R(), R()} end)] end},
     {in_fun, fun(R) -> (fun() -> try R() catch C:E -> {C, E} end end)() end},
     {in_comprehension, fun(R) -> [try R() catch _:_ -> X end || X <- [1, 2]] end},
     {in_binary, fun(R) -> try <<(R()):8>> catch C:_ -> C end end},
     {in_map, fun(R) -> try #{a => R(), R() => b} catch C:_ -> C end end},
     {in_guard_position, fun(R) -> X = (catch R()), if X =:= t -> thrown; element(1, X) =:= 'EXIT' -> exited; true -> other end end},
     {in_andalso, fun(R) -> try probe_lib:id(true) andalso R() catch C:_ -> C end end},
     {in_send, fun(R) -> try self() ! R() catch C:_ -> C end end},
     {in_receive, fun(R) -> self() ! go, receive go -> try R() catch C:_ -> C end end end},
     {in_timeout, fun(R) -> receive never -> ok after 0 -> try R() catch C:_ -> C end end end},
     {nested_catch, fun(R) -> clean(catch {in, clean(catch R())}) end},
     {both, fun(R) -> try try R() catch throw:X -> throw({again, X}) end catch C:E -> {outer, C, E} end end}].

clean({'EXIT', {R, [_ | _]}}) -> {'EXIT', R};
clean(X) -> X.

catch_class(F) -> try F() catch C:_ -> C end.
