;;! {"fault": "continuation: no label: module bad_no_label, label 77", "plain": true}
(func (export "f2") (type $entry)
  (i32.store offset=4 (local.get $js) (i32.const 78))
  (local.get $ctx))
