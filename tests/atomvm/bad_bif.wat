;;! {"imports": [["lists", "reverse", 1]], "fault": "bif: lists:reverse/1 is no BIF of AtomVM's", "plain": true}
(func (export "f2") (entry)
  (drop (@ImportedBif %0))
  (@Return))
