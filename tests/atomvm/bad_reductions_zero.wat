;;! {"fault": "return: .* without reductions", "plain": true}
(func (export "f2") (type $entry)
  (i32.store offset=4 (local.get $js) (i32.const 3))
  (i32.store offset=8 (local.get $js) (i32.const 0))
  (local.get $ctx))
