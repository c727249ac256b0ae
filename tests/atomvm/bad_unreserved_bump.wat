;;! {"fault": "heap: heap_ptr is 1 words beyond what was reserved"}
(func (export "f2") (entry)
  (drop (@TestHeap %2 %0))
  (drop (@AllocTuple %2))
  (@Return))
