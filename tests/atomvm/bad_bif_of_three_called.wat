;;! {"imports": [["erlang", "binary_part", 3]], "fault": "call: AtomVM calls no BIF of 3 arguments this way"}
(func (export "f2") (entry)
  (@CallExt %8 %3 %0 %-1))
