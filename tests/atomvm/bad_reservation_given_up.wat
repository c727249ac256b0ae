;;! {"imports": [["erlang", "+", 2]], "fault": "heap: heap_ptr is 2 words beyond"}
;; A collecting BIF ends what was reserved before it.
(func (export "f2") (entry)
  (drop (@TestHeap %2 %0))
  (drop (call_indirect (param i32 i32 i32 i32 i32) (result i32)
    (local.get $ctx) %0 %0 %0x1F %0x2F
    (@ImportedBif %0)))
  (drop (@PutList %0x1F %0x3B))
  (@Return))
