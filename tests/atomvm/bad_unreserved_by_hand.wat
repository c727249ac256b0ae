;;! {"fault": "heap: heap_ptr is 2 words beyond what was reserved"}
(func (export "f2") (type $entry)
  (i32.store offset=12 (local.get $ctx) (i32.add (i32.load offset=12 (local.get $ctx)) (i32.const 8)))
  (i32.store offset=4 (local.get $js) (i32.const 3))
  (local.get $ctx))
