%% Maps: lookups and updates with keys in registers and as constants.

function assoc/3
  put_map_assoc -, x0, x3, 3, [x1, x2]
  put_map_assoc -, x3, x3, 4, [a, 1, [key], x0]
  test_heap 3, 4
  put_tuple2 x0, [x0, x3]
  return
case assoc/3 [#{}, k, v]
case assoc/3 [#{a => 0, b => 2}, b, v]
case assoc/3 [#{a => 0}, 1.0, 1]
case assoc/3 [#{1 => 0}, 134217728, #{}]

function assoc_fails/2
  put_map_assoc Else, x0, x0, 2, [x1, 1]
  return
Else:
  test_heap 3, 2
  put_tuple2 x0, [failed, x0]
  return
case assoc_fails/2 [#{}, 1]

function assoc_constant/1
  put_map_assoc -, #{a => 1}, x0, 1, [a, x0, b, 2]
  return
case assoc_constant/1 [x]

function exact/3
  put_map_exact -, x0, x0, 3, [x1, x2]
  return
case exact/3 [#{k => 1}, k, v]
case exact/3 [#{k => 1, 2 => 3}, 2, v]
case exact/3 [#{k => 1}, l, v]
case exact/3 [#{}, l, v]

function exact_fails/3
  put_map_exact Else, x0, x0, 3, [x1, x2]
  put_map_exact Else, x0, x0, 3, [a, b]
  return
Else:
  move failed, x0
  return
case exact_fails/3 [#{k => 1, a => 2}, k, v]
case exact_fails/3 [#{k => 1}, k, v]

function has/2
  is_map Else, x0
  has_map_fields Else, x0, [x1]
  has_map_fields Else, x0, [1, a]
  move true, x0
  return
Else:
  move false, x0
  return
case has/2 [#{k => 1, a => 2, 1 => 3}, k]
case has/2 [#{k => 1, a => 2, 1.0 => 3}, k]
case has/2 [#{k => 1, a => 2, 1 => 3}, l]
case has/2 [#{}, l]
case has/2 [l, l]

%% The last destination is the map's own register.
function get/2
  is_map Else, x0
  get_map_elements Else, x0, [x1, x3]
  get_map_elements Else, x0, [1, x2, a, x0]
  test_heap 5, 4
  put_tuple2 x0, [x0, x1, x2, x3]
  return
Else:
  move none, x0
  return
case get/2 [#{k => 1, a => {2}, 1 => 3}, k]
case get/2 [#{k => 1, a => {2}}, k]

function get_large/2
  is_map Else, x0
  get_map_elements Else, x0, [x1, x0]
  return
Else:
  move none, x0
  return
case get_large/2 [#{1 => {1}, 2 => {4}, 3 => {9}, 4 => {16}, 5 => {25}, 6 => {36}, 7 => {49}, 8 => {64}, 9 => {81}, 10 => {100}, 11 => {121}, 12 => {144}, 13 => {169}, 14 => {196}, 15 => {225}, 16 => {256}, 17 => {289}, 18 => {324}, 19 => {361}, 20 => {400}, 21 => {441}, 22 => {484}, 23 => {529}, 24 => {576}, 25 => {625}, 26 => {676}, 27 => {729}, 28 => {784}, 29 => {841}, 30 => {900}, 31 => {961}, 32 => {1024}, 33 => {1089}, 34 => {1156}, 35 => {1225}, 36 => {1296}, 37 => {1369}, 38 => {1444}, 39 => {1521}, 40 => {1600}, 41 => {1681}, 42 => {1764}, 43 => {1849}, 44 => {1936}, 45 => {2025}, 46 => {2116}, 47 => {2209}, 48 => {2304}, 49 => {2401}, 50 => {2500}, 51 => {2601}, 52 => {2704}, 53 => {2809}, 54 => {2916}, 55 => {3025}, 56 => {3136}, 57 => {3249}, 58 => {3364}, 59 => {3481}}, 33]
case get_large/2 [#{1 => {1}, 2 => {4}, 3 => {9}, 4 => {16}, 5 => {25}, 6 => {36}, 7 => {49}, 8 => {64}, 9 => {81}, 10 => {100}, 11 => {121}, 12 => {144}, 13 => {169}, 14 => {196}, 15 => {225}, 16 => {256}, 17 => {289}, 18 => {324}, 19 => {361}, 20 => {400}, 21 => {441}, 22 => {484}, 23 => {529}, 24 => {576}, 25 => {625}, 26 => {676}, 27 => {729}, 28 => {784}, 29 => {841}, 30 => {900}, 31 => {961}, 32 => {1024}, 33 => {1089}, 34 => {1156}, 35 => {1225}, 36 => {1296}, 37 => {1369}, 38 => {1444}, 39 => {1521}, 40 => {1600}, 41 => {1681}, 42 => {1764}, 43 => {1849}, 44 => {1936}, 45 => {2025}, 46 => {2116}, 47 => {2209}, 48 => {2304}, 49 => {2401}, 50 => {2500}, 51 => {2601}, 52 => {2704}, 53 => {2809}, 54 => {2916}, 55 => {3025}, 56 => {3136}, 57 => {3249}, 58 => {3364}, 59 => {3481}}, 60]
