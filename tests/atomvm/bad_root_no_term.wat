;;! {"fault": "root: x0 holds 0x0000002b, which is no term"}
(func (export "f2") (type $entry)
  (i32.store offset=24 (local.get $ctx) (i32.const 0x2B))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 1)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
