// SPDX-License-Identifier: Apache-2.0
//
// Lookup and change of one key. The recursions are as deep as the trie: kMaxLevels.

#include "runtime/map_trie.h"

#include <algorithm>

#include "runtime/compare.h"
#include "runtime/heap.h"
#include "runtime/map_hash.h"
#include "runtime/map_trie_node.h"

namespace beamfold::rt::trie {
namespace {

// A change of one key.
struct Change {
  Context* ctx;
  uint32_t hash;
  Term key;
  Term value;
  bool found;
};

// The key's pair in a collision node, or null.
const Term* FindCollision(const Term* node, Term key) {
  const Term* pair = Pairs(node);
  for (uint32_t left = PairCount(node); left > 0; --left, pair += 2) {
    if (ExactEqual(pair[0], key)) return pair;
  }
  return nullptr;
}

Term CopyWith(Context* ctx, const Term* node, const Term* slot, Term value) {
  Term* copy = CopyNode(ctx, node);
  copy[slot - node] = value;
  return BoxedTerm(copy);
}

Term PutCollision(Change& change, Term node_term) {
  const Term* node = Pointer(node_term);
  if (const Term* pair = FindCollision(node, change.key)) {
    change.found = true;
    return pair[1] == change.value ? node_term : CopyWith(change.ctx, node, pair + 1, change.value);
  }
  Term* copy = NewNode(change.ctx, 0, PairCount(node) + 1, 0);
  Term* end = std::copy_n(Pairs(node), 2 * PairCount(node), Pairs(copy));
  end[0] = change.key;
  end[1] = change.value;
  return BoxedTerm(copy);
}

Term PutIn(Change& change, Term node_term, int shift) {
  const Term* node = Pointer(node_term);
  if (IsCollision(node)) return PutCollision(change, node_term);
  const uint32_t bit = SlotBit(change.hash, shift);
  if (ChildBits(node) & bit) {
    const Term* child = Children(node) + Rank(ChildBits(node), bit);
    const Term changed = PutIn(change, *child, shift - kBitsPerLevel);
    return changed == *child ? node_term : CopyWith(change.ctx, node, child, changed);
  }
  const uint32_t at = Rank(PairBits(node), bit);
  const Term* pair = Pairs(node) + 2 * at;
  if (!(PairBits(node) & bit)) {
    Term* copy = NewNode(change.ctx, node[1] | bit << kSlots, PairCount(node) + 1, ChildCount(node));
    Term* to = std::copy(Pairs(node), pair, Pairs(copy));
    *to++ = change.key;
    *to++ = change.value;
    std::copy(pair, NodeEnd(node), to);
    return BoxedTerm(copy);
  }
  if (ExactEqual(pair[0], change.key)) {
    change.found = true;
    return pair[1] == change.value ? node_term : CopyWith(change.ctx, node, pair + 1, change.value);
  }
  const Term child = SplitPair(change.ctx, {MapHash(pair[0]), pair[0], pair[1]},
                               {change.hash, change.key, change.value}, shift - kBitsPerLevel);
  return PairToChild(change.ctx, node, bit, child);
}

// The node without a pair of a collision node.
Term DropCollision(Context* ctx, const Term* node, const Term* pair) {
  Term* copy = NewNode(ctx, 0, PairCount(node) - 1, 0);
  std::copy(pair + 2, NodeEnd(node), std::copy(Pairs(node), pair, Pairs(copy)));
  return BoxedTerm(copy);
}

Term RemoveIn(Change& change, Term node_term, int shift) {
  const Term* node = Pointer(node_term);
  if (IsCollision(node)) {
    const Term* pair = FindCollision(node, change.key);
    change.found = pair != nullptr;
    return change.found ? DropCollision(change.ctx, node, pair) : node_term;
  }
  const uint32_t bit = SlotBit(change.hash, shift);
  if (PairBits(node) & bit) {
    const Term* pair = Pairs(node) + 2 * Rank(PairBits(node), bit);
    change.found = ExactEqual(pair[0], change.key);
    if (!change.found) return node_term;
    Term* copy = NewNode(change.ctx, node[1] & ~(bit << kSlots), PairCount(node) - 1, ChildCount(node));
    std::copy(pair + 2, NodeEnd(node), std::copy(Pairs(node), pair, Pairs(copy)));
    return BoxedTerm(copy);
  }
  if (!(ChildBits(node) & bit)) return node_term;
  const Term* child = Children(node) + Rank(ChildBits(node), bit);
  const Term changed = RemoveIn(change, *child, shift - kBitsPerLevel);
  if (!change.found) return node_term;
  // A child with one pair alone is not to be: the pair moves up into this node.
  const Term* left = Pointer(changed);
  if (PairCount(left) != 1 || ChildCount(left) != 0) return CopyWith(change.ctx, node, child, changed);
  const uint32_t at = Rank(PairBits(node), bit);
  Term* copy = NewNode(change.ctx, (node[1] & ~bit) | bit << kSlots, PairCount(node) + 1, ChildCount(node) - 1);
  Term* to = std::copy_n(Pairs(node), 2 * at, Pairs(copy));
  to = std::copy_n(Pairs(left), 2, to);
  to = std::copy(Pairs(node) + 2 * at, child, to);
  std::copy(child + 1, NodeEnd(node), to);
  return BoxedTerm(copy);
}

}  // namespace

Term* NewNode(Context* ctx, uint32_t bitmaps, uint32_t pairs, uint32_t children) {
  const uint32_t words = 1 + 2 * pairs + children;
  Term* node = Alloc(ctx, size_t{words} + 1);
  node[0] = MakeHeader(words, abi::kHeaderMapNode);
  node[1] = bitmaps;
  return node;
}

Term* CopyNode(Context* ctx, const Term* node) {
  const uint32_t words = HeaderSize(node[0]) + 1;
  Term* copy = Alloc(ctx, words);
  std::copy_n(node, words, copy);
  return copy;
}

Term SplitPair(Context* ctx, const Entry& a, const Entry& b, int shift) {
  if (shift < 0) {
    Term* node = NewNode(ctx, 0, 2, 0);
    WritePair(WritePair(Pairs(node), a), b);
    return BoxedTerm(node);
  }
  const uint32_t a_bit = SlotBit(a.hash, shift);
  const uint32_t b_bit = SlotBit(b.hash, shift);
  if (a_bit == b_bit) {
    const Term child = SplitPair(ctx, a, b, shift - kBitsPerLevel);
    Term* node = NewNode(ctx, a_bit, 0, 1);
    *Children(node) = child;
    return BoxedTerm(node);
  }
  Term* node = NewNode(ctx, (a_bit | b_bit) << kSlots, 2, 0);
  const bool in_order = a_bit < b_bit;
  WritePair(WritePair(Pairs(node), in_order ? a : b), in_order ? b : a);
  return BoxedTerm(node);
}

Term PairToChild(Context* ctx, const Term* node, uint32_t bit, Term child) {
  const Term* pair = Pairs(node) + 2 * Rank(PairBits(node), bit);
  const Term* behind = Children(node) + Rank(ChildBits(node), bit);
  Term* copy = NewNode(ctx, (node[1] & ~(bit << kSlots)) | bit, PairCount(node) - 1, ChildCount(node) + 1);
  Term* to = std::copy(Pairs(node), pair, Pairs(copy));
  to = std::copy(pair + 2, behind, to);
  *to++ = child;
  std::copy(behind, NodeEnd(node), to);
  return BoxedTerm(copy);
}

const Term* FindFrom(Term node_term, uint32_t hash, Term key, int shift) {
  const Term* node = Pointer(node_term);
  for (;; shift -= kBitsPerLevel) {
    if (IsCollision(node)) {
      const Term* pair = FindCollision(node, key);
      return pair != nullptr ? pair + 1 : nullptr;
    }
    const uint32_t bit = SlotBit(hash, shift);
    if (PairBits(node) & bit) {
      const Term* pair = Pairs(node) + 2 * Rank(PairBits(node), bit);
      return ExactEqual(pair[0], key) ? pair + 1 : nullptr;
    }
    if (!(ChildBits(node) & bit)) return nullptr;
    node = Pointer(Children(node)[Rank(ChildBits(node), bit)]);
  }
}

Term PutFrom(Context* ctx, Term node, const Entry& entry, int shift, bool* added) {
  Change change = {ctx, entry.hash, entry.key, entry.value, false};
  const Term result = PutIn(change, node, shift);
  *added = !change.found;
  return result;
}

const Term* Find(Term root, Term key) { return FindFrom(root, MapHash(key), key, kFirstShift); }

Term Put(Context* ctx, Term root, Term key, Term value, bool* added) {
  return PutFrom(ctx, root, {MapHash(key), key, value}, kFirstShift, added);
}

Term Remove(Context* ctx, Term root, Term key) {
  Change change = {ctx, MapHash(key), key, kNoTerm, false};
  const Term result = RemoveIn(change, root, kFirstShift);
  return change.found ? result : kNoTerm;
}

}  // namespace beamfold::rt::trie
