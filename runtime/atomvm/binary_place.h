// SPDX-License-Identifier: Apache-2.0
//
// Bits inside of a binary, as primitives name them: binary and bit offset. The binary may come without its tag.

#ifndef BEAMFOLD_RUNTIME_ATOMVM_BINARY_PLACE_H_
#define BEAMFOLD_RUNTIME_ATOMVM_BINARY_PLACE_H_

#include <cstdint>

#include "runtime/atomvm/running.h"
#include "runtime/binary.h"
#include "runtime/term.h"

namespace beamfold::rt::atomvm {

// A part of a binary from this size on is a sub binary, of so many words.
inline constexpr uint32_t kSubBinaryWords = 4;
inline constexpr uint32_t kMinSubBinary = 8;

inline Term BinaryTerm(Term binary) {
  const Term t = (binary & ~abi::kPrimaryMask) | abi::kTagBoxed;
  if (!IsBitstring(t)) Fault("binary", "what is taken for a binary is none");
  return t;
}

inline uint32_t ByteSize(Term binary) { return Pointer(binary)[abi::kBinarySize / 4]; }

// What AtomVM reserves for a binary of its own: a word too many for a small one.
inline uint32_t BinaryWords(uint32_t bytes) {
  return bytes <= kHeapBinaryLimit ? ((bytes + 3) >> 2) + 3 : kRefcBinaryWords;
}

// A match state of beamfold's own runtime for a place in a binary, for its getters (bits_ops.h).
class Place {
 public:
  Place(Term binary, uint32_t offset) {
    const BitOwner owner = GetOwner(binary);
    words_[0] = abi::kMatchStateHeader;
    words_[abi::kMatchBinary / 4] = owner.binary;
    words_[abi::kMatchOffset / 4] = start_ = owner.bit_offset + offset;
    // AtomVM has whole bytes only.
    words_[abi::kMatchEnd / 4] = owner.bit_offset + 8 * ByteSize(binary);
    words_[abi::kMatchStart / 4] = owner.bit_offset;
    inside_ = offset <= 8 * ByteSize(binary);
  }
  Term state() const { return BoxedTerm(words_); }
  bool inside() const { return inside_; }
  bool aligned() const { return start_ % 8 == 0; }
  uint32_t taken() const { return words_[abi::kMatchOffset / 4] - start_; }

 private:
  Term words_[5];
  uint32_t start_;
  bool inside_;
};

}  // namespace beamfold::rt::atomvm

#endif  // BEAMFOLD_RUNTIME_ATOMVM_BINARY_PLACE_H_
