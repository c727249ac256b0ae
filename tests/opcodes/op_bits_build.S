%% Construction of bitstrings: bs_create_bin, and the series of instructions that OTP 24 wrote.

variants $ = 1, [], x0, 3 | 8, [little], x0, 3 | 16, [], x0, x1 | 64, [little], x0, 1 | 1, [], 300, x1
function integers/2
  bs_create_bin -, 0, 2, 1, x0, [integer, 1, 8, [], 1, 2, integer, 2, $, integer, 3, 1, [], 5, 4]
  return
case integers/2 [1, 2]
case integers/2 [-1, 0]
case integers/2 [134217728, 3]
case integers/2 [-18446744073709551617, 12]
case integers/2 [1, -1]
case integers/2 [a, 1]
case integers/2 [1, a]
case integers/2 [1.0, 1]

variants $ = [], x0, 64 | [little], x0, 32 | [], x0, 16 | [], x0, 24
function floats/1
  bs_create_bin Else, 0, 1, 1, x0, [float, 1, 1, $]
  return
Else:
  move failed, x0
  return
case floats/1 [1.5]
case floats/1 [2]
case floats/1 [1.0e300]
case floats/1 [a]

variants $ = 8, [], x0, all | 1, [], x0, all | 8, [], x0, x1 | 1, [], x0, 3
function binaries/2
  bs_create_bin -, 2, 2, 1, x3, [string, 1, 8, [], "ab", 2, binary, 2, $]
  put_list x3, [], x0
  return
case binaries/2 [<<1, 2>>, 1]
case binaries/2 [<<1, 2:3>>, 0]
case binaries/2 [<<1, 2>>, 3]
case binaries/2 [foo, 1]
case binaries/2 [<<>>, -1]

variants $ = utf8, 1, 0, [] | utf16, 1, 0, [] | utf16, 1, 0, [little] | utf32, 1, 0, [] | utf32, 1, 0, [little]
function utf/1
  bs_create_bin -, 0, 1, 1, x0, [$, x0, undefined]
  return
case utf/1 [0]
case utf/1 [127]
case utf/1 [233]
case utf/1 [55295]
case utf/1 [55296]
case utf/1 [65536]
case utf/1 [1114111]
case utf/1 [1114112]
case utf/1 [-1]
case utf/1 [a]

function appends/2
  bs_create_bin -, 0, 2, 8, x2, [append, 1, 8, [], x0, all, integer, 2, 8, [], x1, 1]
  bs_create_bin -, 0, 3, 8, x3, [append, 1, 8, [], x2, all, integer, 2, 8, [], 1, 1]
  bs_create_bin -, 0, 4, 8, x1, [append, 1, 8, [], x2, all, integer, 2, 8, [], 2, 1]
  test_heap 5, 4
  put_tuple2 x0, [x0, x1, x2, x3]
  return
case appends/2 [<<>>, 1]
case appends/2 [<<9, 8, 7>>, 1]
case appends/2 [<<9, 8:3>>, 1]
case appends/2 [foo, 1]

function private/1
  move 16, x0
  bs_init_writable
  bs_create_bin -, 0, 1, 8, x0, [private_append, 1, 8, [], x0, all, integer, 2, 8, [], 7, 1]
  bs_create_bin -, 0, 1, 8, x0, [private_append, 1, 8, [], x0, all, integer, 2, 8, [], 8, 2]
  return
case private/1 [a]

%% ---- Until OTP 24
function init_bytes/3
  bs_init2 -, x2, 0, 3, 0, x3
  bs_put_integer -, 8, 1, 0, x0
  bs_put_integer -, x1, 4, 2, 77
  bs_put_string 2, "ab"
  move x3, x0
  return
case init_bytes/3 [1, 2, 4]
case init_bytes/3 [300, 4, 5]

function init_bytes_constant/2
  bs_init2 -, #13, 2, 2, 0, x2
  bs_put_float -, 64, 1, 0, x0
  bs_put_binary -, all, 8, 0, x1
  put_list x2, [], x0
  return
case init_bytes_constant/2 [1.5, <<1, 2, 3, 4, 5>>]

function init_bits/2
  bs_add -, 3, x1, 1, x2
  bs_init_bits -, x2, 0, 3, 0, x3
  bs_put_integer -, 3, 1, 0, x0
  bs_put_integer -, x1, 1, 0, -1
  move x3, x0
  return
case init_bits/2 [5, 0]
case init_bits/2 [5, 6]
case init_bits/2 [5, -1]
case init_bits/2 [5, a]

function sizes/2
  bs_utf8_size -, x0, x2
  bs_utf16_size -, x1, x3
  bs_add -, x2, x3, 1, x4
  bs_add -, x4, 1, 4, x4
  bs_init2 -, x4, 0, 5, 0, x5
  bs_put_utf8 -, 0, x0
  bs_put_utf16 -, 0, x1
  bs_put_utf32 -, 2, x0
  move x5, x0
  return
case sizes/2 [97, 97]
case sizes/2 [233, 65536]
case sizes/2 [65535, 255]

function old_append/2
  bs_append -, 8, 0, 2, 8, x0, 0, x2
  bs_put_integer -, 8, 1, 0, x1
  move x2, x0
  return
case old_append/2 [<<>>, 1]
case old_append/2 [<<1, 2, 3>>, 255]
case old_append/2 [foo, 255]

function old_private/1
  move 16, x0
  bs_init_writable
  bs_private_append -, 8, 8, x0, 0, x0
  bs_put_integer -, 8, 1, 0, 7
  bs_private_append -, 16, 8, x0, 0, x0
  bs_put_integer -, 16, 1, 2, 7
  return
case old_private/1 [a]
