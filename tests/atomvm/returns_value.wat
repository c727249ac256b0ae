;;! {"expect": "[1|ok]"}
(func (export "f2") (type $entry)
  (if (i32.eqz (call $TestHeap (local.get $p) (local.get $ctx) (local.get $js) (i32.const 2) (i32.const 0)))
    (then (return (call $HandleError (local.get $p) (local.get $ctx) (local.get $js) (i32.const 8)))))
  (i32.store offset=24 (local.get $ctx)
    (call $PutList (local.get $p) (local.get $ctx) (i32.const 0x1F) (i32.const 0x8B)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
(func (export "f3") (type $entry) (call $Terminate (local.get $p) (local.get $ctx) (local.get $js)))
