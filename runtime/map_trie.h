// SPDX-License-Identifier: Apache-2.0
//
// Large maps: a persistent hash trie.
//
// Problem: a map of many keys must be looked up and changed in far less time than it takes to copy it, and the map
// before the change must stay as it was.
//
// Idea: a trie over the keys' hashes (P. Bagwell, "Ideal Hash Trees", 2001), four bits a level from the highest bits
// on, whose nodes hold pairs and children in separate runs (M. Steindorfer, J. Vinju, "Optimizing Hash-Array Mapped
// Tries for Fast and Lean Immutable JVM Collections", OOPSLA 2015). Two bitmaps of 16 bits in one word say which slots
// hold a pair and which a child; the place in the run is a population count. A change copies the nodes from the root to
// the slot, O(log n) of at most 34 words each, and shares all others.
//
// A pair stands at the first level where its slot is its own; removing moves pairs back up. So the keys alone decide
// the shape, however the map was made: equal maps are compared node by node. Behind the last level, keys with equal
// hashes are in a *collision node*: its bitmaps are 0 and its pairs in any order.
//
// A node: header, bitmaps (pairs << 16 | children), the pairs (key, value) in the order of their slots, the children.

#ifndef BEAMFOLD_RUNTIME_MAP_TRIE_H_
#define BEAMFOLD_RUNTIME_MAP_TRIE_H_

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/context.h"
#include "runtime/map.h"
#include "runtime/term.h"

namespace beamfold::rt::trie {

inline constexpr int kBitsPerLevel = 4;
inline constexpr int kFirstShift = 28;  // the root's slot is hash >> 28
inline constexpr uint32_t kSlots = 16;
inline constexpr uint32_t kMaxLevels = 9;  // the ninth is collision nodes

inline bool IsNode(Term t) { return IsBoxedTag(t, abi::kHeaderMapNode); }
inline bool IsCollision(const Term* node) { return node[1] == 0; }
inline uint32_t PairBits(const Term* node) { return node[1] >> kSlots; }
inline uint32_t ChildBits(const Term* node) { return node[1] & 0xFFFF; }
inline uint32_t PairCount(const Term* node) {
  return IsCollision(node) ? (HeaderSize(node[0]) - 1) / 2 : static_cast<uint32_t>(std::popcount(PairBits(node)));
}
inline uint32_t ChildCount(const Term* node) { return static_cast<uint32_t>(std::popcount(ChildBits(node))); }
inline Term* Pairs(Term* node) { return node + 2; }
inline const Term* Pairs(const Term* node) { return node + 2; }
inline Term* Children(Term* node) { return node + 2 + 2 * PairCount(node); }
inline const Term* Children(const Term* node) { return node + 2 + 2 * PairCount(node); }

// Of a large map.
inline Term Root(Term map) { return Pointer(map)[abi::kMapValues / 4]; }
Term MakeMap(Context* ctx, uint32_t size, Term root);

// Where the value is, or null.
const Term* Find(Term root, Term key);
// The new root, or the old one if nothing changes. `added`: the key was not there.
Term Put(Context* ctx, Term root, Term key, Term value, bool* added);
// kNoTerm if the key is not there.
Term Remove(Context* ctx, Term root, Term key);
// The pairs of both; of keys in both, whose number is added to `common`, those of b.
Term Merge(Context* ctx, Term a, Term b, uint32_t* common);

struct Entry {
  uint32_t hash;
  Term key;
  Term value;
};
// From distinct keys (more than one) sorted by hash.
Term Build(Context* ctx, std::span<const Entry> entries);

// Appends the pairs of a node and of all below it, its own first.
void Collect(Term node, std::vector<MapPair>* pairs);
// Walks a trie in portions. `at` is 0 at first; appends whole nodes until there are at least `wanted` pairs, and gives
// where to go on, or 0 at the end. Fails (false) if `at` leads nowhere.
bool CollectSome(Term root, uint64_t at, size_t wanted, std::vector<MapPair>* pairs, uint64_t* next);

}  // namespace beamfold::rt::trie

#endif  // BEAMFOLD_RUNTIME_MAP_TRIE_H_
