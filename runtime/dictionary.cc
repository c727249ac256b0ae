// SPDX-License-Identifier: Apache-2.0

#include "runtime/dictionary.h"

#include <cstdlib>
#include <cstring>

#include "runtime/compare.h"
#include "runtime/fragments.h"
#include "runtime/term.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kMinCapacity = 8;

uint32_t Mix(uint32_t h) {
  h ^= h >> 16;
  h *= 0x7feb352dU;
  h ^= h >> 15;
  h *= 0x846ca68bU;
  return h ^ h >> 16;
}

// Equal keys hash alike. Of compound terms only what lies at hand is looked at; the shapes of keys differ there.
uint32_t Hash(Term key) {
  if (IsImmediate(key)) return Mix(key);
  if (IsCons(key)) return Mix(IsImmediate(Head(key)) ? Head(key) : 1);
  if (IsTuple(key)) {
    uint32_t h = HeaderOf(key);
    for (uint32_t i = 0; i < TupleArity(key) && i < 4; ++i) {
      if (IsImmediate(TupleElement(key, i))) h = Mix(h ^ TupleElement(key, i));
    }
    return Mix(h);
  }
  if (IsBoxedInteger(key) || IsReference(key)) return Mix(Pointer(key)[1]);
  return 2;
}

// The slot of the key, or the free one where it belongs. There is always a free one.
uint32_t Find(const Dictionary& d, Term key) {
  uint32_t slot = Hash(key) & (d.capacity - 1);
  while (d.entries[slot].key != kNoTerm && !ExactEqual(d.entries[slot].key, key)) slot = (slot + 1) & (d.capacity - 1);
  return slot;
}

void Grow(Dictionary& d) {
  const Dictionary old = d;
  d.capacity = old.capacity == 0 ? kMinCapacity : old.capacity * 2;
  d.entries = static_cast<DictionaryEntry*>(calloc(d.capacity, sizeof(DictionaryEntry)));
  if (d.entries == nullptr) Fatal("out of memory for a process dictionary");
  for (uint32_t i = 0; i < old.capacity; ++i) {
    if (old.entries[i].key != kNoTerm) d.entries[Find(d, old.entries[i].key)] = old.entries[i];
  }
  free(old.entries);
}

}  // namespace

Term DictionaryGet(const Dictionary& d, Term key) { return d.size == 0 ? kNoTerm : d.entries[Find(d, key)].value; }

Term DictionaryPut(Dictionary& d, Term key, Term value) {
  if (4 * (d.size + 1) > 3 * d.capacity) Grow(d);
  DictionaryEntry& entry = d.entries[Find(d, key)];
  const Term old = entry.key == kNoTerm ? kNoTerm : entry.value;
  if (old == kNoTerm) ++d.size;
  entry = {key, value};
  return old;
}

Term DictionaryErase(Dictionary& d, Term key) {
  if (d.size == 0) return kNoTerm;
  uint32_t hole = Find(d, key);
  if (d.entries[hole].key == kNoTerm) return kNoTerm;
  const Term old = d.entries[hole].value;
  d.entries[hole] = {kNoTerm, kNoTerm};
  --d.size;
  // What was pushed behind the hole moves up, so that searches need not pass over holes.
  for (uint32_t next = (hole + 1) & (d.capacity - 1); d.entries[next].key != kNoTerm;
       next = (next + 1) & (d.capacity - 1)) {
    const DictionaryEntry moved = d.entries[next];
    d.entries[next] = {kNoTerm, kNoTerm};
    d.entries[Find(d, moved.key)] = moved;
  }
  return old;
}

void DictionaryClear(Dictionary& d) {
  free(d.entries);
  d = {nullptr, 0, 0};
}

}  // namespace beamfold::rt
