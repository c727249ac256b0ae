;;! {"fault": "return: .* another Context", "plain": true}
(func (export "f2") (entry) %0)
