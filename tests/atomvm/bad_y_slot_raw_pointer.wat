;;! {"fault": "stack: y0 .counted from e. holds 0x.*no term, and no return address"}
(func (export "f2") (entry)
  (drop (@Allocate %1 %0 %0))
  (i32.store (i32.load offset=20 (local.get $ctx)) (local.get $js))
  (drop (@TestHeap %2 %0))
  (@Return))
