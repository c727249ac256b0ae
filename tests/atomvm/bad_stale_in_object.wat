;;! {"fault": "root: an object holds 0x.* memory that is not the process's"}
(func (export "f2") (entry)
  (local $list i32)
  (drop (@TestHeap %2 %0))
  (local.set $list (@PutList %0x1F %0x3B))
  (drop (@TestHeap %2 %0))
  (x0= (@PutList (local.get $list) %0x3B))
  (drop (@TestHeap %2 %1))
  (@Return))
