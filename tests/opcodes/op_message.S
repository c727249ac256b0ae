%% Sending and receiving.

function sends/1
  allocate 1, 1
  move x0, y0
  bif0 erlang:self/0, x0
  move y0, x1
  send
  move x0, y0
  call 0, receives/0
  test_heap 3, 1
  put_tuple2 x0, [x0, y0]
  deallocate 1
  return
all sends/1

function receives/0
  allocate 0, 0
Loop:
  loop_rec Wait, x0
  remove_message
  deallocate 0
  return
Wait:
  wait Loop

%% Takes {wanted, Value} out of the queue, whatever comes before.
function selective/2
  allocate 2, 2
  move x0, y0
  move x1, y1
  bif0 erlang:self/0, x0
  move y0, x1
  send
  bif0 erlang:self/0, x0
  test_heap 3, 1
  put_tuple2 x1, [wanted, y1]
  send
Loop:
  loop_rec Wait, x0
  is_tagged_tuple Next, x0, 2, wanted
  get_tuple_element x0, 1, x0
  remove_message
  move x0, y1
  call 0, receives/0
  test_heap 3, 1
  put_tuple2 x0, [y1, x0]
  deallocate 2
  return
Next:
  loop_rec_end Loop
Wait:
  wait Loop
case selective/2 [noise, 1]
case selective/2 [{wanted, 1, 2}, {2}]

variants $ = 0 | 3
function times_out/0
  allocate 0, 0
Loop:
  loop_rec Wait, x0
  loop_rec_end Loop
Wait:
  wait_timeout Loop, $
  timeout
  move timed_out, x0
  deallocate 0
  return
case times_out/0 []

function bad_timeout/1
  allocate 1, 1
  move x0, y0
Loop:
  loop_rec Wait, x0
  loop_rec_end Loop
Wait:
  wait_timeout Loop, y0
  timeout
  move timed_out, x0
  deallocate 1
  return
case bad_timeout/1 [1]
case bad_timeout/1 [a]
case bad_timeout/1 [-1]
case bad_timeout/1 [1.0]

%% A marker skips what was there before the reference was made.
function marked/0
  allocate 1, 0
  move [], y0
  bif0 erlang:self/0, x0
  move old, x1
  send
  recv_marker_reserve x0
  move x0, y0
  call_ext 0, erlang:make_ref/0
  recv_marker_bind y0, x0
  move x0, y0
  bif0 erlang:self/0, x0
  test_heap 3, 1
  put_tuple2 x1, [y0, answer]
  send
  recv_marker_use y0
Loop:
  loop_rec Wait, x0
  is_tuple Next, x0
  test_arity Next, x0, 2
  get_tuple_element x0, 0, x1
  is_eq_exact Next, x1, y0
  get_tuple_element x0, 1, x0
  recv_marker_clear y0
  remove_message
  move x0, y0
  call 0, receives/0
  test_heap 3, 1
  put_tuple2 x0, [y0, x0]
  deallocate 1
  return
Next:
  loop_rec_end Loop
Wait:
  wait Loop
case marked/0 []

%% Of OTP 23 and older.
function old_marker/0
  allocate 0, 0
  recv_mark Loop
  bif0 erlang:self/0, x0
  move message, x1
  send
  recv_set Loop
Loop:
  loop_rec Wait, x0
  remove_message
  deallocate 0
  return
Wait:
  wait Loop
case old_marker/0 []
