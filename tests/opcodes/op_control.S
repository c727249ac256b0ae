%% Labels, frames, jumps, selects. Registers are gathered into a tuple at the end.

function select_small/1
  select_val x0, Other, [0, Zero, 1, One, 2, Two, 3, Three, 5, Five, -1, Minus]
Zero:
  move zero, x0
  return
One:
  move one, x0
  return
Two:
  move two, x0
  return
Three:
  move three, x0
  return
Five:
  move five, x0
  return
Minus:
  move minus, x0
  return
Other:
  move other, x0
  return
all select_small/1
case select_small/1 [2]
case select_small/1 [3]
case select_small/1 [4]
case select_small/1 [5]
case select_small/1 [6]

function select_sparse/1
  select_val x0, Other, [134217727, Max, -134217728, Min, 0, Zero, 1000000, Million, 77, Some, 134217728, Big, 18446744073709551616, Huge]
Max:
  move max, x0
  return
Min:
  move min, x0
  return
Zero:
  move zero, x0
  return
Million:
  move million, x0
  return
Some:
  move some, x0
  return
Big:
  move big, x0
  return
Huge:
  move huge, x0
  return
Other:
  move other, x0
  return
all select_sparse/1
case select_sparse/1 [77]
case select_sparse/1 [1000000]
case select_sparse/1 [18446744073709551616]

function select_atom/1
  select_val x0, Other, [a, First, true, Second, false, Third, undefined, Fourth, 'A b', Fifth, error, Sixth]
First:
  move 1, x0
  return
Second:
  move 2, x0
  return
Third:
  move 3, x0
  return
Fourth:
  move 4, x0
  return
Fifth:
  move 5, x0
  return
Sixth:
  move 6, x0
  return
Other:
  move 0, x0
  return
all select_atom/1
case select_atom/1 ['A b']
case select_atom/1 [error]

function select_float/1
  select_val x0, Other, [1.0, One, 0.0, Zero, -1.0, Minus]
One:
  move one, x0
  return
Zero:
  move zero, x0
  return
Minus:
  move minus, x0
  return
Other:
  move other, x0
  return
all select_float/1

function select_arity/1
  is_tuple Other, x0
  select_tuple_arity x0, Other, [#0, Empty, #1, One, #3, Three]
Empty:
  move empty, x0
  return
One:
  get_tuple_element x0, 0, x0
  return
Three:
  get_tuple_element x0, 2, x0
  return
Other:
  move other, x0
  return
all select_arity/1
case select_arity/1 [{1, 2, 3}]
case select_arity/1 [{1, 2}]

function frame/2
  allocate 3, 2
  init_yregs [y2, y0, y1]
  move x0, y0
  move x1, y1
  move foo, x0
  call 1, identity/1
  test_heap 5, 1
  put_tuple2 x0, [x0, y0, y1, y2]
  deallocate 3
  return
case frame/2 [1, [2]]

function identity/1
  return

function frame_heap/1
  allocate_heap 1, 2, 1
  put_list x0, [], x1
  move x1, y0
  call 1, identity/1
  move y0, x0
  deallocate 1
  return
case frame_heap/1 [{a, b}]

function frame_heap_list/1
  allocate_heap 1, {words 3, floats 1, funs 0}, 1
  fconv x0, fr0
  fmove fr0, x1
  put_tuple2 x0, [x0, x1]
  move x0, y0
  call 1, identity/1
  move y0, x0
  deallocate 1
  return
case frame_heap_list/1 [3]

function frame_zero/0
  allocate_zero 2, 0
  init y1
  test_heap 3, 0
  put_tuple2 x0, [y0, y1]
  deallocate 2
  return
case frame_zero/0 []

function frame_heap_zero/1
  allocate_heap_zero 2, 3, 1
  put_tuple2 x0, [x0, y1]
  move x0, y0
  move y0, x0
  deallocate 2
  return
case frame_heap_zero/1 [q]

function trimmed/3
  allocate 3, 3
  move x0, y0
  move x1, y1
  move x2, y2
  call 1, identity/1
  trim 1, 2
  test_heap 3, 0
  put_tuple2 x0, [y0, y1]
  move x0, y0
  trim 0, 2
  call 1, identity/1
  trim 1, 1
  move y0, x1
  test_heap 3, 2
  put_tuple2 x0, [x0, x1]
  deallocate 1
  return
case trimmed/3 [1, 2, 3]

function deep/1
  is_eq_exact Else, x0, 0
  return
Else:
  allocate 1, 1
  move x0, y0
  gc_bif2 -, 1, erlang:'-'/2, x0, 1, x0
  call 1, deep/1
  gc_bif2 -, 1, erlang:'+'/2, x0, y0, x0
  deallocate 1
  return
case deep/1 [20000]

function loop/2
  is_eq_exact Else, x0, 0
  move x1, x0
  return
Else:
  gc_bif2 -, 2, erlang:'-'/2, x0, 1, x0
  gc_bif2 -, 2, erlang:'+'/2, x1, 2, x1
  call_only 2, loop/2
case loop/2 [10000, 5]

function last/2
  allocate 1, 2
  move x1, y0
  call 1, identity/1
  move y0, x1
  call_last 2, pair/2, 1
case last/2 [a, b]

function pair/2
  test_heap 3, 2
  put_tuple2 x0, [x1, x0]
  return

function lines/1
  line 12
  nif_start
  badmatch x0
case lines/1 [7]

function no_clause/2
  is_atom Else, x0
  return
Else:
  jump Else2
Else2:
  if_end
case no_clause/2 [1, 2]
case no_clause/2 [a, 2]

function many_live/0
  move 1, x0
  move 2, x15
  move 3, x16
  move 4, x17
  move 5, x255
  move x16, x14
  swap x15, x16
  swap x17, x255
  swap x0, x14
  test_heap 7, 256
  put_tuple2 x0, [x0, x14, x15, x16, x17, x255]
  return
case many_live/0 []
