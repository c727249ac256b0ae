;;! {"imports": [["erlang", "binary_part", 3]], "fault": "call: AtomVM calls no BIF of 3 arguments this way"}
(func (export "f2") (type $entry)
  (call $CallExt (local.get $p) (local.get $ctx) (local.get $js) (i32.const 8) (i32.const 3) (i32.const 0) (i32.const -1)))
