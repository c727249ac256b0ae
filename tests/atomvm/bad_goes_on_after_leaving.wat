;;! {"fault": "return: primitive 3 is called after primitive 2"}
(func (export "f2") (type $entry)
  (local $left i32)
  (i32.store offset=4 (local.get $js) (i32.const 3))
  (local.set $left (call $ScheduleNext (local.get $p) (local.get $ctx) (local.get $js)))
  (drop (call $AtomTerm (local.get $p) (local.get $js) (i32.const 1)))
  (local.get $left))
