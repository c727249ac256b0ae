%% update_record: a copy of a tuple with some elements replaced.

variants $ = copy | reuse
function update/2
  test_heap 5, 2
  update_record $, 4, x0, x2, [#2, x1, #4, [lit]]
  test_heap 3, 3
  put_tuple2 x0, [x0, x2]
  return
case update/2 [{r, 1, 2, 3}, new]
case update/2 [{r, same, 2, [lit]}, same]

function update_literal/1
  test_heap 3, 1
  update_record copy, 2, {a, b}, x0, [#1, x0]
  return
case update_literal/1 [9]

%% bs_match: a series of commands on one match state.
function match/1
  bs_start_match4 Else, 1, x0, x1
  bs_match Else, x1, [ensure_at_least, 24, 8, integer, 2, [big, unsigned], 8, 1, x2, integer, 2, [little, signed], 16, 1, x3, get_tail, 4, 8, x4]
  test_heap 4, 5
  put_tuple2 x0, [x2, x3, x4]
  return
Else:
  move none, x0
  return
case match/1 [<<1, 2, 3>>]
case match/1 [<<255, 255, 255, 7, 8>>]
case match/1 [<<1, 2>>]
case match/1 [<<1, 2, 3, 4:4>>]
case match/1 [foo]

function match_exactly/1
  bs_start_match4 Else, 1, x0, x1
  bs_match Else, x1, [ensure_exactly, 24, '=:=', [], 8, 65, skip, 8, binary, 2, [], 8, 1, x2]
  move x2, x0
  return
Else:
  move none, x0
  return
case match_exactly/1 [<<65, 66, 67>>]
case match_exactly/1 [<<66, 66, 67>>]
case match_exactly/1 [<<65, 66, 67, 68>>]
case match_exactly/1 [<<65, 66>>]
