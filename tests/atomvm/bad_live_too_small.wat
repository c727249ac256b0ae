;;! {"fault": "root: x1 holds 0x2b2b2b2b"}
;; x1 is wanted afterwards, but only x0 is named.
(func (export "f2") (entry)
  (x0= %0x8B)
  (x1= %0x8B)
  (drop (@TestHeap %2 %1))
  (drop (@TestHeap %2 %2))
  (@Return))
