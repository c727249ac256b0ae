// SPDX-License-Identifier: Apache-2.0
//
// The order of terms: number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring.

#ifndef BEAMFOLD_RUNTIME_COMPARE_H_
#define BEAMFOLD_RUNTIME_COMPARE_H_

#include "runtime/term.h"

namespace beamfold::rt {

// -1, 0, 1. exact: an integer and a float are never equal, every integer comes before every float (the order of map
// keys, and what =:= means). Otherwise they compare by value, whatever their size.
int Compare(Term a, Term b, bool exact);

// The same, with what is known of large maps already.
class SortedMaps;
int CompareWith(SortedMaps& maps, Term a, Term b, bool exact);

// Equality alone: large maps need no sorting for that.
bool EqualSlow(Term a, Term b, bool exact);
bool ExactEqualSlow(Term a, Term b);
// a =:= b
inline bool ExactEqual(Term a, Term b) {
  if (a == b) return true;
  // Two terms that differ as words are equal only if both are boxed or both are lists.
  if (IsImmediate(a) || ((a ^ b) & abi::kPrimaryMask) != 0) return false;
  return ExactEqualSlow(a, b);
}
// a == b
inline bool Equal(Term a, Term b) { return a == b || EqualSlow(a, b, /*exact=*/false); }

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_COMPARE_H_
