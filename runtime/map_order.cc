// SPDX-License-Identifier: Apache-2.0

#include "runtime/map_order.h"

#include <algorithm>
#include <unordered_set>

#include "runtime/compare.h"
#include "runtime/map.h"
#include "runtime/object.h"

namespace beamfold::rt {

const SortedMap& SortedMaps::Of(Term map) {
  const auto found = sorted_.find(map);
  if (found != sorted_.end()) return found->second;
  SortInside(map);
  Sort(map);
  return sorted_.at(map);
}

// Sorts all large maps that the keys of `map` contain.
void SortedMaps::SortInside(Term map) {
  struct Step {
    Term term;
    bool leave;  // all inside of this map is sorted
  };
  std::vector<Step> steps;
  std::unordered_set<Term> entered;
  const auto later = [&](Term t) {
    if (!IsImmediate(t)) steps.push_back({t, false});
  };
  for (const MapPair& pair : MapPairs(map)) later(pair.key);
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    const Term t = step.term;
    if (step.leave) {
      Sort(t);
    } else if (IsCons(t)) {
      later(Tail(t));
      later(Head(t));
    } else if (IsMap(t) && !IsFlatMap(t)) {
      if (sorted_.contains(t) || !entered.insert(t).second) continue;
      steps.push_back({t, true});
      for (const MapPair& pair : MapPairs(t)) {
        later(pair.key);
        later(pair.value);
      }
    } else {
      const Term* object = Pointer(t);
      const TermRange terms = TermsOf(object);
      for (uint32_t i = terms.first; i < terms.end; ++i) later(object[i]);
    }
  }
}

void SortedMaps::Sort(Term map) {
  std::vector<MapPair> pairs = MapPairs(map);
  std::sort(pairs.begin(), pairs.end(), [this](const MapPair& a, const MapPair& b) {
    return CompareWith(*this, a.key, b.key, /*exact=*/true) < 0;
  });
  SortedMap& result = sorted_[map];
  result.keys.reserve(pairs.size());
  result.values.reserve(pairs.size());
  for (const MapPair& pair : pairs) {
    result.keys.push_back(pair.key);
    result.values.push_back(pair.value);
  }
}

}  // namespace beamfold::rt
