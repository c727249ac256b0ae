;;! {"fault": "root: x1 holds 0x2b2b2b2b"}
(func (export "f2") (type $entry)
  (drop (call $Allocate (local.get $p) (local.get $ctx) (local.get $js) (i32.const 0) (i32.const 0) (i32.const 0)))
  (i32.store offset=24 (local.get $ctx) (i32.const 0x8B))
  (i32.store offset=28 (local.get $ctx) (i32.const 0x8B))
  (drop (call $Deallocate (local.get $p) (local.get $ctx) (local.get $js) (i32.const 0)))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 2)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
