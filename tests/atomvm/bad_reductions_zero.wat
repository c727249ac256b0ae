;;! {"fault": "return: .* without reductions", "plain": true}
(func (export "f2") (entry)
  (go 2)
  (i32.store offset=8 (local.get $js) %0)
  (local.get $ctx))
