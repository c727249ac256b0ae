;;! {"labels": 3, "entries": 3, "refused": "no entry for the label at which processes end"}
(func (export "f2") (entry) (@Return))
