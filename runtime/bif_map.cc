// SPDX-License-Identifier: Apache-2.0
//
// Module maps.

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/map.h"

namespace beamfold::rt::bif {
namespace {

Term Badmap(Context* ctx, Term term) {
  static const Term kBadmap = AtomFromText("badmap");
  return RaiseErrorTagged(ctx, kBadmap, term);
}

Term Badkey(Context* ctx, Term key) {
  static const Term kBadkey = AtomFromText("badkey");
  return RaiseErrorTagged(ctx, kBadkey, key);
}

MapPair PairAt(Term map, uint32_t i) { return {TupleElement(MapKeys(map), i), MapValues(map)[i]}; }

}  // namespace

Term MapsGet(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  const Term value = MapGet(map, key);
  return value != kNoTerm ? value : Badkey(ctx, key);
}

Term MapsFind(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  const Term value = MapGet(map, key);
  return value != kNoTerm ? MakeTuple(ctx, {atoms::kOk, value}) : atoms::kError;
}

Term MapsIsKey(Context* ctx, Term key, Term map) {
  return IsMap(map) ? MakeBoolean(MapFind(map, key) >= 0) : Badmap(ctx, map);
}

Term MapsPut(Context* ctx, Term key, Term value, Term map) {
  return IsMap(map) ? MapPut(ctx, map, key, value) : Badmap(ctx, map);
}

Term MapsUpdate(Context* ctx, Term key, Term value, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  return MapFind(map, key) >= 0 ? MapPut(ctx, map, key, value) : Badkey(ctx, key);
}

Term MapsRemove(Context* ctx, Term key, Term map) { return IsMap(map) ? MapRemove(ctx, map, key) : Badmap(ctx, map); }

Term MapsTake(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  const Term value = MapGet(map, key);
  return value != kNoTerm ? MakeTuple(ctx, {value, MapRemove(ctx, map, key)}) : atoms::kError;
}

Term MapsKeys(Context* ctx, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  return MakeList(ctx, std::span<const Term>(TupleElements(MapKeys(map)), MapSize(map)));
}

Term MapsValues(Context* ctx, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  return MakeList(ctx, std::span<const Term>(MapValues(map), MapSize(map)));
}

Term MapsFromList(Context* ctx, Term list) {
  std::vector<MapPair> pairs;
  for (; IsCons(list); list = Tail(list)) {
    const Term pair = Head(list);
    if (!IsTuple(pair) || TupleArity(pair) != 2) return RaiseBadarg(ctx);
    pairs.push_back({TupleElement(pair, 0), TupleElement(pair, 1)});
  }
  return IsNil(list) ? MapFromPairs(ctx, pairs) : RaiseBadarg(ctx);
}

Term MapsFromKeys(Context* ctx, Term keys, Term value) {
  std::vector<MapPair> pairs;
  for (; IsCons(keys); keys = Tail(keys)) pairs.push_back({Head(keys), value});
  return IsNil(keys) ? MapFromPairs(ctx, pairs) : RaiseBadarg(ctx);
}

// Both are sorted: a merge. Of equal keys the second map's value counts.
Term MapsMerge(Context* ctx, Term a, Term b) {
  if (!IsMap(a)) return Badmap(ctx, a);
  if (!IsMap(b)) return Badmap(ctx, b);
  if (MapSize(a) == 0) return b;
  if (MapSize(b) == 0) return a;
  std::vector<MapPair> merged;
  merged.reserve(MapSize(a) + MapSize(b));
  uint32_t i = 0;
  uint32_t j = 0;
  while (i < MapSize(a) && j < MapSize(b)) {
    const int order = Compare(PairAt(a, i).key, PairAt(b, j).key, true);
    if (order < 0) {
      merged.push_back(PairAt(a, i++));
    } else {
      merged.push_back(PairAt(b, j++));
      if (order == 0) ++i;
    }
  }
  for (; i < MapSize(a); ++i) merged.push_back(PairAt(a, i));
  for (; j < MapSize(b); ++j) merged.push_back(PairAt(b, j));
  return MapFromSorted(ctx, merged);
}

}  // namespace beamfold::rt::bif
