%% Instructions for tools: no effect.

function debug/1
  debug_line entry, 2, 1, 1
  line 3
  debug_line line, 3, 2, 1
  return
case debug/1 [a]
