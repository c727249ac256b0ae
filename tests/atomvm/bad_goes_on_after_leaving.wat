;;! {"fault": "return: primitive 3 is called after primitive 2"}
(func (export "f2") (entry)
  (local $left i32)
  (go 2)
  (local.set $left (@ScheduleNext))
  (drop (@AtomTerm %1))
  (local.get $left))
