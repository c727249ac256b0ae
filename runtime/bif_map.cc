// SPDX-License-Identifier: Apache-2.0
//
// Module maps.

#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
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
  return IsMap(map) ? MakeBoolean(MapHas(map, key)) : Badmap(ctx, map);
}

Term MapsPut(Context* ctx, Term key, Term value, Term map) {
  return IsMap(map) ? MapPut(ctx, map, key, value) : Badmap(ctx, map);
}

Term MapsUpdate(Context* ctx, Term key, Term value, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  return MapHas(map, key) ? MapPut(ctx, map, key, value) : Badkey(ctx, key);
}

Term MapsRemove(Context* ctx, Term key, Term map) { return IsMap(map) ? MapRemove(ctx, map, key) : Badmap(ctx, map); }

Term MapsTake(Context* ctx, Term key, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  const Term value = MapGet(map, key);
  return value != kNoTerm ? MakeTuple(ctx, {value, MapRemove(ctx, map, key)}) : atoms::kError;
}

Term MapsKeys(Context* ctx, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  std::vector<Term> keys;
  for (const MapPair& pair : MapPairs(map)) keys.push_back(pair.key);
  return MakeList(ctx, keys);
}

Term MapsValues(Context* ctx, Term map) {
  if (!IsMap(map)) return Badmap(ctx, map);
  std::vector<Term> values;
  for (const MapPair& pair : MapPairs(map)) values.push_back(pair.value);
  return MakeList(ctx, values);
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

Term MapsMerge(Context* ctx, Term a, Term b) {
  if (!IsMap(a)) return Badmap(ctx, a);
  return IsMap(b) ? MapMerge(ctx, a, b) : Badmap(ctx, b);
}

}  // namespace beamfold::rt::bif
