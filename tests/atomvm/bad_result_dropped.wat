;;! {"fault": "return: .* something else than primitive 2", "plain": true}
(func (export "f2") (entry)
  (go 2)
  (drop (@ScheduleNext))
  (local.get $ctx))
