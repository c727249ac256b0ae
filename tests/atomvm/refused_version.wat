;;! {"version": 2, "table": [[0, 2]], "refused": "unknown native code chunk version"}
(func (export "f2") (entry) (@Return))
