// SPDX-License-Identifier: Apache-2.0
//
// Large maps against std::map by description: random changes over collections, keys whose hashes are all the same,
// one form for one set of pairs, merging, walking in portions.

#include <map>
#include <string>
#include <vector>

#include "runtime/compare.h"
#include "runtime/gc.h"
#include "runtime/map_hash.h"
#include "runtime/map_trie.h"
#include "tests/rt_data_terms.h"

namespace beamfold::rt {
namespace {

using Expected = std::map<std::string, std::pair<Term, Term>>;  // by the key's description: key and value, immortal

// Different binaries of eight bytes whose hashes are equal.
Term CollidingKey(Context* ctx, uint32_t number) {
  const uint32_t bytes = 8;
  const uint32_t first = MapHashStep(MapHashStep(0, bytes * 8), number);
  const uint32_t words[2] = {number, first ^ 0x1234567};
  return MakeBinary(ctx, reinterpret_cast<const uint8_t*>(words), bytes);
}

// Hashes that share the bits of the first levels only.
Term CloseKey(Context* ctx, uint32_t number) {
  const uint32_t first = MapHashStep(MapHashStep(0, 64), number / 4);
  const uint32_t words[2] = {number / 4, first ^ (number % 4)};
  return MakeBinary(ctx, reinterpret_cast<const uint8_t*>(words), sizeof words);
}

void CheckNode(const Term* node, int shift, uint32_t prefix, uint32_t* size) {
  *size += trie::PairCount(node);
  if (trie::IsCollision(node)) {
    CHECK(shift < 0 && trie::PairCount(node) > 1);
    const uint32_t hash = MapHash(trie::Pairs(node)[0]);
    for (uint32_t i = 0; i < trie::PairCount(node); ++i) CHECK(MapHash(trie::Pairs(node)[2 * i]) == hash);
    return;
  }
  CHECK(shift >= 0 && (trie::PairBits(node) & trie::ChildBits(node)) == 0);
  CHECK(HeaderSize(node[0]) == 1 + 2 * trie::PairCount(node) + trie::ChildCount(node));
  uint32_t pair = 0;
  uint32_t child = 0;
  for (uint32_t slot = 0; slot < trie::kSlots; ++slot) {
    if (trie::PairBits(node) >> slot & 1) {
      const uint32_t hash = MapHash(trie::Pairs(node)[2 * pair++]);
      CHECK((uint64_t{hash} >> shift) == (uint64_t{prefix} << trie::kBitsPerLevel | slot));
    }
    if (trie::ChildBits(node) >> slot & 1) {
      const Term* below = Pointer(trie::Children(node)[child++]);
      CHECK(trie::PairCount(below) > 1 || trie::ChildCount(below) > 0);
      CheckNode(below, shift - trie::kBitsPerLevel, prefix << trie::kBitsPerLevel | slot, size);
    }
  }
}

void CheckMap(Context* ctx, Term map, const Expected& expected) {
  CHECK(MapSize(map) == expected.size());
  CHECK(IsFlatMap(map) == (expected.size() <= abi::kMaxFlatMap));
  std::vector<MapPair> other_way;
  for (const auto& [name, pair] : expected) {
    CHECK(MapGet(map, pair.first) == pair.second);
    other_way.push_back({pair.first, pair.second});
  }
  if (!IsFlatMap(map)) {
    uint32_t size = 0;
    CheckNode(Pointer(trie::Root(map)), trie::kFirstShift, 0, &size);
    CHECK(size == expected.size());
    CHECK(!MapHas(map, AtomFromText("no such key")));
  }
  CHECK(MapPairs(map).size() == expected.size());
  for (const MapPair& pair : MapPairs(map)) CHECK(expected.at(Describe(pair.key)).second == pair.value);
  const Term same = MapFromPairs(ctx, other_way);
  CHECK(ExactEqual(map, same) && Equal(map, same) && Compare(map, same, true) == 0);
  CHECK(MapHash(map) == MapHash(same));
  if (expected.empty()) return;
  // One value or one key makes a difference, and for both orders the same one.
  const Term key = other_way[other_way.size() / 2].key;
  const Term changed = MapPut(ctx, same, key, MakeFloat(ctx, 0.125));
  CHECK(!ExactEqual(map, changed) && !Equal(map, changed));
  CHECK(Compare(map, changed, false) == -Compare(changed, map, false));
  const Term exchanged = MapPut(ctx, MapRemove(ctx, same, key), AtomFromText("another key"), kNil);
  CHECK(!ExactEqual(map, exchanged) && MapSize(exchanged) == MapSize(map));
  CHECK(Compare(map, exchanged, true) == -Compare(exchanged, map, true) && Compare(map, exchanged, true) != 0);
}

// Portions of every size give the pairs of the whole, in its order.
void CheckPortions(Term map) {
  const std::vector<MapPair> all = MapPairs(map);
  for (const size_t wanted : {1, 2, 7, 100}) {
    std::vector<MapPair> pairs;
    uint64_t at = 0;
    do {
      const size_t before = pairs.size();
      std::vector<MapPair> some;
      CHECK(trie::CollectSome(trie::Root(map), at, wanted, &some, &at));
      pairs.insert(pairs.end(), some.begin(), some.end());
      CHECK(at == 0 || pairs.size() - before >= wanted);
    } while (at != 0);
    CHECK(pairs.size() == all.size());
    for (size_t i = 0; i < all.size(); ++i) CHECK(pairs[i].key == all[i].key && pairs[i].value == all[i].value);
  }
  // A place that a caller made up.
  Random random(3);
  std::vector<MapPair> pairs;
  uint64_t next;
  for (int i = 0; i < 2000; ++i)
    trie::CollectSome(trie::Root(map), random.Word() >> random.Below(64), 1, &pairs, &next);
}

// `source` has to live as long as the keys: funs refer to its module.
std::vector<Term> MakeKeys(Context* ctx, TermSource& source, Random& random, int kind) {
  std::map<std::string, Term> keys;
  const uint32_t count = 20 + random.Below(150);
  for (uint32_t i = 0; i < count; ++i) {
    Term key = MakeSmall(static_cast<int32_t>(i));
    const bool mixed = kind == 4;
    if (kind == 1 || (mixed && i % 4 == 1)) key = CollidingKey(ctx, i);
    if (kind == 2 || (mixed && i % 4 == 2)) key = CloseKey(ctx, i);
    if (kind == 3) key = source.Make(2);
    if (i % 8 == 7) source.Forget();
    bool known = false;  // descriptions tell forms of equal keys apart
    for (const auto& [name, other] : keys) known = known || ExactEqual(other, key);
    if (!known) keys.emplace(Describe(key), CopyTerm(nullptr, key));
  }
  std::vector<Term> result;
  for (const auto& [name, key] : keys) result.push_back(key);
  return result;
}

void CheckChanges(Random& random, int kind) {
  Process origin;
  TermSource source(origin.get(), random);
  const std::vector<Term> keys = MakeKeys(origin.get(), source, random, kind);
  const auto any_key = [&] { return keys[random.Below(static_cast<uint32_t>(keys.size()))]; };
  Process process;
  Context* ctx = process.get();
  ctx->x[0] = EmptyMap(ctx);
  Expected expected;
  Expected at_mark;
  for (int step = 0; step < 1500; ++step) {
    const Term key = any_key();
    const Term copy = CopyTerm(ctx, key);
    const std::string name = Describe(key);
    // Phases of growing and of shrinking, down to small ones.
    const bool remove = random.Below(100) < (step / 250 % 2 == 0 ? 20 : 80);
    const Term before = ctx->x[0];
    if (remove) {
      ctx->x[0] = MapRemove(ctx, before, copy);
      CHECK(expected.erase(name) == 1 || ctx->x[0] == before);
    } else {
      const Term value = MakeSmall(step);
      ctx->x[0] = MapPut(ctx, before, copy, value);
      expected[name] = {key, value};
      CHECK(MapPut(ctx, ctx->x[0], copy, value) == ctx->x[0]);
    }
    if (step % 400 == 0) {
      ctx->x[1] = ctx->x[0];
      at_mark = expected;
    }
    if (step % 97 == 0) CHECK(Collect(ctx, 0, 2));
    if (step % 53 == 0) CheckMap(ctx, ctx->x[0], expected);
    if (step % 399 == 0) {
      CheckMap(ctx, ctx->x[1], at_mark);  // the old one is as it was
      if (!IsFlatMap(ctx->x[0])) CheckPortions(ctx->x[0]);
      const Term copied = CopyTerm(ctx, ctx->x[0]);
      CheckMap(ctx, copied, expected);
      // What both have, from the second one.
      for (const bool turned : {false, true}) {
        Expected merged = turned ? at_mark : expected;
        for (const auto& [each, pair] : turned ? expected : at_mark) merged[each] = pair;
        CheckMap(ctx, MapMerge(ctx, ctx->x[turned ? 1 : 0], ctx->x[turned ? 0 : 1]), merged);
      }
      CHECK(MapMerge(ctx, copied, copied) == copied);
    }
  }
}

// From pairs with keys given twice, on both sides of the limit.
void CheckFromPairs(Random& random) {
  Process process;
  Context* ctx = process.get();
  for (int round = 0; round < 100; ++round) {
    Process origin;
    TermSource source(origin.get(), random);
    const std::vector<Term> keys = MakeKeys(origin.get(), source, random, round % 5);
    Expected expected;
    std::vector<MapPair> pairs;
    const uint32_t different = 1 + random.Below(static_cast<uint32_t>(keys.size()));
    for (uint32_t i = 0; i < 2 * different; ++i) {
      const Term key = keys[random.Below(different)];
      pairs.push_back({key, MakeSmall(static_cast<int32_t>(i))});
      expected[Describe(key)] = {key, pairs.back().value};
    }
    CheckMap(ctx, MapFromPairs(ctx, pairs), expected);
  }
}

// Maps as keys of maps as keys: two such towers, made apart, are
// hashed, found different and ordered.
void CheckTowers() {
  constexpr int kDepth = 1000;
  Process process;
  Context* ctx = process.get();
  std::vector<MapPair> base;
  for (int i = 0; i < 33; ++i) base.push_back({MakeSmall(i), kNil});
  const auto tower = [&](Term top) {
    for (int i = 0; i < kDepth; ++i) {
      std::vector<MapPair> pairs = base;
      // Hashing costs the whole height: the key goes in by building, once a level.
      pairs.push_back({top, kNil});
      top = MapFromPairs(ctx, pairs);
    }
    return top;
  };
  const Term a = tower(MakeSmall(-1));
  const Term b = tower(MakeSmall(-1));
  const Term c = tower(MakeSmall(-2));
  CHECK(a != b && ExactEqual(a, b) && Compare(a, b, true) == 0);
  CHECK(!ExactEqual(a, c) && Compare(a, c, true) == 1 && Compare(c, b, false) == -1);
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Random random(11);
  for (int round = 0; round < 10; ++round) beamfold::rt::CheckChanges(random, round % 5);
  beamfold::rt::CheckFromPairs(random);
  beamfold::rt::CheckTowers();
  return 0;
}
