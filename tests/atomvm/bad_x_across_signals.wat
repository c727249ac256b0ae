;;! {"fault": "root: x0 holds 0x2b2b2b2b"}
;; A term of the heap in a register does not survive what signals may do.
(func (export "f2") (entry)
  (drop (@TestHeap %2 %0))
  (x0= (@PutList %0x1F %0x3B))
  (go 2)
  (drop (@ProcessSignals))
  (drop (@TestHeap %2 %1))
  (@Return))
