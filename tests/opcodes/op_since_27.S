%% Instructions for tools: no effect.

function lines/1
  line 3
  executable_line 3, 1
  move {line, 1}, x1
  test_heap 3, 2
  put_tuple2 x0, [x0, x1]
  return
case lines/1 [a]
