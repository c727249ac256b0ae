;;! {"imports": [["erlang", "+", 2]], "fault": "heap: heap_ptr is 2 words beyond"}
;; A collecting BIF ends what was reserved before it.
(func (export "f2") (type $entry)
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (drop (call_indirect (param i32 i32 i32 i32 i32) (result i32)
    (local.get $ctx) (i32.const 0) (i32.const 0) (i32.const 0x1F) (i32.const 0x2F)
    (call $ImportedBif (local.get $p) (local.get $js) (i32.const 0))))
  (drop (call $PutList (local.get $p) (local.get $ctx) (i32.const 0x1F) (i32.const 0x3B)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
