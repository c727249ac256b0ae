// SPDX-License-Identifier: Apache-2.0
//
// Integers: one form each, and every operator against Boost's.

#include <cmath>

#include "runtime/atoms.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "tests/rt_data_check.h"

namespace beamfold::rt {
namespace {

BigInt PowerOfTwo(uint32_t exponent) { return BigInt(1) << exponent; }

// The form that integer.h promises for a value.
void CheckForm(Term t, const BigInt& value) {
  CHECK(IsInteger(t));
  CHECK(ToBig(t) == value);
  CHECK(IsNegative(t) == (value < 0));
  if (value >= abi::kSmallMin && value <= abi::kSmallMax) {
    CHECK(IsSmall(t));
    return;
  }
  CHECK(IsBoxedInteger(t));
  CHECK(HeaderTag(HeaderOf(t)) == (value < 0 ? abi::kHeaderNegativeInteger : abi::kHeaderPositiveInteger));
  const uint32_t words = HeaderSize(HeaderOf(t));
  if (value >= INT32_MIN && value <= INT32_MAX) {
    CHECK(words == 1);
  } else if (value >= INT64_MIN && value <= INT64_MAX) {
    CHECK(words == 2);
  } else {
    CHECK(words >= 3);
    CHECK(words == 3 || Pointer(t)[words] != 0);
  }
}

void CheckFailed(Context* ctx, Term result, Term reason) {
  CHECK(result == kNoTerm);
  CHECK(ctx->exception_class == atoms::kError);
  CHECK(ctx->exception_reason == reason);
  ClearException(ctx);
}

void CheckBoundaries(Context* ctx) {
  for (const uint32_t exponent : {26u, 27u, 28u, 31u, 32u, 33u, 58u, 59u, 60u, 62u, 63u, 64u, 65u, 95u, 96u, 128u}) {
    for (int delta = -2; delta <= 2; ++delta) {
      for (const bool negative : {false, true}) {
        BigInt value = PowerOfTwo(exponent) + delta;
        if (negative) value = -value;
        const Term t = MakeBig(ctx, value);
        CheckForm(t, value);
        CHECK(ToInt64(t).has_value() == (value >= INT64_MIN && value <= INT64_MAX));
        CHECK(ToUint64(t).has_value() == (value >= 0 && value <= UINT64_MAX));
        if (ToInt64(t)) CHECK(MakeInteger(ctx, *ToInt64(t)) == t || ExactEqual(MakeInteger(ctx, *ToInt64(t)), t));
        if (ToUint64(t)) CHECK(ExactEqual(MakeUnsigned(ctx, *ToUint64(t)), t));
        CheckForm(IntAdd(ctx, t, MakeSmall(1)), value + 1);
        CheckForm(IntSubtract(ctx, t, MakeSmall(1)), value - 1);
        CheckForm(IntNegate(ctx, t), -value);
        CheckForm(IntBnot(ctx, t), -value - 1);
      }
    }
  }
}

// Towards minus infinity.
BigInt ShiftRight(const BigInt& value, uint32_t count) {
  BigInt result = value / PowerOfTwo(count);
  if (value < 0 && result * PowerOfTwo(count) != value) --result;
  return result;
}

// Two's complement by arithmetic alone: value modulo 2^bits.
BigInt Wrap(const BigInt& value, uint32_t bits) {
  BigInt result = value % PowerOfTwo(bits);
  if (result < 0) result += PowerOfTwo(bits);
  return result;
}

BigInt Unwrap(const BigInt& value, uint32_t bits) {
  return value >= PowerOfTwo(bits - 1) ? BigInt(value - PowerOfTwo(bits)) : value;
}

void CheckOperators(Context* ctx, Random& random) {
  for (int round = 0; round < 4000; ++round) {
    const Term a = RandomInteger(ctx, random, 400);
    const Term b = RandomInteger(ctx, random, 400);
    const BigInt x = ToBig(a);
    const BigInt y = ToBig(b);
    CheckForm(IntAdd(ctx, a, b), x + y);
    CheckForm(IntSubtract(ctx, a, b), x - y);
    CheckForm(IntMultiply(ctx, a, b), x * y);
    if (y != 0) {
      CheckForm(IntDiv(ctx, a, b), x / y);
      CheckForm(IntRem(ctx, a, b), x % y);
    }
    constexpr uint32_t kBits = 416;
    CheckForm(IntBand(ctx, a, b), Unwrap(Wrap(x, kBits) & Wrap(y, kBits), kBits));
    CheckForm(IntBor(ctx, a, b), Unwrap(Wrap(x, kBits) | Wrap(y, kBits), kBits));
    CheckForm(IntBxor(ctx, a, b), Unwrap(Wrap(x, kBits) ^ Wrap(y, kBits), kBits));
    const uint32_t count = random.Below(150);
    const Term count_term = MakeSmall(static_cast<int32_t>(count));
    const Term minus_count = MakeSmall(-static_cast<int32_t>(count));
    CheckForm(IntBsl(ctx, a, count_term), x * PowerOfTwo(count));
    CheckForm(IntBsr(ctx, a, minus_count), x * PowerOfTwo(count));
    CheckForm(IntBsr(ctx, a, count_term), ShiftRight(x, count));
    CheckForm(IntBsl(ctx, a, minus_count), ShiftRight(x, count));
    CHECK(Compare(a, b, true) == (x < y ? -1 : x > y ? 1 : 0));
    CHECK(ExactEqual(a, b) == (x == y));
  }
}

void CheckLimitsAndErrors(Context* ctx) {
  const Term one = MakeSmall(1);
  const Term huge = MakeBig(ctx, PowerOfTwo(100));
  CheckFailed(ctx, IntBsl(ctx, one, MakeSmall(kMaxIntegerBits)), atoms::kSystemLimit);
  CheckFailed(ctx, IntBsl(ctx, MakeSmall(-1), huge), atoms::kSystemLimit);
  CHECK(IntBsl(ctx, MakeSmall(0), huge) == MakeSmall(0));
  CHECK(IntBsr(ctx, MakeSmall(-1), huge) == MakeSmall(-1));
  CHECK(IntBsr(ctx, huge, huge) == MakeSmall(0));
  CHECK(IntBsr(ctx, IntNegate(ctx, huge), huge) == MakeSmall(-1));
  const Term largest = IntBsl(ctx, one, MakeSmall(kMaxIntegerBits - 1));
  CHECK(largest != kNoTerm);
  CheckFailed(ctx, IntAdd(ctx, largest, largest), atoms::kSystemLimit);
  CheckFailed(ctx, IntMultiply(ctx, largest, largest), atoms::kSystemLimit);
  CheckFailed(ctx, IntDiv(ctx, one, MakeSmall(0)), atoms::kBadarith);
  CheckFailed(ctx, IntRem(ctx, huge, MakeSmall(0)), atoms::kBadarith);
  CheckFailed(ctx, NumberDivide(ctx, one, MakeSmall(0)), atoms::kBadarith);
  CheckFailed(ctx, IntAdd(ctx, one, atoms::kOk), atoms::kBadarith);
  CheckFailed(ctx, IntBand(ctx, one, MakeFloat(ctx, 1)), atoms::kBadarith);
  CheckFailed(ctx, IntNegate(ctx, kNil), atoms::kBadarith);
  CheckFailed(ctx, IntMultiply(ctx, MakeFloat(ctx, 1e200), MakeFloat(ctx, 1e200)), atoms::kBadarith);
  const Term too_large = IntBsl(ctx, one, MakeSmall(2000));
  CheckFailed(ctx, IntAdd(ctx, too_large, MakeFloat(ctx, 1)), atoms::kBadarith);
  CheckFailed(ctx, NumberDivide(ctx, too_large, too_large), atoms::kBadarith);
  CHECK(FloatValue(IntAdd(ctx, one, MakeFloat(ctx, 0.5))) == 1.5);
  CHECK(FloatValue(NumberDivide(ctx, MakeSmall(7), MakeSmall(2))) == 3.5);
  // What does not fit 64 bits though both operands do.
  const Term minimum = MakeInteger(ctx, INT64_MIN);
  CheckForm(IntDiv(ctx, minimum, MakeSmall(-1)), PowerOfTwo(63));
  CHECK(IntRem(ctx, minimum, MakeSmall(-1)) == MakeSmall(0));
  CheckForm(IntNegate(ctx, minimum), PowerOfTwo(63));
}

// Nearest, by comparing with the neighbours.
void CheckDoubles(Context* ctx, Random& random) {
  for (int round = 0; round < 3000; ++round) {
    const Term t = RandomInteger(ctx, random, 1 + random.Below(1000));
    const double value = NumberToDouble(t);
    const BigInt exact = ToBig(t);
    const auto distance = [&](double d) { return BigInt(abs(BigInt(d) - exact)); };
    const BigInt here = distance(value);
    for (const double other : {std::nextafter(value, -INFINITY), std::nextafter(value, INFINITY)}) {
      if (other != std::trunc(other)) continue;  // then the value itself is exact
      CHECK(here <= distance(other));
      if (here != 0 && here == distance(other)) {
        int exponent;
        CHECK(std::fmod(std::ldexp(std::frexp(value, &exponent), 53), 2) == 0);
      }
    }
    CheckForm(TruncateToInteger(ctx, value), BigInt(value));
    CHECK(Compare(t, MakeFloat(ctx, value), false) == (exact < BigInt(value) ? -1 : exact > BigInt(value) ? 1 : 0));
  }
  CHECK(std::isnan(NumberToDouble(IntBsl(ctx, MakeSmall(1), MakeSmall(1024)))));
  CHECK(NumberToDouble(IntBsl(ctx, MakeSmall(1), MakeSmall(1023))) == 0x1p1023);
  CHECK(std::isnan(NumberToDouble(atoms::kOk)));
  for (const double value : {0.0, -0.5, 0.99, 1.5, -2.75, 134217727.9, -134217728.9, 0x1p62, 0x1p63, -0x1p63, 0x1p64,
                             1.7976931348623157e308, 4503599627370497.5}) {
    CheckForm(TruncateToInteger(ctx, value), BigInt(std::trunc(value)));
  }
}

void CheckText(Context* ctx, Random& random) {
  for (int round = 0; round < 1500; ++round) {
    const Term t = RandomInteger(ctx, random, round % 100 == 0 ? 20000 : 300);
    CHECK(IntegerToText(t) == ToBig(t).str());
    const int base = 2 + static_cast<int>(random.Below(35));
    const std::string text = IntegerToText(t, base);
    CHECK(ExactEqual(IntegerFromText(ctx, text, base), t));
    BigInt value = 0;
    for (const char c : text) {
      if (c != '-') value = value * base + (c <= '9' ? c - '0' : c - 'A' + 10);
    }
    CHECK((text[0] == '-' ? BigInt(-value) : value) == ToBig(t));
  }
  CHECK(IntegerFromText(ctx, "+00012") == MakeSmall(12));
  CHECK(IntegerFromText(ctx, "-fF", 16) == MakeSmall(-255));
  for (const char* bad : {"", "+", "-", "1-", "0x1", " 1", "1 ", "12a", "--1", "1.0", "9"}) {
    CHECK(IntegerFromText(ctx, bad, bad[0] == '9' ? 9 : 10) == kNoTerm);
  }
  CHECK(IntegerFromText(ctx, std::string(kMaxIntegerBits + 2, '1'), 2) == kNoTerm);
  CHECK(ctx->exception_reason == atoms::kSystemLimit);
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Process process;
  beamfold::rt::Random random(1);
  beamfold::rt::CheckBoundaries(process.get());
  beamfold::rt::CheckOperators(process.get(), random);
  beamfold::rt::CheckLimitsAndErrors(process.get());
  beamfold::rt::CheckDoubles(process.get(), random);
  beamfold::rt::CheckText(process.get(), random);
  return 0;
}
