;;! {"fault": "binary: a segment is written behind its end", "plain": true}
(func (export "f2") (type $entry)
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 4) (i32.const 0)))
  (i32.store offset=24 (local.get $ctx) (call $EmptyBinary (local.get $p) (local.get $ctx) (i32.const 2)))
  (drop (call $InsertInteger (local.get $p) (i32.load offset=24 (local.get $ctx)) (i32.const 8) (i32.const 0x1F)
    (i32.const 16) (i32.const 0)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
