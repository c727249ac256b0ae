;;! {"fault": "entry: nothing is exported for module bad_no_export, label 1", "plain": true}
(func (export "f2") (entry)
  (go 1)
  (local.get $ctx))
