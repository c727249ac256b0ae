%% Calls of this and of other modules, natives among them; apply; functions as guards.

function ext/2
  allocate 0, 2
  call_ext 2, lists:seq/2
  deallocate 0
  return
case ext/2 [1, 5]
case ext/2 [a, 5]

function ext_only/2
  call_ext_only 2, lists:seq/2
case ext_only/2 [3, 5]
case ext_only/2 [b, 5]

function ext_last/2
  allocate 1, 2
  move x0, y0
  move y0, x0
  call_ext_last 2, lists:seq/2, 1
case ext_last/2 [5, 6]

function native/2
  allocate 1, 2
  move x1, y0
  call_ext 2, erlang:element/2
  test_heap 3, 1
  put_tuple2 x0, [x0, y0]
  deallocate 1
  return
case native/2 [2, {a, b}]
case native/2 [3, {a, b}]

function native_only/2
  call_ext_only 2, erlang:element/2
case native_only/2 [1, {a, b}]
case native_only/2 [0, {a, b}]

function native_last/2
  allocate 1, 2
  move x0, y0
  call_ext_last 2, erlang:element/2, 1
case native_last/2 [1, {a, b}]
case native_last/2 [foo, {a, b}]

function undefined/1
  call_ext_only 1, no_such_module:function/1
case undefined/1 [1]

function applied/3
  move x0, x3
  move x1, x4
  move x2, x0
  move x3, x1
  move x4, x2
  allocate 0, 3
  apply 1
  deallocate 0
  return
case applied/3 [lists, reverse, [1, 2]]
case applied/3 [erlang, length, [1, 2]]
case applied/3 [erlang, length, foo]
case applied/3 [lists, no_such_function, []]
case applied/3 [1, f, []]
case applied/3 [lists, "f", []]

function applied_last/3
  move x0, x3
  move x1, x4
  move x2, x0
  move x3, x1
  move x4, x2
  allocate 2, 3
  move x0, y0
  move x0, y1
  apply_last 1, 2
case applied_last/3 [lists, sum, [1, 2]]
case applied_last/3 [erlang, hd, []]

function mutual/1
  is_eq_exact Else, x0, 0
  move done, x0
  return
Else:
  gc_bif2 -, 1, erlang:'-'/2, x0, 1, x0
  call_only 1, mutual2/1
case mutual/1 [5000]

function mutual2/1
  is_eq_exact Else, x0, 0
  move done2, x0
  return
Else:
  gc_bif2 -, 1, erlang:'-'/2, x0, 1, x0
  allocate 1, 1
  call_last 1, mutual/1, 1

function zero_arguments/0
  bif0 erlang:self/0, x1
  bif0 erlang:node/0, x2
  is_pid Else, x1
  move x2, x0
  return
Else:
  move not_a_pid, x0
  return
case zero_arguments/0 []

variants $ = hd | tl | tuple_size | is_atom | not
function one_argument/1
  bif1 Else, erlang:$/1, x0, x0
  return
Else:
  test_heap 3, 1
  put_tuple2 x0, [failed, x0]
  return
all one_argument/1

variants $ = hd | tl | tuple_size | not
function one_argument_raises/1
  bif1 -, erlang:$/1, x0, x0
  return
all one_argument_raises/1

variants $ = '=:=' | '==' | '<' | '>=' | and | or | element | is_function | map_get | is_map_key
function two_arguments/2
  bif2 Else, erlang:$/2, x0, x1, x0
  return
Else:
  test_heap 4, 2
  put_tuple2 x0, [failed, x0, x1]
  return
all two_arguments/2

function element_raises/2
  bif2 -, erlang:element/2, x0, x1, x0
  return
all element_raises/2

variants $ = 0 | 1 | 2 | a | 134217728 | 18446744073709551616
function element_constant/1
  bif2 Else, erlang:element/2, $, x0, x0
  return
Else:
  move failed, x0
  return
all element_constant/1
