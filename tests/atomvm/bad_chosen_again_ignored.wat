;;! {"fault": "return: primitive 22 is called after primitive 21, whose result"}
;; The process was put aside while it processed signals, and is chosen again: it has to return.
(func (export "f2") (entry)
  (go 2)
  (if (i32.ne (@ProcessSignals) (local.get $ctx)) (then (return %0)))
  (drop (@MailboxPeek))
  (local.get $ctx))
(func (export "f3") (entry) (@Terminate))
