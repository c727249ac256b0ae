%% Native records. The definitions come from the chunk Recs.

record point exported [{x, 1}, y]
record hidden local [{a, 134217728}]
record empty local []

function make/2
  put_record -, point, [], x0, 2, [x, x0, y, x1]
  return
case make/2 [[1], 2]

function make_external/1
  put_record -, {op_record_29, point}, [], x0, 1, [y, x0]
  return
case make_external/1 [{y}]

variants $ = {op_record_29, hidden} | {op_record_29, nothing} | {no_such_module, point}
function make_fails/1
  put_record Else, $, [], x0, 1, [a, x0]
  return
Else:
  move failed, x0
  return
case make_fails/1 [1]

variants $ = {op_record_29, hidden}, [] | {op_record_29, nothing}, [] | {no_such_module, point}, []
function make_raises/1
  put_record -, $, x0, 1, [a, x0]
  return
case make_raises/1 [1]

function no_value/0
  put_record -, point, [], x0, 0, [x, 3]
  return
case no_value/0 []

function no_field/0
  put_record -, point, [], x0, 0, [x, 3, y, 4, z, 5]
  return
case no_field/0 []

function update/2
  put_record -, point, [], x2, 2, [x, x0, y, x1]
  put_record -, point, x2, x3, 3, [y, {new, "y"}]
  put_record Else, point, x2, x4, 4, [z, 1]
Else:
  test_heap 3, 4
  put_tuple2 x0, [x2, x3]
  return
case update/2 [1, 2]

function update_raises/2
  put_record -, point, [], x2, 2, [x, x0, y, x1]
  put_record -, point, x2, x3, 3, [z, 0]
  return
case update_raises/2 [1, 2]

function elements/1
  put_record -, point, [], x0, 1, [y, x0]
  get_record_elements Else, x0, [y, x1, x, x0]
  test_heap 3, 2
  put_tuple2 x0, [x0, x1]
  return
Else:
  move none, x0
  return
case elements/1 [7]

function no_elements/1
  put_record -, point, [], x0, 1, [y, x0]
  get_record_elements Else, x0, [x, x1, z, x2]
  return
Else:
  move none, x0
  return
case no_elements/1 [7]

variants $ = point, y | '_', y | {op_record_29, point}, x | hidden, a | {op_record_29, hidden}, a | point, z
function field/1
  put_record -, point, [], x0, 1, [y, x0]
  get_record_field Else, x0, $, x1
  move x1, x0
  return
Else:
  move none, x0
  return
case field/1 [7]

variants $ = point, y | '_', y | {op_record_29, point}, x | hidden, a | {op_record_29, hidden}, a | point, z
function field_raises/1
  put_record -, point, [], x0, 1, [y, x0]
  get_record_field -, x0, $, x0
  return
case field_raises/1 [7]

variants $ = '_', a | hidden, a | {op_record_29, hidden}, a
function hidden_field/1
  put_record -, hidden, [], x0, 1, [a, x0]
  get_record_field Else, x0, $, x0
  return
Else:
  move none, x0
  return
case hidden_field/1 [7]

variants $ = x0 | x1 | x2
function tests/1
  put_record -, point, [], x1, 1, [y, 1]
  put_record -, hidden, [], x2, 2, []
  is_any_native_record No, $
  is_native_record Other, $, op_record_29, hidden
  move hidden, x3
  jump Access
Other:
  move other, x3
Access:
  is_record_accessible Inaccessible, $, external
  is_record_accessible Odd, $, auto_local
  test_heap 3, 4
  put_tuple2 x0, [x3, external]
  return
Inaccessible:
  is_record_accessible Odd, $, auto_local
  test_heap 3, 4
  put_tuple2 x0, [x3, local]
  return
Odd:
  move odd, x0
  return
No:
  move no, x0
  return
all tests/1

function empty/0
  put_record -, empty, [], x0, 0, []
  return
case empty/0 []

%% bif3 is a guard function with three arguments.
function bif_of_three/1
  bif3 Else, erlang:is_record/3, x0, op_record_29, point, x1
  move x1, x0
  return
Else:
  move failed, x0
  return
all bif_of_three/1
