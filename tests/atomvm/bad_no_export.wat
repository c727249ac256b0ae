;;! {"fault": "entry: nothing is exported for module bad_no_export, label 1", "plain": true}
(func (export "f2") (type $entry)
  (i32.store offset=4 (local.get $js) (i32.const 2))
  (local.get $ctx))
