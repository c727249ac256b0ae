// SPDX-License-Identifier: Apache-2.0
//
// Making integers in their one form, and reading them.

#include "runtime/integer.h"

#include <cstring>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer_word.h"

namespace beamfold::rt {

Term MakeIntegerSlow(Context* ctx, int64_t value) { return MakeWord(ctx, value); }

Term MakeUnsigned(Context* ctx, uint64_t value) {
  if (value <= INT64_MAX) return MakeInteger(ctx, static_cast<int64_t>(value));
  const uint32_t digits[] = {static_cast<uint32_t>(value), static_cast<uint32_t>(value >> 32)};
  return MakeFromDigits(ctx, digits, 2, false);
}

Term MakeFromDigits(Context* ctx, const uint32_t* digits, size_t count, bool negative) {
  while (count > 0 && digits[count - 1] == 0) --count;
  if (count <= 2) {
    const uint64_t magnitude = (count > 1 ? uint64_t{digits[1]} << 32 : 0) | (count > 0 ? digits[0] : 0);
    if (magnitude <= static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0)) {
      return MakeInteger(ctx, static_cast<int64_t>(negative ? 0 - magnitude : magnitude));
    }
  }
  if (count > MaxIntegerBits() / 32) return RaiseError(ctx, atoms::kSystemLimit);
  // Two words would read as an int64.
  const size_t words = count < 3 ? 3 : count;
  Term* p = Alloc(ctx, words + 1);
  p[0] = MakeHeader(static_cast<uint32_t>(words), IntegerTag(negative));
  p[words] = 0;
  std::memcpy(p + 1, digits, count * sizeof(uint32_t));
  return BoxedTerm(p);
}

Term MakeBig(Context* ctx, const BigInt& value) {
  const bool negative = value < 0;
  const BigInt magnitude = negative ? BigInt(-value) : value;
  if (magnitude != 0 && boost::multiprecision::msb(magnitude) >= MaxIntegerBits()) {
    return RaiseError(ctx, atoms::kSystemLimit);
  }
  std::vector<uint32_t> digits;
  boost::multiprecision::export_bits(magnitude, std::back_inserter(digits), 32, /*msv_first=*/false);
  return MakeFromDigits(ctx, digits.data(), digits.size(), negative);
}

BigInt ToBig(Term integer) {
  const Digits digits(integer);
  BigInt value;
  if (digits.count() > 0) {
    boost::multiprecision::import_bits(value, digits.data(), digits.data() + digits.count(), 32, /*msv_first=*/false);
  }
  if (digits.negative()) value = -value;
  return value;
}

std::optional<int64_t> ToInt64(Term t) {
  int64_t value;
  return ReadWord(t, value) ? std::optional<int64_t>(value) : std::nullopt;
}

std::optional<uint64_t> ToUint64(Term t) {
  if (!IsInteger(t)) return std::nullopt;
  const Digits digits(t);
  if (digits.negative() || digits.count() > 2) return std::nullopt;
  return uint64_t{digits[1]} << 32 | digits[0];
}

bool IsNegative(Term integer) {
  if (IsSmall(integer)) return SmallValue(integer) < 0;
  return HeaderTag(HeaderOf(integer)) == abi::kHeaderNegativeInteger;
}

}  // namespace beamfold::rt
