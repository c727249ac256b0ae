;;! {"fault": "heap: e is not in the stack"}
(func (export "f2") (type $entry)
  (i32.store offset=20 (local.get $ctx) (i32.const 64))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
