;;! {"raw": true, "plain": true, "fault": "entry: nothing is exported for", "warning": "does not link"}
(module
  (import "env" "memory" (memory 256 1024 shared))
  (import "env" "__indirect_function_table" (table 0 funcref))
  (func (export "f2") (param i32 i32 i32) (result i32) (local.get 0)))
