// SPDX-License-Identifier: Apache-2.0
//
// band, bor, bxor, bnot, bsl and bsr. An integer behaves as two's complement with infinitely many sign digits; the
// digits are made from sign and magnitude on the fly.

#include <algorithm>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/integer.h"
#include "runtime/integer_word.h"

namespace beamfold::rt {
namespace {

Term Badarith(Context* ctx) { return RaiseError(ctx, atoms::kBadarith); }

// `op` on two's complement numbers, by digits. One digit more than the longer operand has holds the sign of the result.
template <typename Op>
Term Bitwise(Context* ctx, Term a, Term b, Op op) {
  int64_t x, y;
  if (ReadWord(a, x) && ReadWord(b, y)) return MakeWord(ctx, op(x, y));
  if (!IsInteger(a) || !IsInteger(b)) return Badarith(ctx);
  const Digits a_digits(a);
  const Digits b_digits(b);
  TwosComplement a_bits(a_digits);
  TwosComplement b_bits(b_digits);
  std::vector<uint32_t> result(std::max(a_digits.count(), b_digits.count()) + 1);
  for (uint32_t& digit : result) {
    const uint32_t a_digit = a_bits.Next();
    digit = op(a_digit, b_bits.Next());
  }
  const bool negative = (result.back() >> 31) != 0;
  if (negative) NegateDigits(result);
  return MakeFromDigits(ctx, result.data(), result.size(), negative);
}

Term ShiftLeft(Context* ctx, Term a, uint64_t count) {
  int64_t value;
  if (ReadWord(a, value)) {
    if (value == 0) return a;
    const int64_t result = static_cast<int64_t>(static_cast<uint64_t>(value) << (count & 63));
    if (count < 63 && result >> count == value) return MakeWord(ctx, result);
  }
  const Digits digits(a);
  if (count >= MaxIntegerBits()) return RaiseError(ctx, atoms::kSystemLimit);
  const size_t whole = static_cast<size_t>(count / 32);
  const uint32_t within = static_cast<uint32_t>(count % 32);
  std::vector<uint32_t> result(digits.count() + whole + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < digits.count(); ++i) {
    carry |= uint64_t{digits[i]} << within;
    result[whole + i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  result.back() = static_cast<uint32_t>(carry);
  return MakeFromDigits(ctx, result.data(), result.size(), digits.negative());
}

// Rounds towards minus infinity: of a negative number whose shifted-out bits are not all zero, the magnitude is one
// more than what is left of it.
Term ShiftRight(Context* ctx, Term a, uint64_t count) {
  int64_t value;
  if (ReadWord(a, value)) return MakeWord(ctx, value >> std::min<uint64_t>(count, 63));
  const Digits digits(a);
  if (count / 32 >= digits.count()) return MakeSmall(digits.negative() ? -1 : 0);
  const size_t whole = static_cast<size_t>(count / 32);
  const uint32_t within = static_cast<uint32_t>(count % 32);
  std::vector<uint32_t> result(digits.count() - whole + 1);
  for (size_t i = 0; i + 1 < result.size(); ++i) {
    const uint64_t pair = uint64_t{digits[whole + i + 1]} << 32 | digits[whole + i];
    result[i] = static_cast<uint32_t>(pair >> within);
  }
  if (digits.negative()) {
    bool lost = (digits[whole] & ((uint32_t{1} << within) - 1)) != 0;
    for (size_t i = 0; i < whole && !lost; ++i) lost = digits[i] != 0;
    for (size_t i = 0; lost; ++i) lost = ++result[i] == 0;  // the top digit is zero and takes the last carry
  }
  return MakeFromDigits(ctx, result.data(), result.size(), digits.negative());
}

Term Shift(Context* ctx, Term a, Term count, bool left) {
  if (!IsInteger(a) || !IsInteger(count)) return Badarith(ctx);
  if (IsSmall(count)) {
    const int32_t places = SmallValue(count);
    const uint64_t distance = static_cast<uint64_t>(places < 0 ? -places : places);
    return left == (places >= 0) ? ShiftLeft(ctx, a, distance) : ShiftRight(ctx, a, distance);
  }
  if (IsNegative(count)) left = !left;
  const Digits digits(count);
  // A count beyond 64 bits acts like any other that is far too large.
  const uint64_t distance = digits.count() > 2 ? UINT64_MAX : uint64_t{digits[1]} << 32 | digits[0];
  return left ? ShiftLeft(ctx, a, distance) : ShiftRight(ctx, a, distance);
}

}  // namespace

Term IntBand(Context* ctx, Term a, Term b) {
  return Bitwise(ctx, a, b, [](auto x, auto y) { return x & y; });
}

Term IntBor(Context* ctx, Term a, Term b) {
  return Bitwise(ctx, a, b, [](auto x, auto y) { return x | y; });
}

Term IntBxor(Context* ctx, Term a, Term b) {
  return Bitwise(ctx, a, b, [](auto x, auto y) { return x ^ y; });
}

Term IntBnot(Context* ctx, Term a) {
  if (!IsInteger(a)) return Badarith(ctx);
  return IntBxor(ctx, a, MakeSmall(-1));
}

Term IntBsl(Context* ctx, Term a, Term b) { return Shift(ctx, a, b, /*left=*/true); }
Term IntBsr(Context* ctx, Term a, Term b) { return Shift(ctx, a, b, /*left=*/false); }

}  // namespace beamfold::rt
