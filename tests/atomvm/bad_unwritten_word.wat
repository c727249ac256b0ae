;;! {"fault": "root: an object holds 0x2b2b2b2b"}
(func (export "f2") (type $entry)
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 3) (i32.const 0)))
  (i32.store offset=24 (local.get $ctx) (call $AllocTuple (local.get $p) (local.get $ctx) (i32.const 2)))
  (i32.store offset=4 (i32.and (i32.load offset=24 (local.get $ctx)) (i32.const -4)) (i32.const 0x1F))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 1)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
