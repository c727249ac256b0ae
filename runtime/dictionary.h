// SPDX-License-Identifier: Apache-2.0
//
// The process dictionary: a hash table of terms with linear probing, at most three quarters full.

#ifndef BEAMFOLD_RUNTIME_DICTIONARY_H_
#define BEAMFOLD_RUNTIME_DICTIONARY_H_

#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {

struct DictionaryEntry {
  Term key;  // 0: free
  Term value;
};

struct Dictionary {
  DictionaryEntry* entries;  // `capacity` of them, a power of two, or none
  uint32_t capacity;
  uint32_t size;
};

// The value, or 0.
Term DictionaryGet(const Dictionary& dictionary, Term key);
// The old value, or 0.
Term DictionaryPut(Dictionary& dictionary, Term key, Term value);
// The old value, or 0.
Term DictionaryErase(Dictionary& dictionary, Term key);
void DictionaryClear(Dictionary& dictionary);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_DICTIONARY_H_
