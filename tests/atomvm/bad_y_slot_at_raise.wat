;;! {"fault": "stack: y0 .counted from e. holds 0x00000000"}
(func (export "f2") (entry)
  (drop (@Allocate %1 %0 %0))
  (@RaiseError %8 %0x10B))
