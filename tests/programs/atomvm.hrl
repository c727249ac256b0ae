%% SPDX-License-Identifier: Apache-2.0
%%
%% What AtomVM cannot do, in a program that it can run otherwise: differential.mjs defines ATOMVM for the modes of its
%% test double.

-ifdef(ATOMVM).
-define(ON_ATOMVM(There, Elsewhere), There).
-else.
-define(ON_ATOMVM(There, Elsewhere), Elsewhere).
-endif.

%% A case that AtomVM's interface has no way for.
-define(NOT_ON_ATOMVM(Case), ?ON_ATOMVM(left_out, Case)).
