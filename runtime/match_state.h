// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_RUNTIME_MATCH_STATE_H_
#define BEAMFOLD_RUNTIME_MATCH_STATE_H_

#include "runtime/binary.h"
#include "runtime/term.h"

namespace beamfold::rt {

// The words of a match state (abi.h).
class MatchState {
 public:
  explicit MatchState(Term state) : words_(Pointer(state)) {}

  Term owner() const { return words_[abi::kMatchBinary / 4]; }
  const uint8_t* data() const { return BinaryData(owner()); }
  uint32_t offset() const { return words_[abi::kMatchOffset / 4]; }
  uint32_t left() const { return words_[abi::kMatchEnd / 4] - offset(); }
  void set_offset(uint32_t offset) { words_[abi::kMatchOffset / 4] = offset; }
  void set_start(uint32_t start) { words_[abi::kMatchStart / 4] = start; }
  void Advance(uint32_t bits) { words_[abi::kMatchOffset / 4] += bits; }

 private:
  Term* words_;
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_MATCH_STATE_H_
