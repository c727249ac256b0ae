;;! {"expect": "{7,[],1}"}
;; x20 survives collections as a root, x19 exists with it; after trimming the list is empty.
(func (export "f2") (entry)
  (local $t i32)
  (x0= %0x3B) (x1= %0x3B) (x2= %0x3B) (x3= %0x3B) (x4= %0x3B) (x5= %0x3B) (x6= %0x3B) (x7= %0x3B)
  (x8= %0x3B) (x9= %0x3B) (x10= %0x3B) (x11= %0x3B) (x12= %0x3B) (x13= %0x3B) (x14= %0x3B) (x15= %0x3B)
  (if (i32.eqz (@TestHeap %2 %16)) (then (fail)))
  (i32.store (@ExtendedRegister %20) (@PutList #7 %0x3B))
  (if (i32.eqz (@TestHeap %4 %21)) (then (fail)))
  (local.set $t (@AllocTuple %3))
  (word= 1 (local.get $t) (word 1 (i32.load (@ExtendedRegister %20))))
  (word= 2 (local.get $t) (i32.load (@ExtendedRegister %19)))
  (@TrimLiveRegs %16)
  (word= 3 (local.get $t) (i32.or %15 (i32.shl
    (i32.eq (i32.load offset=108 (local.get $ctx)) (i32.add (local.get $ctx) %108)) %4)))
  (x0= (local.get $t))
  (@Return))
(func (export "f3") (entry) (@Terminate))
