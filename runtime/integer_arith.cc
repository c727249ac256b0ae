// SPDX-License-Identifier: Apache-2.0
//
// +, -, *, /, div, rem and unary minus on any terms. Three tiers: 64-bit integers (the builtins tell when those do not
// suffice), floats if one operand is a float, digits. Sums are linear work on the digits as they lie in memory;
// products and quotients are Boost's, whose multiplication is Karatsuba's.

#include <algorithm>
#include <cmath>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/integer_word.h"

namespace beamfold::rt {
namespace {

Term Badarith(Context* ctx) { return RaiseError(ctx, atoms::kBadarith); }

// Infinite results and NaN (an operand was not a number or too large) are errors.
Term FloatResult(Context* ctx, double value) { return std::isfinite(value) ? MakeFloat(ctx, value) : Badarith(ctx); }

enum class Sum { kAdd, kSubtract };

// a + b, or a - b: magnitudes are added if the signs, with that of the operation, agree; else the smaller one is
// subtracted from the larger.
Term SumDigits(Context* ctx, const Digits& a, const Digits& b, Sum sum) {
  const bool b_negative = b.negative() != (sum == Sum::kSubtract);
  std::vector<uint32_t> result;
  if (a.negative() == b_negative) {
    const size_t count = std::max(a.count(), b.count());
    result.resize(count + 1);
    uint64_t carry = 0;
    for (size_t i = 0; i < count; ++i) {
      carry += uint64_t{a[i]} + b[i];
      result[i] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    result[count] = static_cast<uint32_t>(carry);
    return MakeFromDigits(ctx, result.data(), result.size(), a.negative());
  }
  const bool a_larger = CompareMagnitudes(a, b) >= 0;
  const Digits& large = a_larger ? a : b;
  const Digits& small = a_larger ? b : a;
  result.resize(large.count());
  int64_t borrow = 0;
  for (size_t i = 0; i < large.count(); ++i) {
    borrow += int64_t{large[i]} - small[i];
    result[i] = static_cast<uint32_t>(borrow);
    borrow >>= 32;
  }
  return MakeFromDigits(ctx, result.data(), result.size(), a_larger ? a.negative() : b_negative);
}

Term AddOrSubtract(Context* ctx, Term a, Term b, Sum sum) {
  if (IsInteger(a) && IsInteger(b)) {
    const std::optional<int64_t> x = ToInt64(a);
    const std::optional<int64_t> y = ToInt64(b);
    int64_t result;
    if (x && y &&
        !(sum == Sum::kAdd ? __builtin_add_overflow(*x, *y, &result) : __builtin_sub_overflow(*x, *y, &result))) {
      return MakeInteger(ctx, result);
    }
    return SumDigits(ctx, Digits(a), Digits(b), sum);
  }
  const double x = NumberToDouble(a);
  const double y = NumberToDouble(b);
  return FloatResult(ctx, sum == Sum::kAdd ? x + y : x - y);
}

// Both are integers and the divisor is not zero: what div and rem have in common.
bool IntegersAndNotZero(Term a, Term b) { return IsInteger(a) && IsInteger(b) && b != MakeSmall(0); }

}  // namespace

Term IntAdd(Context* ctx, Term a, Term b) {
  if (IsSmall(a) && IsSmall(b)) return MakeInteger(ctx, SmallValue(a) + SmallValue(b));
  return AddOrSubtract(ctx, a, b, Sum::kAdd);
}

Term IntSubtract(Context* ctx, Term a, Term b) {
  if (IsSmall(a) && IsSmall(b)) return MakeInteger(ctx, SmallValue(a) - SmallValue(b));
  return AddOrSubtract(ctx, a, b, Sum::kSubtract);
}

Term IntMultiply(Context* ctx, Term a, Term b) {
  if (IsInteger(a) && IsInteger(b)) {
    const std::optional<int64_t> x = ToInt64(a);
    const std::optional<int64_t> y = ToInt64(b);
    int64_t result;
    if (x && y && !__builtin_mul_overflow(*x, *y, &result)) return MakeInteger(ctx, result);
    // Not worth the work: n digits by m digits are n + m - 1 at least.
    if (Digits(a).count() + Digits(b).count() > MaxIntegerBits() / 32 + 1) {
      return RaiseError(ctx, atoms::kSystemLimit);
    }
    return MakeBig(ctx, ToBig(a) * ToBig(b));
  }
  return FloatResult(ctx, NumberToDouble(a) * NumberToDouble(b));
}

Term NumberDivide(Context* ctx, Term a, Term b) {
  const double divisor = NumberToDouble(b);
  if (divisor == 0) return Badarith(ctx);
  return FloatResult(ctx, NumberToDouble(a) / divisor);
}

Term IntDiv(Context* ctx, Term a, Term b) {
  int64_t x, y;
  // -2^63 / -1 is the one quotient of two int64 that is none.
  if (ReadWord(a, x) && ReadWord(b, y) && y != 0 && !(x == INT64_MIN && y == -1)) return MakeWord(ctx, x / y);
  if (!IntegersAndNotZero(a, b)) return Badarith(ctx);
  return MakeBig(ctx, ToBig(a) / ToBig(b));
}

Term IntRem(Context* ctx, Term a, Term b) {
  int64_t x, y;
  if (ReadWord(a, x) && ReadWord(b, y) && y != 0) return y == -1 ? MakeSmall(0) : MakeWord(ctx, x % y);
  if (!IntegersAndNotZero(a, b)) return Badarith(ctx);
  return MakeBig(ctx, ToBig(a) % ToBig(b));
}

Term IntNegate(Context* ctx, Term a) {
  if (IsFloat(a)) return MakeFloat(ctx, -FloatValue(a));
  return IntSubtract(ctx, MakeSmall(0), a);
}

}  // namespace beamfold::rt
