%% SPDX-License-Identifier: Apache-2.0
%%
%% An interpreter for a language of eight commands on a tape, with loops turned into a tree first.

-module(algo_tape_machine).
-export([main/0]).

main() ->
    Hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.",
    [{hello, run(Hello, "")},
     {cat, run(",[.,]", "echo")},
     {reverse, run(">,[>,]<[.<]", "abc")},
     {wrap, run("-.", "")},
     {multiply, run("++++++[>+++++++<-]>.", "")},
     {bad, [catch parse(P, [], []) || P <- ["[", "]", "[[]", "[]]"]]},
     {shape, parse("+[-[.]]>", [], [])}].

run(Program, Input) ->
    {Tape, _, Out} = lists:foldl(fun step/2, {{[], 0, []}, Input, []}, parse(Program, [], [])),
    {Left, Cell, Right} = Tape,
    {lists:reverse(Out), length(Left), Cell, Right}.

parse([], Acc, []) -> lists:reverse(Acc);
parse([], _, Stack) -> throw({open, length(Stack)});
parse("[" ++ R, Acc, Stack) -> parse(R, [], [Acc | Stack]);
parse("]" ++ R, Acc, [Outer | Stack]) -> parse(R, [{loop, lists:reverse(Acc)} | Outer], Stack);
parse("]" ++ _, _, []) -> throw(close);
parse([C | R], [{C, N} | Acc], Stack) -> parse(R, [{C, N + 1} | Acc], Stack);
parse([C | R], Acc, Stack) -> parse(R, [{C, 1} | Acc], Stack).

step({loop, _}, {{_, 0, _}, _, _} = State) -> State;
step({loop, Body} = Loop, State) -> step(Loop, lists:foldl(fun step/2, State, Body));
step({_, 0}, State) -> State;
step({$+, N}, {{L, C, R}, In, Out}) -> {{L, (C + N) rem 256, R}, In, Out};
step({$-, N}, {{L, C, R}, In, Out}) -> {{L, (C - N) band 255, R}, In, Out};
step({$>, N}, {{L, C, []}, In, Out}) -> step({$>, N - 1}, {{[C | L], 0, []}, In, Out});
step({$>, N}, {{L, C, [H | R]}, In, Out}) -> step({$>, N - 1}, {{[C | L], H, R}, In, Out});
step({$<, N}, {{[H | L], C, R}, In, Out}) -> step({$<, N - 1}, {{L, H, [C | R]}, In, Out});
step({$., N}, {{_, C, _} = T, In, Out}) -> {T, In, lists:duplicate(N, C) ++ Out};
step({$,, N}, {{L, _, R}, [C | In], Out}) -> step({$,, N - 1}, {{L, C, R}, In, Out});
step({$,, N}, {{L, _, R}, [], Out}) -> step({$,, N - 1}, {{L, 0, R}, [], Out}).
