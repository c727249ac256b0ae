;;! {"fault": "map: 1 new keys are announced, but there are others", "literals": ["837400000000"], "plain": true}
(func (export "f2") (entry)
  (local $pairs i32) (local $map i32)
  (local.set $pairs (@Malloc %16))
  (local.set $map (@LoadLiteral %0))
  (i32.store (local.get $pairs) %0x8B)
  (i32.store offset=4 (local.get $pairs) %0x1F)
  (i32.store offset=8 (local.get $pairs) %0x4B)
  (i32.store offset=12 (local.get $pairs) %0x2F)
  (drop (@PutMapAssoc (local.get $map) %1 %2
    (local.get $pairs)))
  (@Return))
