// SPDX-License-Identifier: Apache-2.0
//
// Integers of at most 64 bits, read and made in place: what arithmetic meets nearly always (integer.h has all sizes).

#ifndef BEAMFOLD_RUNTIME_INTEGER_WORD_H_
#define BEAMFOLD_RUNTIME_INTEGER_WORD_H_

#include <cstdint>
#include <cstring>

#include "runtime/abi.h"
#include "runtime/heap.h"
#include "runtime/term.h"

namespace beamfold::rt {

inline constexpr uint32_t IntegerTag(bool negative) {
  return negative ? abi::kHeaderNegativeInteger : abi::kHeaderPositiveInteger;
}

// False: not an integer, or a larger one.
inline bool ReadWord(Term t, int64_t& value) {
  if (IsSmall(t)) {
    value = SmallValue(t);
    return true;
  }
  if (!IsBoxed(t)) return false;
  const Term* p = Pointer(t);
  constexpr uint32_t kSign = abi::kHeaderPositiveInteger ^ abi::kHeaderNegativeInteger;
  switch (p[0] & ~kSign) {
    case MakeHeader(2, IntegerTag(false)):
      std::memcpy(&value, p + 1, sizeof value);
      return true;
    case MakeHeader(1, IntegerTag(false)):
      value = static_cast<int32_t>(p[1]);
      return true;
    default:
      return false;
  }
}

inline Term MakeWord(Context* ctx, int64_t value) {
  if (FitsSmall(value)) return MakeSmall(static_cast<int32_t>(value));
  const bool one = value == static_cast<int32_t>(value);
  Term* p = Alloc(ctx, one ? 2 : 3);
  if (one) {
    p[0] = MakeHeader(1, IntegerTag(value < 0));
    p[1] = static_cast<uint32_t>(value);
  } else {
    p[0] = MakeHeader(2, IntegerTag(value < 0));
    std::memcpy(p + 1, &value, sizeof value);
  }
  return BoxedTerm(p);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INTEGER_WORD_H_
