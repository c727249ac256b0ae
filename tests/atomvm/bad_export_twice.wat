;;! {"raw": true, "plain": true, "fault": "entry: nothing is exported for", "warning": "exports one function as f2 and f3"}
(module
  (import "env" "memory" (memory 256 65536 shared))
  (import "env" "__indirect_function_table" (table 0 funcref))
  (func $f (export "f2") (export "f3") (param i32 i32 i32) (result i32) (local.get 0)))
