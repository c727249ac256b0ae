;;! {"imports": [["lists", "reverse", 1]], "fault": "bif: lists:reverse/1 is no BIF of AtomVM's", "plain": true}
(func (export "f2") (type $entry)
  (drop (call $ImportedBif (local.get $p) (local.get $js) (i32.const 0)))
  (call $Return (local.get $p) (local.get $ctx) (local.get $js)))
