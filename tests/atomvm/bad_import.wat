;;! {"raw": true, "plain": true, "fault": "entry: nothing is exported for", "warning": "does not link"}
(module
  (import "env" "memory" (memory 256 65536 shared))
  (import "env" "__indirect_function_table" (table 0 funcref))
  (import "env" "module" (global i32))
  (func (export "f2") (param i32 i32 i32) (result i32) (local.get 0)))
