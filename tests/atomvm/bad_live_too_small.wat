;;! {"fault": "root: x1 holds 0x2b2b2b2b"}
;; x1 is wanted afterwards, but only x0 is named.
(func (export "f2") (type $entry)
  (i32.store offset=24 (local.get $ctx) (i32.const 0x8B))
  (i32.store offset=28 (local.get $ctx) (i32.const 0x8B))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 1)))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 2)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
