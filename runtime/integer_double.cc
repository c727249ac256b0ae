// SPDX-License-Identifier: Apache-2.0
//
// Between integers and floats.

#include <cmath>
#include <limits>
#include <vector>

#include "runtime/digits.h"
#include "runtime/integer.h"

namespace beamfold::rt {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

// The nearest double of a magnitude of more than two digits. Its top 64 bits decide, together with whether anything
// below them is not zero: that goes into their last bit, far below the 53 that a double keeps, so that the one
// rounding, of the conversion, sees it.
double LargeToDouble(const Digits& digits) {
  const size_t count = digits.count();
  const int zeros = __builtin_clz(digits[count - 1]);
  uint64_t top = uint64_t{digits[count - 1]} << 32 | digits[count - 2];
  bool rest = false;
  if (zeros > 0) {
    top = top << zeros | digits[count - 3] >> (32 - zeros);
    rest = digits[count - 3] << zeros != 0;
  } else {
    rest = digits[count - 3] != 0;
  }
  for (size_t i = count - 3; i-- > 0 && !rest;) rest = digits[i] != 0;
  if (rest) top |= 1;
  // Exponents beyond a double's range give infinity; they are cut so that they fit ldexp's int.
  const size_t exponent = (count - 2) * 32 - zeros;
  return std::ldexp(static_cast<double>(top), exponent > 4096 ? 4096 : static_cast<int>(exponent));
}

}  // namespace

double NumberToDouble(Term number) {
  if (IsFloat(number)) return FloatValue(number);
  if (const std::optional<int64_t> value = ToInt64(number)) return static_cast<double>(*value);
  if (!IsInteger(number)) return kNotANumber;
  const Digits digits(number);
  const double magnitude =
      digits.count() == 2 ? static_cast<double>(uint64_t{digits[1]} << 32 | digits[0]) : LargeToDouble(digits);
  if (std::isinf(magnitude)) return kNotANumber;
  return digits.negative() ? -magnitude : magnitude;
}

Term TruncateToInteger(Context* ctx, double value) {
  const double whole = std::trunc(value);
  if (whole >= -0x1p63 && whole < 0x1p63) return MakeInteger(ctx, static_cast<int64_t>(whole));
  int exponent;
  const double fraction = std::frexp(std::fabs(whole), &exponent);  // 0.5 <= fraction < 1
  const uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  const int shift = exponent - 53;  // above 10: the value is 2^63 at least
  std::vector<uint32_t> digits(static_cast<size_t>(shift / 32) + 3);
  const int within = shift % 32;
  uint32_t* to = digits.data() + shift / 32;
  to[0] = static_cast<uint32_t>(mantissa << within);
  to[1] = static_cast<uint32_t>(mantissa >> (32 - within));
  to[2] = within == 0 ? 0 : static_cast<uint32_t>(mantissa >> (64 - within));
  return MakeFromDigits(ctx, digits.data(), digits.size(), whole < 0);
}

}  // namespace beamfold::rt
