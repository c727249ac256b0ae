// SPDX-License-Identifier: Apache-2.0
//
// Words are mixed in one after the other; subterms wait on a stack. A large map counts with its pairs in the order of
// its trie, which follows from the keys alone, but for pairs whose keys have equal hashes: these are in any order, so
// only their number counts.

#include "runtime/map_hash.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "runtime/binary.h"
#include "runtime/map_trie.h"
#include "runtime/object.h"

namespace beamfold::rt {
namespace {

class Hasher {
 public:
  uint32_t Hash(Term key) {
    stack_.push_back(key);
    while (!stack_.empty()) {
      const Term t = stack_.back();
      stack_.pop_back();
      Add(t);
    }
    return MapHashFinish(hash_);
  }

 private:
  void Mix(uint32_t word) { hash_ = MapHashStep(hash_, word); }

  void Add(Term t) {
    while (IsCons(t)) {
      Mix(abi::kTagList);
      if (IsSmall(Head(t))) {
        Mix(Head(t));
        t = Tail(t);
      } else {
        stack_.push_back(Tail(t));
        t = Head(t);
      }
    }
    if (IsAtom(t)) {
      Mix(AtomTextHash(t));
    } else if (!IsBoxed(t)) {
      Mix(t);
    } else if (IsBitstring(t)) {
      Bits(GetBits(t));
    } else if (IsFloat(t)) {
      const double value = FloatValue(t) + 0.0;  // equal zeros have equal hashes
      uint32_t words[2];
      std::memcpy(words, &value, sizeof words);
      Mix(words[0]);
      Mix(words[1]);
    } else {
      Object(Pointer(t));
    }
  }

  void Bits(const BitView& bits) {
    Mix(bits.bits);
    uint8_t block[64];
    for (uint32_t at = 0; at < bits.bits; at += 8 * sizeof block) {
      const uint32_t size = std::min<uint32_t>(bits.bits - at, 8 * sizeof block);
      const uint32_t words = (size + 31) / 32;
      std::memset(block, 0, words * 4);
      const uint32_t from = bits.bit_offset + at;
      CopyBits(block, 0, bits.data + from / 8, from % 8, size);
      for (uint32_t i = 0; i < words; ++i) {
        uint32_t word;
        std::memcpy(&word, block + 4 * i, sizeof word);
        Mix(word);
      }
    }
  }

  void Object(const Term* object) {
    const uint32_t tag = HeaderTag(object[0]);
    if (tag == abi::kHeaderMapNode && trie::IsCollision(object)) {
      return Mix(object[0]);
    }
    Mix(tag == abi::kHeaderMap ? tag : object[0]);
    const TermRange terms = TermsOf(object);
    // A fun's module is an address: its other words tell funs apart well enough.
    for (uint32_t i = 1; i < terms.first && tag != abi::kHeaderFun; ++i) Mix(object[i]);
    for (uint32_t i = terms.end; i-- > terms.first;) stack_.push_back(object[i]);
    // The digits of an integer, the words of a reference.
    if (terms.first == terms.end) {
      for (uint32_t i = 1; i < ObjectWords(object[0]); ++i) Mix(object[i]);
    }
    if (tag == abi::kHeaderFun && terms.first == 3) Mix(object[2]);
  }

  uint32_t hash_ = 0;
  std::vector<Term> stack_;
};

}  // namespace

uint32_t MapHashSlow(Term key) { return Hasher().Hash(key); }

}  // namespace beamfold::rt
