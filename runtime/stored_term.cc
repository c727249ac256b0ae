// SPDX-License-Identifier: Apache-2.0
//
// Two passes over the term: the first counts the words, the second copies the objects one behind the other. Both keep
// a list of work instead of using the machine stack, so nesting costs memory alone.

#include "runtime/stored_term.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "runtime/binary.h"
#include "runtime/fragments.h"
#include "runtime/heap.h"
#include "runtime/object.h"

namespace beamfold::rt {
namespace {

bool Stays(Term t) { return IsImmediate(t) || IsImmortal(t) || t == BoxedTerm(&empty_tuple); }

size_t CountWords(Term term) {
  size_t words = 0;
  std::vector<Term> work = {term};
  while (!work.empty()) {
    Term t = work.back();
    work.pop_back();
    for (; IsCons(t) && !Stays(t); t = Tail(t)) {
      words += 2;
      if (!Stays(Head(t))) work.push_back(Head(t));
    }
    if (Stays(t)) continue;
    const Term* object = Pointer(t);
    words += ObjectWords(object[0]);
    const TermRange terms = TermsOf(object);
    for (uint32_t i = terms.first; i < terms.end; ++i) {
      if (!Stays(object[i])) work.push_back(object[i]);
    }
  }
  return words;
}

}  // namespace

StoredTerm::StoredTerm(Term term) : term_(term), block_(nullptr), words_(0), binaries_(kNoTerm) {
  const size_t words = CountWords(term);
  if (words == 0) return;
  block_ = static_cast<Term*>(malloc(words * sizeof(Term)));
  if (block_ == nullptr) Fatal("out of memory: a table");
  words_ = static_cast<uint32_t>(words);
  Term* next = block_;
  std::vector<Term*> work = {&term_};
  while (!work.empty()) {
    Term* slot = work.back();
    work.pop_back();
    while (IsCons(*slot) && !Stays(*slot)) {
      Term* cell = next;
      next += 2;
      const Term from = *slot;
      *slot = WriteCons(cell, Head(from), Tail(from));
      work.push_back(&cell[abi::kConsHead / 4]);
      slot = &cell[abi::kConsTail / 4];
    }
    if (Stays(*slot)) continue;
    const Term* object = Pointer(*slot);
    const uint32_t size = ObjectWords(object[0]);
    Term* copy = next;
    next += size;
    std::copy(object, object + size, copy);
    *slot = BoxedTerm(copy);
    if (HeaderTag(object[0]) == abi::kHeaderRefcBinary) {
      reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(copy[kRefcPointerWord]))->references += 1;
      copy[kRefcNextWord] = binaries_;
      binaries_ = BoxedTerm(copy);
    }
    const TermRange terms = TermsOf(copy);
    for (uint32_t i = terms.first; i < terms.end; ++i) work.push_back(copy + i);
  }
}

StoredTerm::~StoredTerm() {
  for (Term box = binaries_; box != kNoTerm;) {
    const Term* words = Pointer(box);
    box = words[kRefcNextWord];
    ReleaseRefcBinary(reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(words[kRefcPointerWord])));
  }
  free(block_);
}

}  // namespace beamfold::rt
