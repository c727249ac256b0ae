;;! {"fault": "heap: heap_ptr is 1 words beyond what was reserved"}
(func (export "f2") (type $entry)
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (drop (call $AllocTuple (local.get $p) (local.get $ctx) (i32.const 2)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
