// SPDX-License-Identifier: Apache-2.0
//
// A term outside of all processes, in one piece of memory that can be given back: what tables (ets.h) are made of.

#ifndef BEAMFOLD_RUNTIME_STORED_TERM_H_
#define BEAMFOLD_RUNTIME_STORED_TERM_H_

#include <cstdint>

#include "runtime/term.h"

namespace beamfold::rt {

class StoredTerm {
 public:
  // A deep copy. Literals stay where they are, refc binaries share their bytes.
  explicit StoredTerm(Term term);
  ~StoredTerm();
  StoredTerm(const StoredTerm&) = delete;
  StoredTerm& operator=(const StoredTerm&) = delete;

  Term term() const { return term_; }
  uint32_t words() const { return words_; }

 private:
  Term term_;
  Term* block_;  // null: nothing had to be copied
  uint32_t words_;
  Term binaries_;  // boxes of refc binaries, linked as in a process's sweep list
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_STORED_TERM_H_
