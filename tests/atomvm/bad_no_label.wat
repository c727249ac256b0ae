;;! {"fault": "continuation: no label: module bad_no_label, label 77", "plain": true}
(func (export "f2") (entry)
  (go 77)
  (local.get $ctx))
