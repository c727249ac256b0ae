// SPDX-License-Identifier: Apache-2.0
//
// Whole tries: building, merging, walking. Merging shares each subtree that only one side has; it costs time in
// proportion to the part where both have keys. Recursions are as deep as the trie: kMaxLevels.

#include <algorithm>

#include "runtime/compare.h"
#include "runtime/heap.h"
#include "runtime/map_hash.h"
#include "runtime/map_trie.h"
#include "runtime/map_trie_node.h"

namespace beamfold::rt::trie {
namespace {

// What is to be in a node, slot by slot in their order.
class NodeDraft {
 public:
  void AddPair(uint32_t bit, const Entry& entry) {
    bitmaps_ |= bit << kSlots;
    pairs_[pair_count_++] = entry;
  }
  void AddChild(uint32_t bit, Term child) {
    bitmaps_ |= bit;
    children_[child_count_++] = child;
  }
  Term Make(Context* ctx) const {
    Term* node = NewNode(ctx, bitmaps_, pair_count_, child_count_);
    Term* to = Pairs(node);
    for (uint32_t i = 0; i < pair_count_; ++i) to = WritePair(to, pairs_[i]);
    std::copy_n(children_, child_count_, to);
    return BoxedTerm(node);
  }

 private:
  uint32_t bitmaps_ = 0;
  uint32_t pair_count_ = 0;
  uint32_t child_count_ = 0;
  Entry pairs_[kSlots];
  Term children_[kSlots];
};

Term BuildFrom(Context* ctx, std::span<const Entry> entries, int shift) {
  if (shift < 0) {
    Term* node = NewNode(ctx, 0, static_cast<uint32_t>(entries.size()), 0);
    Term* to = Pairs(node);
    for (const Entry& entry : entries) to = WritePair(to, entry);
    return BoxedTerm(node);
  }
  NodeDraft draft;
  for (size_t i = 0; i < entries.size();) {
    const uint32_t bit = SlotBit(entries[i].hash, shift);
    size_t end = i + 1;
    while (end < entries.size() && SlotBit(entries[end].hash, shift) == bit) ++end;
    if (end - i == 1) {
      draft.AddPair(bit, entries[i]);
    } else {
      draft.AddChild(bit, BuildFrom(ctx, entries.subspan(i, end - i), shift - kBitsPerLevel));
    }
    i = end;
  }
  return draft.Make(ctx);
}

uint32_t CountPairs(const Term* node) {
  uint32_t count = PairCount(node);
  const Term* children = Children(node);
  for (uint32_t i = 0; i < ChildCount(node); ++i) count += CountPairs(Pointer(children[i]));
  return count;
}

class Merger {
 public:
  Merger(Context* ctx, uint32_t* common) : ctx_(ctx), common_(common) {}

  Term Merge(Term a, Term b, int shift) {
    if (a == b) {
      *common_ += CountPairs(Pointer(a));
      return a;
    }
    if (shift < 0) return Collisions(a, b);
    const Term* x = Pointer(a);
    const Term* y = Pointer(b);
    NodeDraft draft;
    for (uint32_t used = ((x[1] | y[1]) >> kSlots | x[1] | y[1]) & 0xFFFF; used != 0; used &= used - 1) {
      Slot(x, y, used & (0u - used), shift, draft);
    }
    return draft.Make(ctx_);
  }

 private:
  static bool HasPair(const Term* node, uint32_t bit) { return PairBits(node) & bit; }
  static bool HasChild(const Term* node, uint32_t bit) { return ChildBits(node) & bit; }
  static const Term* PairAt(const Term* node, uint32_t bit) { return Pairs(node) + 2 * Rank(PairBits(node), bit); }
  static Term ChildAt(const Term* node, uint32_t bit) { return Children(node)[Rank(ChildBits(node), bit)]; }

  void Slot(const Term* x, const Term* y, uint32_t bit, int shift, NodeDraft& draft) {
    const int below = shift - kBitsPerLevel;
    if (HasChild(x, bit) && HasChild(y, bit)) {
      draft.AddChild(bit, Merge(ChildAt(x, bit), ChildAt(y, bit), below));
    } else if (HasPair(x, bit) && HasPair(y, bit)) {
      const Term* p = PairAt(x, bit);
      const Term* q = PairAt(y, bit);
      if (ExactEqual(p[0], q[0])) {
        ++*common_;
        draft.AddPair(bit, {0, q[0], q[1]});
      } else {
        draft.AddChild(bit, SplitPair(ctx_, {MapHash(p[0]), p[0], p[1]}, {MapHash(q[0]), q[0], q[1]}, below));
      }
    } else if (HasChild(x, bit) && HasPair(y, bit)) {
      const Term* pair = PairAt(y, bit);
      bool added;
      draft.AddChild(bit, PutFrom(ctx_, ChildAt(x, bit), {MapHash(pair[0]), pair[0], pair[1]}, below, &added));
      if (!added) ++*common_;
    } else if (HasPair(x, bit) && HasChild(y, bit)) {
      draft.AddChild(bit, PutNew(ChildAt(y, bit), PairAt(x, bit), below));
    } else {
      const Term* only = HasPair(x, bit) || HasChild(x, bit) ? x : y;
      if (HasPair(only, bit)) {
        draft.AddPair(bit, {0, PairAt(only, bit)[0], PairAt(only, bit)[1]});
      } else {
        draft.AddChild(bit, ChildAt(only, bit));
      }
    }
  }

  // With a pair, unless its key is there already.
  Term PutNew(Term node, const Term* pair, int shift) {
    const uint32_t hash = MapHash(pair[0]);
    if (FindFrom(node, hash, pair[0], shift) != nullptr) {
      ++*common_;
      return node;
    }
    bool added;
    return PutFrom(ctx_, node, {hash, pair[0], pair[1]}, shift, &added);
  }

  Term Collisions(Term a, Term b) {
    const Term* pair = Pairs(Pointer(a));
    for (uint32_t left = PairCount(Pointer(a)); left > 0; --left, pair += 2) b = PutNew(b, pair, -kBitsPerLevel);
    return b;
  }

  Context* ctx_;
  uint32_t* common_;
};

void AppendPairs(const Term* node, std::vector<MapPair>* pairs) {
  const Term* pair = Pairs(node);
  for (uint32_t left = PairCount(node); left > 0; --left, pair += 2) pairs->push_back({pair[0], pair[1]});
}

// A place in the walk: the path to a node, four bits a level, the first one lowest, and above 32 bits how many levels.
struct Place {
  uint32_t child[kMaxLevels];
  uint32_t levels;
};

bool Unpack(uint64_t at, Place* place) {
  place->levels = static_cast<uint32_t>(at >> 32);
  if (at >> 32 >= kMaxLevels) return false;
  for (uint32_t i = 0; i + 1 < kMaxLevels; ++i) place->child[i] = at >> (4 * i) & 0xF;
  return true;
}

uint64_t Pack(const Place& place) {
  uint64_t at = uint64_t{place.levels} << 32;
  for (uint32_t i = 0; i < place.levels; ++i) at |= uint64_t{place.child[i]} << (4 * i);
  return at;
}

}  // namespace

Term MakeMap(Context* ctx, uint32_t size, Term root) {
  Term* p = Alloc(ctx, 3);
  p[0] = MakeHeader(2, abi::kHeaderMap);
  p[abi::kMapKeys / 4] = MakeSmall(static_cast<int32_t>(size));
  p[abi::kMapValues / 4] = root;
  return BoxedTerm(p);
}

Term Build(Context* ctx, std::span<const Entry> entries) { return BuildFrom(ctx, entries, kFirstShift); }

Term Merge(Context* ctx, Term a, Term b, uint32_t* common) { return Merger(ctx, common).Merge(a, b, kFirstShift); }

void Collect(Term node_term, std::vector<MapPair>* pairs) {
  const Term* node = Pointer(node_term);
  AppendPairs(node, pairs);
  const Term* children = Children(node);
  for (uint32_t i = 0; i < ChildCount(node); ++i) Collect(children[i], pairs);
}

bool CollectSome(Term root, uint64_t at, size_t wanted, std::vector<MapPair>* pairs, uint64_t* next) {
  Place place;
  if (!Unpack(at, &place)) return false;
  const Term* path[kMaxLevels] = {Pointer(root)};
  for (uint32_t i = 0; i < place.levels; ++i) {
    if (place.child[i] >= ChildCount(path[i])) return false;
    path[i + 1] = Pointer(Children(path[i])[place.child[i]]);
  }
  for (;;) {
    AppendPairs(path[place.levels], pairs);
    // To the first child, else to the next child of the nearest node above that has one.
    place.child[place.levels] = 0;
    while (place.child[place.levels] >= ChildCount(path[place.levels])) {
      if (place.levels == 0) {
        *next = 0;
        return true;
      }
      ++place.child[--place.levels];
    }
    path[place.levels + 1] = Pointer(Children(path[place.levels])[place.child[place.levels]]);
    ++place.levels;
    if (pairs->size() >= wanted) {
      *next = Pack(place);
      return true;
    }
  }
}

}  // namespace beamfold::rt::trie
