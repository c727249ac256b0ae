%% Raising and catching.

variants $ = badmatch | case_end | try_case_end | badrecord
function tagged/1
  line 4
  $ x0
all tagged/1

variants $ = badmatch 134217728 | case_end {a, "b"} | try_case_end 1.5 | badrecord []
function tagged_constant/0
  $
case tagged_constant/0 []

function if_clause/0
  if_end
case if_clause/0 []

function catches/2
  allocate 2, 2
  move [], y1
  catch y0, Handler
  call_ext 2, erlang:element/2
Handler:
  catch_end y0
  test_heap 3, 1
  put_tuple2 x0, [caught, x0]
  deallocate 2
  return
case catches/2 [1, {a}]
case catches/2 [1, {27}]
case catches/2 [1, {[]}]

%% The stack trace that is caught names this function.
function catches_error/2
  allocate 1, 2
  catch y0, Handler
  call_ext 2, erlang:element/2
Handler:
  catch_end y0
  is_tuple Else, x0
  test_arity Else, x0, 2
  get_tuple_element x0, 1, x1
  is_tuple Else, x1
  get_tuple_element x1, 0, x0
Else:
  deallocate 1
  return
case catches_error/2 [7, {a}]

function throws/1
  allocate 1, 1
  catch y0, Handler
  call_ext 1, erlang:throw/1
Handler:
  catch_end y0
  deallocate 1
  return
all throws/1

function exits/1
  allocate 1, 1
  catch y0, Handler
  call_ext 1, erlang:exit/1
Handler:
  catch_end y0
  deallocate 1
  return
all exits/1

function tries/2
  allocate 1, 2
  try y0, Handler
  call 2, risky/2
  try_end y0
  test_heap 3, 1
  put_tuple2 x0, [ok, x0]
  deallocate 1
  return
Handler:
  try_case y0
  test_heap 4, 2
  put_tuple2 x0, [failed, x0, x1]
  deallocate 1
  return
case tries/2 [error, 1]
case tries/2 [exit, 1]
case tries/2 [throw, {1}]
case tries/2 [none, [1]]

function risky/2
  select_val x0, Else, [error, Error, exit, Exit, throw, Throw]
Error:
  move x1, x0
  call_ext_only 1, erlang:error/1
Exit:
  move x1, x0
  call_ext_only 1, erlang:exit/1
Throw:
  move x1, x0
  call_ext_only 1, erlang:throw/1
Else:
  move x1, x0
  return

%% What is raised again keeps its class.
function raises_again/2
  allocate 1, 2
  try y0, Handler
  call 2, risky/2
  try_end y0
  deallocate 1
  return
Handler:
  try_case y0
  raise x2, x1
case raises_again/2 [error, 1]
case raises_again/2 [exit, 1]
case raises_again/2 [throw, {1}]

function raw_raises/2
  allocate 1, 2
  try y0, Handler
  call 2, risky/2
  try_end y0
  deallocate 1
  return
Handler:
  try_case y0
  test_heap 3, 3
  put_tuple2 x1, [again, x1]
  raw_raise
case raw_raises/2 [error, 1]
case raw_raises/2 [exit, 1]
case raw_raises/2 [throw, {1}]

function raw_raises_badarg/2
  allocate 1, 2
  try y0, Handler
  call 2, risky/2
  try_end y0
  deallocate 1
  return
Handler:
  try_case y0
  move no_class, x0
  raw_raise
  deallocate 1
  return
case raw_raises_badarg/2 [error, 1]

%% The first entry: this module, function and arity.
function stacktrace/2
  allocate 1, 2
  try y0, Handler
  call 2, risky/2
  try_end y0
  deallocate 1
  return
Handler:
  try_case y0
  move x2, x0
  build_stacktrace
  is_nonempty_list Else, x0
  get_hd x0, x0
  test_arity Else, x0, 4
  get_tuple_element x0, 1, x1
  get_tuple_element x0, 2, x2
  test_heap 3, 3
  put_tuple2 x0, [x1, x2]
Else:
  deallocate 1
  return
case stacktrace/2 [error, 1]
case stacktrace/2 [throw, 1]

function nested/2
  allocate 2, 2
  move [], y1
  try y0, Outer
  try y1, Inner
  call 2, risky/2
  try_end y1
  try_end y0
  deallocate 2
  return
Inner:
  try_case y1
  move x1, x0
  call_ext 1, erlang:exit/1
  try_end y0
  deallocate 2
  return
Outer:
  try_case y0
  test_heap 3, 2
  put_tuple2 x0, [x0, x1]
  deallocate 2
  return
case nested/2 [error, 1]
case nested/2 [none, 1]
