// SPDX-License-Identifier: Apache-2.0
//
// Large maps for the order of terms, which asks for keys in their order.
//
// Problem: sorting the keys of a map compares them; they may contain large maps, whose keys have to be sorted for that,
// and so on. Nothing here may recurse as deeply as terms are nested.
//
// Idea: the maps inside of a map's keys are sorted before it, innermost first: a walk in depth-first post-order with a
// stack of its own. What has been sorted is kept by address (nothing moves during a comparison), so a comparison that a
// sort makes finds all maps that it meets sorted already.

#ifndef BEAMFOLD_RUNTIME_MAP_ORDER_H_
#define BEAMFOLD_RUNTIME_MAP_ORDER_H_

#include <unordered_map>
#include <vector>

#include "runtime/term.h"

namespace beamfold::rt {

struct SortedMap {
  std::vector<Term> keys;
  std::vector<Term> values;
};

class SortedMaps {
 public:
  // The pairs of a large map in the order of its keys. Valid as long as this lives.
  const SortedMap& Of(Term map);

 private:
  void SortInside(Term map);
  void Sort(Term map);

  std::unordered_map<Term, SortedMap> sorted_;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MAP_ORDER_H_
