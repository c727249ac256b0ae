;;! {"fault": "call: what is called is no fun", "plain": true}
(func (export "f2") (type $entry)
  (call $CallFun (local.get $p) (local.get $ctx) (local.get $js) (i32.const 8) (i32.const 0x8B) (i32.const 0)))
