;;! {"fault": "heap: e is not in the stack"}
(func (export "f2") (entry)
  (i32.store offset=20 (local.get $ctx) %64)
  (drop (@TestHeap %2 %0))
  (@Return))
