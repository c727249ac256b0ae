// SPDX-License-Identifier: Apache-2.0
//
// The process dictionary. Hashes must survive collections, so they come from what keys mean, not from where they lie:
// from the first few words of them, found breadth first, which is enough to tell usual keys apart and bounds the work
// for huge ones.

#include "runtime/dictionary.h"

#include <cstring>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/compare.h"
#include "runtime/memory.h"
#include "runtime/object.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kFirstCapacity = 8;

class Hasher {
 public:
  uint32_t Hash(Term key) {
    queue_[queued_++] = key;
    for (uint32_t i = 0; i < queued_; ++i) Add(queue_[i]);
    return hash_ ^ hash_ >> 15;
  }

 private:
  static constexpr uint32_t kMaxTerms = 16;
  static constexpr uint32_t kMaxBytes = 32;

  void Mix(uint32_t word) {
    hash_ = (hash_ ^ word) * 0x9E3779B1u;
    hash_ ^= hash_ >> 13;
  }

  void Later(Term t) {
    if (queued_ < kMaxTerms) queue_[queued_++] = t;
  }

  void Add(Term t) {
    if (IsCons(t)) {
      Mix(abi::kTagList);
      Later(Head(t));
      Later(Tail(t));
    } else if (!IsBoxed(t)) {
      Mix(t);
    } else if (IsBitstring(t)) {
      AddBits(GetBits(t));
    } else if (IsFloat(t)) {
      const double value = FloatValue(t) + 0.0;  // equal zeros have equal hashes
      uint32_t words[2];
      std::memcpy(words, &value, sizeof words);
      Mix(words[0]);
      Mix(words[1]);
    } else {
      AddObject(Pointer(t));
    }
  }

  void AddBits(const BitView& bits) {
    Mix(bits.bits);
    uint8_t bytes[kMaxBytes] = {};
    CopyBits(bytes, 0, bits.data, bits.bit_offset, bits.bits < kMaxBytes * 8 ? bits.bits : kMaxBytes * 8);
    for (const uint8_t byte : bytes) Mix(byte);
  }

  void AddObject(const Term* object) {
    Mix(object[0]);
    const uint32_t tag = HeaderTag(object[0]);
    if (tag == abi::kHeaderMap) {
      Later(object[abi::kMapKeys / 4]);
      return;
    }
    const TermRange terms = TermsOf(object);
    for (uint32_t i = 1; i < ObjectWords(object[0]) && i <= kMaxTerms; ++i) {
      if (i >= terms.first && i < terms.end) {
        Later(object[i]);
      } else if (tag != abi::kHeaderFun) {  // the digits of an integer, the words of a reference
        Mix(object[i]);
      }
    }
  }

  uint32_t hash_ = 0;
  Term queue_[kMaxTerms];
  uint32_t queued_ = 0;
};

uint32_t HomeOf(const Dictionary& dictionary, Term key) { return Hasher().Hash(key) & (dictionary.capacity - 1); }

// The entry of a key, or the free one where it would go. capacity > 0.
DictionaryEntry* Find(const Dictionary& dictionary, Term key) {
  uint32_t i = HomeOf(dictionary, key);
  while (dictionary.entries[i].key != kNoTerm && !ExactEqual(dictionary.entries[i].key, key)) {
    i = (i + 1) & (dictionary.capacity - 1);
  }
  return &dictionary.entries[i];
}

void Grow(Dictionary& dictionary) {
  Dictionary larger = {nullptr, dictionary.capacity == 0 ? kFirstCapacity : dictionary.capacity * 2, dictionary.size};
  const size_t bytes = larger.capacity * sizeof(DictionaryEntry);
  larger.entries = static_cast<DictionaryEntry*>(TakeMemory(MemoryKind::kDictionary, bytes));
  if (larger.entries == nullptr) Fatal("out of memory for a process dictionary");
  std::memset(larger.entries, 0, bytes);
  for (uint32_t i = 0; i < dictionary.capacity; ++i) {
    const DictionaryEntry& entry = dictionary.entries[i];
    if (entry.key != kNoTerm) *Find(larger, entry.key) = entry;
  }
  GiveMemory(MemoryKind::kDictionary, dictionary.entries);
  dictionary = larger;
}

}  // namespace

Term DictionaryGet(const Dictionary& dictionary, Term key) {
  return dictionary.capacity == 0 ? kNoTerm : Find(dictionary, key)->value;
}

Term DictionaryPut(Dictionary& dictionary, Term key, Term value) {
  if ((dictionary.size + 1) * 4 > dictionary.capacity * 3) Grow(dictionary);
  DictionaryEntry* entry = Find(dictionary, key);
  const Term old = entry->value;
  if (entry->key == kNoTerm) ++dictionary.size;
  *entry = {key, value};
  return old;
}

Term DictionaryErase(Dictionary& dictionary, Term key) {
  if (dictionary.capacity == 0) return kNoTerm;
  DictionaryEntry* entry = Find(dictionary, key);
  if (entry->key == kNoTerm) return kNoTerm;
  const Term old = entry->value;
  --dictionary.size;
  // Close the gap: entries that follow move into it unless that would put them before their home.
  const uint32_t mask = dictionary.capacity - 1;
  uint32_t gap = static_cast<uint32_t>(entry - dictionary.entries);
  for (uint32_t i = (gap + 1) & mask; dictionary.entries[i].key != kNoTerm; i = (i + 1) & mask) {
    const uint32_t home = HomeOf(dictionary, dictionary.entries[i].key);
    if (((i - home) & mask) >= ((i - gap) & mask)) {
      dictionary.entries[gap] = dictionary.entries[i];
      gap = i;
    }
  }
  dictionary.entries[gap] = {kNoTerm, kNoTerm};
  return old;
}

void DictionaryClear(Dictionary& dictionary) {
  GiveMemory(MemoryKind::kDictionary, dictionary.entries);
  dictionary = {};
}

}  // namespace beamfold::rt
