;;! {"fault": "stack: y0 .counted from e. holds 0x00000000"}
(func (export "f2") (type $entry)
  (drop (call $Allocate (local.get $p) (local.get $ctx) (local.get $js) (i32.const 1) (i32.const 0) (i32.const 0)))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
