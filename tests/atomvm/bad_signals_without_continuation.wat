;;! {"fault": "continuation: signals are processed without one"}
(func (export "f2") (entry)
  (if (i32.ne (@ProcessSignals) (local.get $ctx)) (then (return %0)))
  (@Return))
