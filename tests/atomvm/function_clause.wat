;;! {"exception": "error: function_clause", "stack": ["function_clause:only/2 (function_clause.erl, line 7)"], "locals": [["only", 2, 5]], "labels": 6, "lines": [7], "table": [[1, 4]], "atoms": []}
;; Label 4 is the func_info of only/2, whose atom is number 3.
(func (export "f2") (entry) (x0= #1) (x1= #2) (go 5) (local.get $ctx))
(func (export "f5") (entry) (go 4) (local.get $ctx))
(func (export "f4") (entry) (@RaiseErrorMfa %16 %3 %2))
(func (export "f6") (entry) (@Terminate))
