;;! {"expect": "[1|ok]"}
(func (export "f2") (entry)
  (if (i32.eqz (@TestHeap %2 %0))
    (then (return (@HandleError %8))))
  (x0= (@PutList %0x1F %0x8B))
  (@Return))
(func (export "f3") (entry) (@Terminate))
