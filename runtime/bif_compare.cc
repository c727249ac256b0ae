// SPDX-License-Identifier: Apache-2.0
//
// The comparison operators as functions, min and max.

#include "runtime/bif.h"
#include "runtime/compare.h"

namespace beamfold::rt::bif {

Term ErlangEqual(Context*, Term a, Term b) { return MakeBoolean(Equal(a, b)); }
Term ErlangNotEqual(Context*, Term a, Term b) { return MakeBoolean(!Equal(a, b)); }
Term ErlangExactEqual(Context*, Term a, Term b) { return MakeBoolean(ExactEqual(a, b)); }
Term ErlangExactNotEqual(Context*, Term a, Term b) { return MakeBoolean(!ExactEqual(a, b)); }
Term ErlangLess(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) < 0); }
Term ErlangLessOrEqual(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) <= 0); }
Term ErlangGreater(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) > 0); }
Term ErlangGreaterOrEqual(Context*, Term a, Term b) { return MakeBoolean(Compare(a, b, false) >= 0); }

// Of two equal terms, the first.
Term ErlangMax(Context*, Term a, Term b) { return Compare(a, b, false) < 0 ? b : a; }
Term ErlangMin(Context*, Term a, Term b) { return Compare(a, b, false) <= 0 ? a : b; }

}  // namespace beamfold::rt::bif
