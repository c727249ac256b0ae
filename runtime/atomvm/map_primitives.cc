// SPDX-License-Identifier: Apache-2.0
//
// Primitives for maps, which are sorted arrays of any size here.

#include <algorithm>
#include <span>
#include <string>

#include "runtime/atomvm/bump.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/table.h"
#include "runtime/compare.h"
#include "runtime/map.h"

namespace beamfold::rt::atomvm {
namespace {

// A map at heap_ptr with these keys, values to be written.
Term NewMap(Context* ctx, Term keys, uint32_t size) {
  Term* p = Bump(ctx, size + 2);
  p[0] = MakeHeader(size + 1, abi::kHeaderMap);
  p[abi::kMapKeys / 4] = keys;
  return BoxedTerm(p);
}

void NeedMap(Term map) {
  if (!IsMap(map)) Fault("map", "what is taken for a map is none");
}

}  // namespace

namespace primitive {

uint32_t FindMapPos(Context*, Term map, Term key) {
  NeedMap(map);
  return static_cast<uint32_t>(MapFindFlat(map, key));
}

Term PutMapAssoc(Context* ctx, JitState*, Term map, uint32_t added, uint32_t count, uint32_t address) {
  NeedMap(map);
  const std::span<MapPair> pairs(reinterpret_cast<MapPair*>(static_cast<uintptr_t>(address)), count);
  std::sort(pairs.begin(), pairs.end(),
            [](const MapPair& a, const MapPair& b) { return Compare(a.key, b.key, /*exact=*/true) < 0; });
  const auto same = [](const MapPair& a, const MapPair& b) { return ExactEqual(a.key, b.key); };
  if (std::adjacent_find(pairs.begin(), pairs.end(), same) != pairs.end()) Fault("map", "the same key twice");
  const auto is_new = [map](const MapPair& pair) { return MapFindFlat(map, pair.key) < 0; };
  if (std::count_if(pairs.begin(), pairs.end(), is_new) != static_cast<ptrdiff_t>(added)) {
    Fault("map", std::to_string(added) + " new keys are announced, but there are others");
  }
  if (added == 0) {
    const Term result = CopyMap(ctx, map);
    for (const MapPair& pair : pairs) MapValues(result)[MapFindFlat(result, pair.key)] = pair.value;
    return result;
  }
  const uint32_t old_size = MapSize(map);
  const uint32_t size = old_size + added;
  const Term keys = AllocTuple(ctx, size);
  const Term result = NewMap(ctx, keys, size);
  uint32_t from = 0;
  auto pair = pairs.begin();
  for (uint32_t to = 0; to < size; ++to) {
    const bool old = from < old_size;
    const int order = pair == pairs.end() ? -1
                      : !old              ? 1
                                          : Compare(TupleElement(MapKeys(map), from), pair->key, /*exact=*/true);
    TupleElements(keys)[to] = order <= 0 ? TupleElement(MapKeys(map), from) : pair->key;
    MapValues(result)[to] = order < 0 ? MapValues(map)[from] : pair->value;
    if (order <= 0) ++from;
    if (order >= 0) ++pair;
  }
  return result;
}

Term CopyMap(Context* ctx, Term map) {
  NeedMap(map);
  const uint32_t size = MapSize(map);
  const Term result = NewMap(ctx, MapKeys(map), size);
  std::copy_n(MapValues(map), size, MapValues(result));
  return result;
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
