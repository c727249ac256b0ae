// SPDX-License-Identifier: Apache-2.0
//
// Maps. Up to abi::kMaxFlatMap keys: a tuple of keys, sorted by exact term order, and the values in that order; maps
// made from one another share the keys where they can. Beyond: a hash trie (map_trie.h). The number of keys alone says
// which, so a map has one form.

#ifndef BEAMFOLD_RUNTIME_MAP_H_
#define BEAMFOLD_RUNTIME_MAP_H_

#include <span>
#include <vector>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The value, or kNoTerm.
Term MapGet(Term map, Term key);
inline bool MapHas(Term map, Term key) { return MapGet(map, key) != kNoTerm; }
// The index of a key of a small map, or -1.
int32_t MapFindFlat(Term map, Term key);
// With a key added or its value replaced.
Term MapPut(Context* ctx, Term map, Term key, Term value);
// Without a key: the map itself if it is not there.
Term MapRemove(Context* ctx, Term map, Term key);
// The pairs of both; of keys in both, those of b.
Term MapMerge(Context* ctx, Term a, Term b);

struct MapPair {
  Term key;
  Term value;
};
// From pairs in any order; of equal keys the last one counts. Reorders `pairs`.
Term MapFromPairs(Context* ctx, std::span<MapPair> pairs);
// In the order of the map: sorted by key in small ones, that of the trie in large ones.
std::vector<MapPair> MapPairs(Term map);
Term EmptyMap(Context* ctx);
// A small map with the same keys (a tuple), values uninitialised: the caller writes them at once.
Term NewMapWithKeys(Context* ctx, Term keys, Term** values);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAP_H_
