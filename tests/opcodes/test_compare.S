%% Comparisons: both operands in registers, and each as a constant.

function is_lt/2
  is_lt Else, x0, x1
  move true, x0
  return
Else:
  move false, x0
  return
all is_lt/2

variants $ = 0 | -1 | 134217727 | 134217728 | -134217728 | 18446744073709551616 | 1.0 | a | [] | {1}
function is_lt_c/1
  is_lt Else, x0, $
  is_lt Else2, $, x0
  move both, x0
  return
Else:
  is_lt Else2, $, x0
  move above, x0
  return
Else2:
  move not_above, x0
  return
all is_lt_c/1
