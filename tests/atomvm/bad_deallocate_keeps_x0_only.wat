;;! {"fault": "root: x1 holds 0x2b2b2b2b"}
(func (export "f2") (entry)
  (drop (@Allocate %0 %0 %0))
  (x0= %0x8B)
  (x1= %0x8B)
  (drop (@Deallocate %0))
  (drop (@TestHeap %2 %2))
  (@Return))
