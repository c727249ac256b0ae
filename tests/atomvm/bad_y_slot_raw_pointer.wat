;;! {"fault": "stack: y0 .counted from e. holds 0x.*no term, and no return address"}
(func (export "f2") (type $entry)
  (drop (call $Allocate (local.get $p) (local.get $ctx) (local.get $js) (i32.const 1) (i32.const 0) (i32.const 0)))
  (i32.store (i32.load offset=20 (local.get $ctx)) (local.get $js))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
