;;! {"fault": "error: handle_error without an exception", "plain": true}
(func (export "f2") (entry)
  (@HandleError %8))
