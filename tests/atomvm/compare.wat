;;! {"expect": "[1,4,2,1]", "literals": ["83463FF0000000000000"]}
;; 1 == 1.0, 1 =:= 1.0 (integers come before), ok < [], equal atoms. Exactly, an integer is less than a float.
(func $push (param $ctx i32) (param $js i32) (param $p i32) (param $r i32)
  (x0= (@PutList (i32.or (i32.shl (local.get $r) %4) %15) (x0))))
(func (export "f2") (entry)
  (x0= %0x3B)
  (x1= (@LoadLiteral %0))
  (if (i32.eqz (@TestHeap %8 %2)) (then (drop (@HandleError %8))))
  (call $push (local.get $ctx) (local.get $js) (local.get $p) (@TermCompare %0x8B %0x8B %1))
  (call $push (local.get $ctx) (local.get $js) (local.get $p) (@TermCompare %0x8B %0x3B %0))
  (call $push (local.get $ctx) (local.get $js) (local.get $p) (@TermCompare (x1) #1 %1))
  (call $push (local.get $ctx) (local.get $js) (local.get $p) (@TermCompare #1 (x1) %0))
  (@Return))
(func (export "f3") (entry) (@Terminate))
