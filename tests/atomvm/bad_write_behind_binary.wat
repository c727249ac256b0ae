;;! {"fault": "binary: a segment is written behind its end", "plain": true}
(func (export "f2") (entry)
  (drop (@TestHeap %4 %0))
  (x0= (@EmptyBinary %2))
  (drop (@InsertInteger (x0) %8 %0x1F
    %16 %0))
  (@Return))
