;;! {"fault": "no module|names no module", "plain": true}
(func (export "f2") (entry)
  (i32.store offset=92 (local.get $ctx) %0x77000020)
  (@Return))
