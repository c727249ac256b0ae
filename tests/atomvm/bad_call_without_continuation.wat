;;! {"fault": "continuation: a call of a fun or by name without one"}
(func (export "f2") (entry) (@Apply %8 %0xCB %0xCB %0))
