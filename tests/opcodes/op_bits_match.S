%% Matching of bitstrings, an instruction at a time.

function starts/1
  bs_start_match4 Else, 1, x0, x1
  bs_get_tail x1, x2, 2
  bs_start_match3 Else, x2, 3, x3
  bs_test_tail2 More, x3, 0
  move empty, x0
  return
More:
  bs_get_tail x3, x0, 4
  return
Else:
  move no_bits, x0
  return
all starts/1

function starts_no_fail/1
  bs_start_match4 no_fail, 1, x0, x0
  bs_start_match4 resume, 1, x0, x0
  bs_get_tail x0, x0, 1
  return
case starts_no_fail/1 [<<1, 2:4>>]

%% size, unit, flags: 2 little, 4 signed
variants $ = x2, 8, 0 | x2, 3, 4 | 16, 1, 0 | 16, 1, 2 | 16, 1, 6 | 27, 1, 0 | 28, 1, 4 | 32, 1, 2 | 64, 1, 4 | 65, 1, 0 | 9, 7, 6
function get_integer/2
  move x1, x2
  bs_start_match3 Else, x0, 3, x1
  bs_get_integer2 Else, x1, 3, 3, 1, 0, x4
  bs_get_integer2 Else, x1, 5, $, x3
  bs_get_tail x1, x1, 5
  test_heap 4, 5
  put_tuple2 x0, [x3, x4, x1]
  return
Else:
  move none, x0
  return
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 0]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 1]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 2]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 7]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, -1]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, a]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 134217727]
case get_integer/2 [<<255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 18446744073709551616]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 0]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 1]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 2]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 7]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, -1]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, a]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 134217727]
case get_integer/2 [<<170, 170, 170, 170, 170, 170, 170, 170, 170, 170:6>>, 18446744073709551616]
case get_integer/2 [<<1, 2>>, 1]
case get_integer/2 [<<>>, 1]

variants $ = 64, 1, 0 | 32, 1, 2 | 16, 1, 0 | x1, 1, 0
function get_float/2
  bs_start_match3 Else, x0, 2, x2
  bs_get_float2 Else, x2, 3, $, x3
  move x3, x0
  return
Else:
  move none, x0
  return
case get_float/2 [<<1.5/float>>, 64]
case get_float/2 [<<255, 255, 255, 255, 255, 255, 255, 255>>, 64]
case get_float/2 [<<0, 0, 128, 63, 0>>, 32]
case get_float/2 [<<60, 0, 1>>, 16]
case get_float/2 [<<60>>, 17]

variants $ = x1, 8, 0 | x1, 1, 0 | 3, 1, 0 | all, 8, 0 | all, 1, 0
function get_binary/2
  bs_start_match3 Else, x0, 2, x2
  bs_get_integer2 Else, x2, 3, 3, 1, 0, x3
  bs_test_unit Else, x2, 1
  bs_get_binary2 Else, x2, 4, $, x3
  bs_get_tail x2, x2, 4
  test_heap 3, 4
  put_tuple2 x0, [x2, x3]
  return
Else:
  move none, x0
  return
case get_binary/2 [<<1, 2, 3:3>>, 1]
case get_binary/2 [<<1, 2, 3:4>>, 1]
case get_binary/2 [<<1, 2, 3, 4>>, 0]
case get_binary/2 [<<1, 2, 3, 4>>, 3]
case get_binary/2 [<<1, 2, 3, 4>>, 4]
case get_binary/2 [<<1, 2, 3, 4>>, -1]
case get_binary/2 [<<1, 2, 3, 4>>, 18446744073709551616]

variants $ = x1, 8, 0 | x1, 1, 0 | 17, 1, 0 | 0, 8, 0
function skips/2
  bs_start_match3 Else, x0, 2, x2
  bs_skip_bits2 Else, x2, $
  bs_get_tail x2, x0, 3
  return
Else:
  move none, x0
  return
case skips/2 [<<1, 2, 3:3>>, 1]
case skips/2 [<<1, 2, 3:3>>, 3]
case skips/2 [<<1, 2, 3:3>>, -1]
case skips/2 [<<>>, 0]

variants $ = 0 | 1 | 8 | 11
function tail_bits/1
  bs_start_match3 Else, x0, 1, x1
  bs_test_tail2 Else, x1, $
  move true, x0
  return
Else:
  move false, x0
  return
case tail_bits/1 [<<>>]
case tail_bits/1 [<<1:1>>]
case tail_bits/1 [<<1>>]
case tail_bits/1 [<<1, 2:3>>]

variants $ = 1 | 3 | 8 | 256
function unit/1
  bs_start_match3 Else, x0, 1, x1
  bs_test_unit Else, x1, $
  move true, x0
  return
Else:
  move false, x0
  return
case unit/1 [<<>>]
case unit/1 [<<1:6>>]
case unit/1 [<<1>>]
case unit/1 [<<1, 2, 3>>]
case unit/1 [<<1:256>>]

variants $ = 16, "ab" | 12, "ab" | 3, "a"
function string/1
  bs_start_match3 Else, x0, 1, x1
  bs_match_string Else, x1, $
  bs_get_tail x1, x0, 2
  return
Else:
  move none, x0
  return
case string/1 [<<"abc">>]
case string/1 [<<"ab">>]
case string/1 [<<"aa">>]
case string/1 [<<"a">>]
case string/1 [<<3:3, 1:1>>]

function positions/1
  bs_start_match3 Else, x0, 1, x1
  bs_get_integer2 Else, x1, 2, 3, 1, 0, x2
  bs_get_position x1, x3, 3
  bs_get_integer2 Else, x1, 4, 8, 1, 0, x4
  bs_set_position x1, x3
  bs_get_integer2 Else, x1, 5, 8, 1, 0, x5
  test_heap 4, 6
  put_tuple2 x0, [x2, x4, x5]
  return
Else:
  move none, x0
  return
case positions/1 [<<1, 2, 3>>]
case positions/1 [<<1>>]

variants $ = 0
function utf8/1
  bs_start_match3 Else, x0, 1, x1
  bs_get_utf8 Else, x1, 2, $, x2
  bs_get_position x1, x3, 3
  bs_skip_utf8 Last, x1, 4, $
  bs_get_tail x1, x3, 4
  test_heap 3, 4
  put_tuple2 x0, [x2, x3]
  return
Last:
  bs_set_position x1, x3
  bs_get_tail x1, x3, 4
  test_heap 4, 4
  put_tuple2 x0, [one, x2, x3]
  return
Else:
  move none, x0
  return
case utf8/1 [<<97, 195, 169>>]
case utf8/1 [<<240,159,152,128,97>>]
case utf8/1 [<<237,160,128>>]
case utf8/1 [<<192,128>>]
case utf8/1 [<<216,0,220,0,0,65>>]
case utf8/1 [<<0,216,0,220,65,0>>]
case utf8/1 [<<220,0>>]
case utf8/1 [<<0,1,246,0,0,0,0,65>>]
case utf8/1 [<<0,17,0,0>>]
case utf8/1 [<<0,0,216,0>>]
case utf8/1 [<<65,0,0,0,1:1>>]
case utf8/1 [<<>>]
case utf8/1 [<<1:4>>]

variants $ = 0 | 2
function utf16/1
  bs_start_match3 Else, x0, 1, x1
  bs_get_utf16 Else, x1, 2, $, x2
  bs_get_position x1, x3, 3
  bs_skip_utf16 Last, x1, 4, $
  bs_get_tail x1, x3, 4
  test_heap 3, 4
  put_tuple2 x0, [x2, x3]
  return
Last:
  bs_set_position x1, x3
  bs_get_tail x1, x3, 4
  test_heap 4, 4
  put_tuple2 x0, [one, x2, x3]
  return
Else:
  move none, x0
  return
case utf16/1 [<<97, 195, 169>>]
case utf16/1 [<<240,159,152,128,97>>]
case utf16/1 [<<237,160,128>>]
case utf16/1 [<<192,128>>]
case utf16/1 [<<216,0,220,0,0,65>>]
case utf16/1 [<<0,216,0,220,65,0>>]
case utf16/1 [<<220,0>>]
case utf16/1 [<<0,1,246,0,0,0,0,65>>]
case utf16/1 [<<0,17,0,0>>]
case utf16/1 [<<0,0,216,0>>]
case utf16/1 [<<65,0,0,0,1:1>>]
case utf16/1 [<<>>]
case utf16/1 [<<1:4>>]

variants $ = 0 | 2
function utf32/1
  bs_start_match3 Else, x0, 1, x1
  bs_get_utf32 Else, x1, 2, $, x2
  bs_get_position x1, x3, 3
  bs_skip_utf32 Last, x1, 4, $
  bs_get_tail x1, x3, 4
  test_heap 3, 4
  put_tuple2 x0, [x2, x3]
  return
Last:
  bs_set_position x1, x3
  bs_get_tail x1, x3, 4
  test_heap 4, 4
  put_tuple2 x0, [one, x2, x3]
  return
Else:
  move none, x0
  return
case utf32/1 [<<97, 195, 169>>]
case utf32/1 [<<240,159,152,128,97>>]
case utf32/1 [<<237,160,128>>]
case utf32/1 [<<192,128>>]
case utf32/1 [<<216,0,220,0,0,65>>]
case utf32/1 [<<0,216,0,220,65,0>>]
case utf32/1 [<<220,0>>]
case utf32/1 [<<0,1,246,0,0,0,0,65>>]
case utf32/1 [<<0,17,0,0>>]
case utf32/1 [<<0,0,216,0>>]
case utf32/1 [<<65,0,0,0,1:1>>]
case utf32/1 [<<>>]
case utf32/1 [<<1:4>>]
