;;! {"expect": "[3,ok,hello]", "imports": [["erlang", "+", 2], ["erlang", "hd", 1], ["erlang", "self", 0], ["erlang", "length", 1]], "atoms": ["hello"]}
(func (export "f2") (entry)
  (if (i32.eqz (@TestHeap %2 %0)) (then (fail)))
  (x0= (@PutList (@AtomTerm %8) %0x3B))
  ;; hd of no list, in a guard: 0, and no exception
  (if (call_indirect (param i32 i32 i32) (result i32) (local.get $ctx) %1 %0x8B (@ImportedBif %1)) (then (unreachable)))
  ;; length of an improper list, in a guard
  (if (call_indirect (param i32 i32 i32 i32) (result i32) (local.get $ctx) %1 %1 #1 (@ImportedBif %3)) (then (unreachable)))
  (if (i32.ne (i32.and (call_indirect (param i32) (result i32) (local.get $ctx) (@ImportedBif %2)) %15) %3)
    (then (unreachable)))
  (x1= (call_indirect (param i32 i32 i32 i32 i32) (result i32) (local.get $ctx) %0 %1 #1 #2 (@ImportedBif %0)))
  (if (i32.eqz (@TestHeap %4 %2)) (then (fail)))
  (x0= (@PutList (x1) (@PutList %0x8B (x0))))
  (@Return))
(func (export "f3") (entry) (@Terminate))
