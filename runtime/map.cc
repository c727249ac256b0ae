// SPDX-License-Identifier: Apache-2.0
//
// Small maps as two sorted arrays, and the passage between them and large ones. In a small map looking up costs
// O(log n) comparisons, changing one copies its words.

#include "runtime/map.h"

#include <algorithm>

#include "runtime/compare.h"
#include "runtime/heap.h"
#include "runtime/map_hash.h"
#include "runtime/map_trie.h"

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

Term FlatFromSorted(Context* ctx, std::span<const MapPair> pairs) {
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

bool KeyLess(const MapPair& a, const MapPair& b) { return Compare(a.key, b.key, /*exact=*/true) < 0; }

// Of equal keys the last one counts.
Term FlatFromPairs(Context* ctx, std::span<MapPair> pairs) {
  // Many callers have them in order already.
  if (!std::is_sorted(pairs.begin(), pairs.end(), KeyLess)) std::stable_sort(pairs.begin(), pairs.end(), KeyLess);
  size_t kept = 0;
  for (const MapPair& pair : pairs) {
    if (kept > 0 && ExactEqual(pairs[kept - 1].key, pair.key)) {
      pairs[kept - 1] = pair;
    } else {
      pairs[kept++] = pair;
    }
  }
  return FlatFromSorted(ctx, pairs.first(kept));
}

// Small again, from a trie that has few enough pairs.
Term Flatten(Context* ctx, Term root) {
  std::vector<MapPair> pairs;
  trie::Collect(root, &pairs);
  return FlatFromPairs(ctx, pairs);
}

Term LargePut(Context* ctx, Term map, Term key, Term value) {
  bool added;
  const Term root = trie::Put(ctx, trie::Root(map), key, value, &added);
  return root == trie::Root(map) ? map : trie::MakeMap(ctx, MapSize(map) + (added ? 1 : 0), root);
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

int32_t MapFindFlat(Term map, Term key) {
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
  if (!IsFlatMap(map)) {
    const Term* value = trie::Find(trie::Root(map), key);
    return value != nullptr ? *value : kNoTerm;
  }
  const int32_t at = MapFindFlat(map, key);
  return at < 0 ? kNoTerm : MapValues(map)[at];
}

Term MapPut(Context* ctx, Term map, Term key, Term value) {
  if (!IsFlatMap(map)) return LargePut(ctx, map, key, value);
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
  if (size == abi::kMaxFlatMap) {
    std::vector<MapPair> pairs = MapPairs(map);
    pairs.push_back({key, value});
    return MapFromPairs(ctx, pairs);
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
  const uint32_t size = MapSize(map);
  if (!IsFlatMap(map)) {
    const Term root = trie::Remove(ctx, trie::Root(map), key);
    if (root == kNoTerm) return map;
    return size - 1 <= abi::kMaxFlatMap ? Flatten(ctx, root) : trie::MakeMap(ctx, size - 1, root);
  }
  const int32_t found = MapFindFlat(map, key);
  if (found < 0) return map;
  if (size == 1) return EmptyMap(ctx);
  const uint32_t at = static_cast<uint32_t>(found);
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

Term MapMerge(Context* ctx, Term a, Term b) {
  if (MapSize(a) == 0 || a == b) return b;
  if (MapSize(b) == 0) return a;
  if (!IsFlatMap(a) && !IsFlatMap(b)) {
    uint32_t common = 0;
    const Term root = trie::Merge(ctx, trie::Root(a), trie::Root(b), &common);
    return trie::MakeMap(ctx, MapSize(a) + MapSize(b) - common, root);
  }
  if (IsFlatMap(a) && IsFlatMap(b)) {
    std::vector<MapPair> pairs = MapPairs(a);
    const std::vector<MapPair> more = MapPairs(b);
    pairs.insert(pairs.end(), more.begin(), more.end());
    return MapFromPairs(ctx, pairs);
  }
  // The few pairs of the small one go into the large one.
  Term result = IsFlatMap(a) ? b : a;
  for (const MapPair& pair : MapPairs(IsFlatMap(a) ? a : b)) {
    if (IsFlatMap(b) || !MapHas(b, pair.key)) result = LargePut(ctx, result, pair.key, pair.value);
  }
  return result;
}

Term MapFromPairs(Context* ctx, std::span<MapPair> pairs) {
  if (pairs.size() <= abi::kMaxFlatMap) return FlatFromPairs(ctx, pairs);
  std::vector<trie::Entry> entries;
  entries.reserve(pairs.size());
  for (const MapPair& pair : pairs) entries.push_back({MapHash(pair.key), pair.key, pair.value});
  std::stable_sort(entries.begin(), entries.end(),
                   [](const trie::Entry& a, const trie::Entry& b) { return a.hash < b.hash; });
  size_t kept = 0;
  size_t same_hash = 0;  // where the entries with the hash of the current one start
  for (const trie::Entry& entry : entries) {
    if (same_hash < kept && entries[same_hash].hash != entry.hash) same_hash = kept;
    size_t at = same_hash;
    while (at < kept && !ExactEqual(entries[at].key, entry.key)) ++at;
    entries[at] = entry;
    if (at == kept) ++kept;
  }
  entries.resize(kept);
  if (kept > abi::kMaxFlatMap) return trie::MakeMap(ctx, static_cast<uint32_t>(kept), trie::Build(ctx, entries));
  for (size_t i = 0; i < kept; ++i) pairs[i] = {entries[i].key, entries[i].value};
  return FlatFromPairs(ctx, pairs.first(kept));
}

std::vector<MapPair> MapPairs(Term map) {
  std::vector<MapPair> pairs;
  pairs.reserve(MapSize(map));
  if (!IsFlatMap(map)) {
    trie::Collect(trie::Root(map), &pairs);
    return pairs;
  }
  for (uint32_t i = 0; i < MapSize(map); ++i) pairs.push_back({KeysOf(map)[i], MapValues(map)[i]});
  return pairs;
}

}  // namespace beamfold::rt
