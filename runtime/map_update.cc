// SPDX-License-Identifier: Apache-2.0

#include "runtime/map_update.h"

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/exception.h"
#include "runtime/map.h"

namespace beamfold::rt {
namespace {

Term Badmap(Context* ctx, Term map) {
  static const Term kBadmap = AtomFromText("badmap");
  return RaiseErrorTagged(ctx, kBadmap, map);
}

// The keys' values replaced; keys that are not there go to `added`.
Term ReplaceValues(Context* ctx, Term map, const Term* pairs, uint32_t words, std::vector<MapPair>* added) {
  if (!IsFlatMap(map)) {
    for (uint32_t i = 0; i + 1 < words; i += 2) {
      if (MapHas(map, pairs[i])) {
        map = MapPut(ctx, map, pairs[i], pairs[i + 1]);
      } else {
        added->push_back({pairs[i], pairs[i + 1]});
      }
    }
    return map;
  }
  Term* values;
  const Term result = NewMapWithKeys(ctx, MapKeys(map), &values);
  std::copy_n(MapValues(map), MapSize(map), values);
  for (uint32_t i = 0; i + 1 < words; i += 2) {
    const int32_t at = MapFindFlat(map, pairs[i]);
    if (at >= 0) {
      values[at] = pairs[i + 1];
    } else {
      added->push_back({pairs[i], pairs[i + 1]});
    }
  }
  return result;
}

}  // namespace

Term MapPutAssoc(Context* ctx, Term map, const Term* pairs, uint32_t words) {
  if (!IsMap(map)) return Badmap(ctx, map);
  if (!IsFlatMap(map) || words == 2) {
    for (uint32_t i = 0; i + 1 < words; i += 2) map = MapPut(ctx, map, pairs[i], pairs[i + 1]);
    return map;
  }
  std::vector<MapPair> added;
  const Term replaced = ReplaceValues(ctx, map, pairs, words, &added);
  if (added.empty()) return replaced;
  if (added.size() == 1) return MapPut(ctx, replaced, added[0].key, added[0].value);
  std::vector<MapPair> all = MapPairs(replaced);
  all.insert(all.end(), added.begin(), added.end());
  return MapFromPairs(ctx, all);
}

Term MapPutExact(Context* ctx, Term map, const Term* pairs, uint32_t words) {
  if (!IsMap(map)) return Badmap(ctx, map);
  std::vector<MapPair> added;
  const Term replaced = ReplaceValues(ctx, map, pairs, words, &added);
  if (added.empty()) return replaced;
  static const Term kBadkey = AtomFromText("badkey");
  return RaiseErrorTagged(ctx, kBadkey, added.front().key);
}

}  // namespace beamfold::rt
