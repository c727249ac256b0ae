;;! {"fault": "root: x0 holds 0x2b2b2b2b"}
;; A term of the heap in a register does not survive what signals may do.
(func (export "f2") (type $entry)
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
  (i32.store offset=24 (local.get $ctx)
    (call $PutList (local.get $p) (local.get $ctx) (i32.const 0x1F) (i32.const 0x3B)))
  (i32.store offset=4 (local.get $js) (i32.const 3))
  (drop (call $ProcessSignals (local.get $p) (local.get $ctx) (local.get $js)))
  (drop (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 1)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
