%% Moves, lists, tuples, records as tuples, funs.

variants $ = 0 | -1 | 134217727 | 134217728 | -134217729 | 9223372036854775807 | -9223372036854775808 | 9223372036854775808 | 340282366920938463463374607431768211456 | 1.5 | a | 'with space' | [] | {} | [1|2] | #{a => [b]} | <<1, 2>> | <<1:3>> | "text" | fun lists:seq/2
function move_constant/0
  move $, x0
  return
case move_constant/0 []

function moves/1
  allocate 2, 1
  move x0, y0
  move y0, y1
  move y1, x3
  move x3, x18
  move x18, x2
  move [], y0
  move {1, 2}, y1
  test_heap 5, 4
  put_tuple2 x0, [x2, x3, y0, y1]
  deallocate 2
  return
case moves/1 [v]

function swaps/2
  allocate 2, 2
  move x0, y0
  move x1, y1
  swap y0, y1
  swap x0, x1
  swap x0, y0
  swap y1, x20
  swap x20, y1
  test_heap 5, 2
  put_tuple2 x0, [x0, x1, y0, y1]
  deallocate 2
  return
case swaps/2 [a, [b]]

function swap_self/1
  swap x0, x0
  return
case swap_self/1 [a]

function lists/1
  get_list x0, x1, x2
  get_hd x0, x3
  get_tl x0, x4
  get_list x0, x0, x17
  test_heap 7, 18
  put_tuple2 x0, [x0, x1, x2, x3, x4, x17]
  return
case lists/1 [[1, 2]]
case lists/1 [[a | b]]

function lists_same/1
  get_tl x0, x1
  get_list x0, x5, x0
  get_hd x1, x1
  test_heap 4, 6
  put_tuple2 x0, [x0, x1, x5]
  return
case lists_same/1 [[1, 2, 3]]

function conses/2
  test_heap 12, 2
  put_list x0, x1, x2
  put_list 1, [], x3
  put_list {a}, x2, x4
  put_list x3, 134217728, x5
  put_list x4, x5, x0
  put_list x0, x0, x0
  return
case conses/2 [h, t]

function element/1
  get_tuple_element x0, 0, x1
  get_tuple_element x0, 2, x0
  test_heap 3, 2
  put_tuple2 x0, [x0, x1]
  return
case element/1 [{a, b, c}]

function tuples/2
  test_heap 10, 2
  put_tuple2 x2, []
  put_tuple2 x3, [1, a, [], x0, {literal, "x"}, 9223372036854775808]
  put_tuple2 x1, [x1]
  move x3, x0
  test_heap 4, 4
  put_tuple2 x0, [x0, x1, x2]
  return
case tuples/2 [p, q]

%% The tuple is fresh: nobody else has it.
function set_element/2
  test_heap 4, 2
  put_tuple2 x2, [1, 2, 3]
  set_tuple_element x0, x2, 0
  set_tuple_element x1, x2, 2
  move x2, x0
  return
case set_element/2 [[a], b]

function funs/2
  test_heap {words 4, funs 2}, 2
  make_fun3 fun with_free/3 free 2, x2, [x0, x1]
  make_fun3 fun without/1 free 0, x3, []
  put_tuple2 x4, [x2, x3, x0]
  allocate 1, 5
  move x4, y0
  get_tuple_element x4, 0, x1
  move 3, x0
  call_fun 1
  get_tuple_element y0, 1, x1
  move x0, y0
  move x1, x4
  move four, x0
  call_fun2 unsafe, 1, x4
  test_heap 3, 1
  put_tuple2 x0, [x0, y0]
  deallocate 1
  return
case funs/2 [1, {2}]

function with_free/3
  test_heap 4, 3
  put_tuple2 x0, [x0, x1, x2]
  return

function without/1
  test_heap 2, 1
  put_list x0, [], x0
  return

%% The free variables are x0, x1, ...; the fun goes to x0.
function old_fun/2
  make_fun2 fun with_free/3 free 2
  move x0, x1
  move arg, x0
  allocate 0, 2
  call_fun 1
  deallocate 0
  return
case old_fun/2 [1, {2}]

function old_fun_without/0
  make_fun2 fun without/1 free 0
  move x0, x1
  move arg, x0
  allocate 0, 2
  call_fun2 safe, 1, x1
  deallocate 0
  return
case old_fun_without/0 []

function call_known/2
  test_heap {words 0, funs 1}, 2
  make_fun3 fun with_free/3 free 2, x2, [x0, x1]
  allocate 0, 3
  move 0, x0
  call_fun2 fun with_free/3 free 2, 1, x2
  deallocate 0
  return
case call_known/2 [1, 2]

function wrong_fun/2
  allocate 0, 2
  call_fun 1
  deallocate 0
  return
case wrong_fun/2 [1, notafun]
case wrong_fun/2 [1, '$fun']
case wrong_fun/2 [1, '$fun2']
case wrong_fun/2 [[1], fun erlang:hd/1]
case wrong_fun/2 [[1], fun no_such_module:f/1]
