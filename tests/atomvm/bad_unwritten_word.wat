;;! {"fault": "root: an object holds 0x2b2b2b2b"}
(func (export "f2") (entry)
  (drop (@TestHeap %3 %0))
  (x0= (@AllocTuple %2))
  (i32.store offset=4 (i32.and (x0) %-4) %0x1F)
  (drop (@TestHeap %2 %1))
  (@Return))
