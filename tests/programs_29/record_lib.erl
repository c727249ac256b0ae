%% SPDX-License-Identifier: Apache-2.0
%%
%% Native records that others use.
-module(record_lib).
-export([point/1, hidden/1, name/1]).
-export_record([point, many]).

-record #point{x = 1, y = [{2, "two"}], z}.
-record #many{a = 1, b = 2.0, c = "3", d = #{4 => 5}, e = 123456789012345678901234567890, f = [], g = {}, h = foo}.
-record #hidden{a = 1}.

point(Z) -> #point{z = Z}.
hidden(A) -> #hidden{a = A}.

name(#point{}) -> point;
name(#hidden{}) -> hidden;
name(#many{}) -> many;
name(_) -> none.
