;;! {"fault": "error: handle_error without an exception", "plain": true}
(func (export "f2") (type $entry)
  (call $HandleError (local.get $p) (local.get $ctx) (local.get $js) (i32.const 8)))
