;;! {"fault": "no module|names no module", "plain": true}
(func (export "f2") (type $entry)
  (i32.store offset=92 (local.get $ctx) (i32.const 0x77000020))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
