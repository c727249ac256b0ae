;;! {"fault": "return: .* another Context", "plain": true}
(func (export "f2") (type $entry) (i32.const 0))
