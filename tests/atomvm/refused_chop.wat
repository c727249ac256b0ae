;;! {"chop": 6, "table": [[0, 2]], "refused": "tables of lines and continuations are not complete"}
(func (export "f2") (entry) (@Return))
