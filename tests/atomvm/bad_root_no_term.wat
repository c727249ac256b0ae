;;! {"fault": "root: x0 holds 0x0000002b, which is no term"}
(func (export "f2") (entry)
  (x0= %0x2B)
  (drop (@TestHeap %2 %1))
  (@Return))
