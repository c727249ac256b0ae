;;! {"fault": "call: what is called is no fun", "plain": true}
(func (export "f2") (entry)
  (@CallFun %8 %0x8B %0))
