%% Arithmetic on numbers of all sizes, with and without types; floating point registers.

variants $ = '+' | '-' | '*' | 'div' | 'rem' | 'band' | 'bor' | 'bxor'
function two/2
  gc_bif2 Else, 2, erlang:$/2, x0, x1, x0
  return
Else:
  move failed, x0
  return
all two/2

variants $ = '+' | '-' | '*' | 'div' | 'rem' | 'band' | 'bor' | 'bxor'
function two_raises/2
  gc_bif2 -, 2, erlang:$/2, x0, x1, x2
  move x2, x0
  return
case two_raises/2 [1, a]
case two_raises/2 [1, 0]
case two_raises/2 [134217727, 134217727]
case two_raises/2 [-134217728, -1]
case two_raises/2 [1.0, 2]

variants $ = '+' | '-' | '*' | 'div' | 'rem' | 'band' | 'bor' | 'bxor' | 'bsl' | 'bsr'
function constant/1
  gc_bif2 Else, 1, erlang:$/2, x0, 1, x1
  gc_bif2 Else, 2, erlang:$/2, x0, 134217727, x2
  gc_bif2 Else, 3, erlang:$/2, 5, x0, x3
  test_heap 4, 4
  put_tuple2 x0, [x1, x2, x3]
  return
Else:
  move failed, x0
  return
case constant/1 [0]
case constant/1 [1]
case constant/1 [-3]
case constant/1 [7]
case constant/1 [a]
case constant/1 [1.5]

variants $ = 'bsl' | 'bsr'
function shift/2
  gc_bif2 Else, 2, erlang:$/2, x0, x1, x0
  return
Else:
  move failed, x0
  return
case shift/2 [1, 0]
case shift/2 [1, 26]
case shift/2 [1, 27]
case shift/2 [-1, 27]
case shift/2 [-1, 28]
case shift/2 [1, 31]
case shift/2 [1, 32]
case shift/2 [1, 64]
case shift/2 [134217727, 1]
case shift/2 [-134217728, 31]
case shift/2 [-134217728, 1000]
case shift/2 [18446744073709551616, 3]
case shift/2 [18446744073709551616, 64]
case shift/2 [5, -3]
case shift/2 [5, -1]
case shift/2 [a, 1]
case shift/2 [1, 1.0]

variants $ = '-' | '+' | 'bnot' | abs | float | trunc | round | size | byte_size | bit_size | length | map_size
function one/1
  gc_bif1 Else, 1, erlang:$/1, x0, x0
  return
Else:
  move failed, x0
  return
all one/1

variants $ = '-' | 'bnot' | abs | length | byte_size | map_size
function one_raises/1
  gc_bif1 -, 1, erlang:$/1, x0, x0
  return
all one_raises/1

%% Types promise small operands, so no check of them.
variants $ = '+' | '-' | '*' | 'band' | 'bor' | 'bxor'
function typed/2
  gc_bif2 -, 2, erlang:$/2, x0: integer -1000..1000, x1: integer 0..1000, x0
  return
case typed/2 [-1000, 1000]
case typed/2 [1000, 1000]
case typed/2 [0, 0]

variants $ = '+' | '-' | '*'
function typed_overflow/2
  gc_bif2 -, 2, erlang:$/2, x0: integer -134217728..134217727, x1: integer -134217728..134217727, x0
  return
case typed_overflow/2 [134217727, 134217727]
case typed_overflow/2 [-134217728, 134217727]
case typed_overflow/2 [-134217728, -134217728]

variants $ = 0, 0 | 0, 1 | 2, 3 | -1, 1 | 3, 1
function three/1
  gc_bif3 Else, 1, erlang:binary_part/3, x0, $, x0
  return
Else:
  move failed, x0
  return
case three/1 [<<1, 2, 3, 4>>]
case three/1 [<<>>]
case three/1 [foo]

function three_raises/3
  gc_bif3 -, 3, erlang:binary_part/3, x0, x1, x2, x0
  return
case three_raises/3 [<<1, 2, 3, 4>>, 4, -4]
case three_raises/3 [<<1, 2, 3, 4>>, 4, 1]

variants $ = fadd | fsub | fmul | fdiv
function floats/2
  fconv x0, fr0
  fconv x1, fr1
  $ -, fr0, fr1, fr2
  test_heap {words 0, floats 1}, 2
  fmove fr2, x0
  return
case floats/2 [1, 2]
case floats/2 [1.5, -2.5]
case floats/2 [1.0e308, 1.0e308]
case floats/2 [1.0e-308, 1.0e300]
case floats/2 [0, 0]
case floats/2 [1, 0.0]
case floats/2 [18446744073709551616, 3]
case floats/2 [a, 1]
case floats/2 [1, [2]]

function float_moves/1
  fclearerror
  fmove x0, fr1
  fmove 2.5, fr0
  fnegate -, fr1, fr3
  fmul -, fr3, fr0, fr3
  fcheckerror -
  test_heap {words 3, floats 2}, 1
  fmove fr3, x1
  fmove fr1, x2
  put_tuple2 x0, [x1, x2]
  return
case float_moves/1 [1.0]
case float_moves/1 [0.0]
case float_moves/1 [-3.25]
