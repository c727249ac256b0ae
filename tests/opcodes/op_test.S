%% Type tests and comparisons: operands in registers, and as constants at the borders of representations.

variants $ = is_integer | is_float | is_number | is_atom | is_pid | is_reference | is_port | is_nil | is_binary | is_list | is_nonempty_list | is_tuple | is_function | is_boolean | is_bitstr | is_map
function type/1
  $ Else, x0
  move true, x0
  return
Else:
  move false, x0
  return
all type/1

variants $ = is_integer | is_float | is_number | is_atom | is_pid | is_reference | is_port | is_nil | is_binary | is_list | is_nonempty_list | is_tuple | is_function | is_boolean | is_bitstr | is_map
function type_y/1
  allocate 1, 1
  move x0, y0
  $ Else, y0
  move true, x0
  deallocate 1
  return
Else:
  move false, x0
  deallocate 1
  return
all type_y/1

variants $ = is_lt | is_ge | is_eq | is_ne | is_eq_exact | is_ne_exact
function compare/2
  $ Else, x0, x1
  move true, x0
  return
Else:
  move false, x0
  return
all compare/2

variants $ = 0 | -1 | 134217727 | 134217728 | -134217728 | 4294967296 | 18446744073709551616 | 1.0 | a | [] | {1} | <<1>>
function compare_right/1
  is_lt Ge, x0, $
  move lt, x1
  jump Next
Ge:
  is_ge Odd, x0, $
  move ge, x1
Next:
  is_eq Ne, x0, $
  move eq, x2
  jump Exact
Ne:
  is_ne Odd, x0, $
  move ne, x2
Exact:
  is_eq_exact NeExact, x0, $
  move eq_exact, x3
  jump Last
NeExact:
  is_ne_exact Odd, x0, $
  move ne_exact, x3
Last:
  test_heap 4, 4
  put_tuple2 x0, [x1, x2, x3]
  return
Odd:
  move odd, x0
  return
all compare_right/1

variants $ = 0 | -1 | 134217727 | 134217728 | -134217728 | 4294967296 | 18446744073709551616 | 1.0 | a | [] | {1} | <<1>>
function compare_left/1
  is_lt Ge, $, x0
  move lt, x1
  jump Next
Ge:
  is_ge Odd, $, x0
  move ge, x1
Next:
  is_eq Ne, $, x0
  move eq, x2
  jump Exact
Ne:
  move ne, x2
Exact:
  is_eq_exact NeExact, $, x0
  move eq_exact, x3
  jump Last
NeExact:
  move ne_exact, x3
Last:
  test_heap 4, 4
  put_tuple2 x0, [x1, x2, x3]
  return
Odd:
  move odd, x0
  return
all compare_left/1

%% Types say that both are small: no test of their tags.
function compare_typed/2
  is_integer Else, x0
  is_lt Else, x0: integer -5..5, x1: integer 0..134217727
  move true, x0
  return
Else:
  move false, x0
  return
case compare_typed/2 [-5, 0]
case compare_typed/2 [5, 5]
case compare_typed/2 [4, 5]
case compare_typed/2 [0, 134217727]

%% test_arity behind is_tuple, as compilers write it.
variants $ = 0 | 1 | 2 | 255
function arity/1
  is_tuple Else, x0
  test_arity Else, x0, $
  move true, x0
  return
Else:
  move false, x0
  return
all arity/1
case arity/1 [{a, b}]

variants $ = 1, a | 2, a | 2, 'no such'
function tagged/1
  is_tagged_tuple Else, x0, $
  move true, x0
  return
Else:
  move false, x0
  return
all tagged/1
case tagged/1 [{a}]

function of_arity/2
  is_function2 Else, x0, x1
  move true, x0
  return
Else:
  move false, x0
  return
all of_arity/2
case of_arity/2 ['$fun', 1]
case of_arity/2 ['$fun2', 1]

variants $ = 0 | 1 | 2 | 255 | 256 | foo
function of_constant_arity/1
  is_function2 Else, x0, $
  move true, x0
  return
Else:
  move false, x0
  return
case of_constant_arity/1 ['$fun']
case of_constant_arity/1 ['$fun2']
case of_constant_arity/1 [fun lists:seq/2]
all of_constant_arity/1
