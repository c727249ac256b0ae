;;! {"fault": "heap: heap_ptr is 2 words beyond what was reserved"}
(func (export "f2") (entry)
  (i32.store offset=12 (local.get $ctx) (i32.add (i32.load offset=12 (local.get $ctx)) %8))
  (go 2)
  (local.get $ctx))
