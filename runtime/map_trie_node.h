// SPDX-License-Identifier: Apache-2.0
//
// Making nodes of a trie; for map_trie*.cc.

#ifndef BEAMFOLD_RUNTIME_MAP_TRIE_NODE_H_
#define BEAMFOLD_RUNTIME_MAP_TRIE_NODE_H_

#include "runtime/map_trie.h"

namespace beamfold::rt::trie {

// shift >= 0
inline uint32_t SlotBit(uint32_t hash, int shift) { return 1u << (hash >> shift & (kSlots - 1)); }
// How many slots before `bit` are in use.
inline uint32_t Rank(uint32_t bits, uint32_t bit) { return static_cast<uint32_t>(std::popcount(bits & (bit - 1))); }
inline const Term* NodeEnd(const Term* node) { return node + 1 + HeaderSize(node[0]); }
inline Term* WritePair(Term* to, const Entry& entry) {
  to[0] = entry.key;
  to[1] = entry.value;
  return to + 2;
}

// Pairs and children are for the caller to write.
Term* NewNode(Context* ctx, uint32_t bitmaps, uint32_t pairs, uint32_t children);
Term* CopyNode(Context* ctx, const Term* node);
// A node with two different keys.
Term SplitPair(Context* ctx, const Entry& a, const Entry& b, int shift);
// The node with a child in the slot where it has a pair.
Term PairToChild(Context* ctx, const Term* node, uint32_t bit, Term child);
// Find and Put in a node at any level.
const Term* FindFrom(Term node, uint32_t hash, Term key, int shift);
Term PutFrom(Context* ctx, Term node, const Entry& entry, int shift, bool* added);

}  // namespace beamfold::rt::trie

#endif  // BEAMFOLD_RUNTIME_MAP_TRIE_NODE_H_
