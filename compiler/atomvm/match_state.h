// SPDX-License-Identifier: Apache-2.0
//
// Where the parts of matching leave things for each other: locals, and the fields of a match state.

#ifndef BEAMFOLD_COMPILER_ATOMVM_MATCH_STATE_H_
#define BEAMFOLD_COMPILER_ATOMVM_MATCH_STATE_H_

#include <cstdint>

#include "compiler/module_context.h"
#include "runtime/abi.h"

namespace beamfold::match {

inline constexpr uint32_t kState = kLocalTemp;
inline constexpr uint32_t kBits = kLocalTemp + 1;
inline constexpr uint32_t kWords = kLocalTemp + 2;
inline constexpr uint32_t kSaved = kLocalTemp + 3;
inline constexpr uint32_t kValue = kLocalTemp + 5;

inline constexpr uint32_t kStateWords = 4;
inline constexpr uint32_t kFloatWords = 3;
// Fields of the match state, and of its binary.
inline constexpr uint32_t kBinary = abi::kMatchBinary - abi::kTagBoxed;
inline constexpr uint32_t kOffset = abi::kMatchOffset - abi::kTagBoxed;
inline constexpr uint32_t kSize = abi::kBinarySize - abi::kTagBoxed;

}  // namespace beamfold::match

namespace beamfold {

// A field, as helpers take it: its bits, and the flags of the segment.
struct FieldSpec {
  static constexpr uint32_t kBitsMask = 0xff;
  static constexpr uint32_t kFlagsShift = 8;
  static constexpr uint32_t kMaxBits = 64;
  // An unsigned field of so many is always a small integer.
  static constexpr uint32_t kMaxSmallBits = 27;

  static constexpr uint32_t Of(uint32_t bits, uint32_t flags) {
    // WebAssembly is little endian.
    if ((flags & abi::kBitsNative) != 0) flags = (flags & ~abi::kBitsNative) | abi::kBitsLittle;
    return bits | flags << kFlagsShift;
  }
};

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_MATCH_STATE_H_
