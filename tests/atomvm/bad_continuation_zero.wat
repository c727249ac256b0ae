;;! {"fault": "return: .* without a continuation.*label 2 .bad_continuation_zero:start/0", "plain": true}
(func (export "f2") (entry) (local.get $ctx))
