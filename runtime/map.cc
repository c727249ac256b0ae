// SPDX-License-Identifier: Apache-2.0
//
// Maps as two sorted arrays. Looking up costs O(log n) comparisons, changing one O(n) words of copying.

#include "runtime/map.h"

#include <algorithm>

#include "runtime/compare.h"
#include "runtime/heap.h"

namespace beamfold::rt {
namespace {

// Up to this size, looking at each key is faster than a binary search if the keys can be compared as words.
constexpr uint32_t kScanLimit = 16;

const Term* KeysOf(Term map) { return TupleElements(MapKeys(map)); }

// The first index whose key is not less than `key`.
uint32_t LowerBound(const Term* keys, uint32_t size, Term key) {
  uint32_t low = 0;
  uint32_t high = size;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = Compare(keys[middle], key, /*exact=*/true);
    if (order == 0) return middle;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

Term NewMapWithKeys(Context* ctx, Term keys, Term** values) {
  const uint32_t size = TupleArity(keys);
  Term* p = Alloc(ctx, size_t{size} + 2);
  p[0] = MakeHeader(size + 1, abi::kHeaderMap);
  p[abi::kMapKeys / 4] = keys;
  *values = p + abi::kMapValues / 4;
  return BoxedTerm(p);
}

Term EmptyMap(Context* ctx) {
  Term* values;
  return NewMapWithKeys(ctx, BoxedTerm(&empty_tuple), &values);
}

int32_t MapFind(Term map, Term key) {
  const Term* keys = KeysOf(map);
  const uint32_t size = MapSize(map);
  if (IsImmediate(key) && size <= kScanLimit) {
    for (uint32_t i = 0; i < size; ++i) {
      if (keys[i] == key) return static_cast<int32_t>(i);
    }
    return -1;
  }
  const uint32_t at = LowerBound(keys, size, key);
  return at < size && ExactEqual(keys[at], key) ? static_cast<int32_t>(at) : -1;
}

Term MapGet(Term map, Term key) {
  const int32_t at = MapFind(map, key);
  return at < 0 ? kNoTerm : MapValues(map)[at];
}

Term MapPut(Context* ctx, Term map, Term key, Term value) {
  const Term* keys = KeysOf(map);
  const Term* values = MapValues(map);
  const uint32_t size = MapSize(map);
  const uint32_t at = LowerBound(keys, size, key);
  if (at < size && ExactEqual(keys[at], key)) {
    if (values[at] == value) return map;
    Term* new_values;
    const Term result = NewMapWithKeys(ctx, MapKeys(map), &new_values);
    std::copy_n(values, size, new_values);
    new_values[at] = value;
    return result;
  }
  Term* new_keys;
  const Term key_tuple = NewTuple(ctx, size + 1, &new_keys);
  Term* new_values;
  const Term result = NewMapWithKeys(ctx, key_tuple, &new_values);
  std::copy_n(keys, at, new_keys);
  std::copy_n(values, at, new_values);
  new_keys[at] = key;
  new_values[at] = value;
  std::copy_n(keys + at, size - at, new_keys + at + 1);
  std::copy_n(values + at, size - at, new_values + at + 1);
  return result;
}

Term MapRemove(Context* ctx, Term map, Term key) {
  const int32_t found = MapFind(map, key);
  if (found < 0) return map;
  const uint32_t at = static_cast<uint32_t>(found);
  const uint32_t size = MapSize(map);
  if (size == 1) return EmptyMap(ctx);
  Term* keys;
  const Term key_tuple = NewTuple(ctx, size - 1, &keys);
  Term* values;
  const Term result = NewMapWithKeys(ctx, key_tuple, &values);
  std::copy_n(KeysOf(map), at, keys);
  std::copy_n(MapValues(map), at, values);
  std::copy_n(KeysOf(map) + at + 1, size - at - 1, keys + at);
  std::copy_n(MapValues(map) + at + 1, size - at - 1, values + at);
  return result;
}

Term MapFromPairs(Context* ctx, std::span<MapPair> pairs) {
  const auto less = [](const MapPair& a, const MapPair& b) { return Compare(a.key, b.key, /*exact=*/true) < 0; };
  // Many callers have them in order already.
  if (!std::is_sorted(pairs.begin(), pairs.end(), less)) std::stable_sort(pairs.begin(), pairs.end(), less);
  size_t kept = 0;
  for (const MapPair& pair : pairs) {
    if (kept > 0 && ExactEqual(pairs[kept - 1].key, pair.key)) {
      pairs[kept - 1] = pair;
    } else {
      pairs[kept++] = pair;
    }
  }
  return MapFromSorted(ctx, pairs.first(kept));
}

Term MapFromSorted(Context* ctx, std::span<const MapPair> pairs) {
  if (pairs.empty()) return EmptyMap(ctx);
  Term* keys;
  const Term key_tuple = NewTuple(ctx, static_cast<uint32_t>(pairs.size()), &keys);
  Term* values;
  const Term map = NewMapWithKeys(ctx, key_tuple, &values);
  for (const MapPair& pair : pairs) {
    *keys++ = pair.key;
    *values++ = pair.value;
  }
  return map;
}

}  // namespace beamfold::rt
