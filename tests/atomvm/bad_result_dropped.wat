;;! {"fault": "return: .* something else than primitive 2", "plain": true}
(func (export "f2") (type $entry)
  (i32.store offset=4 (local.get $js) (i32.const 3))
  (drop (call $ScheduleNext (local.get $p) (local.get $ctx) (local.get $js)))
  (local.get $ctx))
