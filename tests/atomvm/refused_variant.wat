;;! {"variant": 3, "table": [[0, 2]], "refused": "no compatible architecture or variant"}
(func (export "f2") (entry) (@Return))
