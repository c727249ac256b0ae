// SPDX-License-Identifier: Apache-2.0
//
// Maps: a tuple of keys, sorted by exact term order, and the values in that order. Maps made from one another share the
// keys where they can.

#ifndef BEAMFOLD_RUNTIME_MAP_H_
#define BEAMFOLD_RUNTIME_MAP_H_

#include <span>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The index of a key, or -1. Binary search.
int32_t MapFind(Term map, Term key);
// The value, or 0.
Term MapGet(Term map, Term key);
// With a key added or its value replaced.
Term MapPut(Context* ctx, Term map, Term key, Term value);
// Without a key: the map itself if it is not there.
Term MapRemove(Context* ctx, Term map, Term key);

struct MapPair {
  Term key;
  Term value;
};
// From pairs in any order; of equal keys the last one counts. Reorders `pairs`.
Term MapFromPairs(Context* ctx, std::span<MapPair> pairs);
// From sorted distinct keys.
Term MapFromSorted(Context* ctx, std::span<const MapPair> pairs);
// With the same keys (a tuple), values uninitialised: the caller writes them at once.
Term NewMapWithKeys(Context* ctx, Term keys, Term** values);
Term EmptyMap(Context* ctx);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAP_H_
