// SPDX-License-Identifier: Apache-2.0
//
// Floats of 16, 32 and 64 bits in binaries.

#ifndef BEAMFOLD_RUNTIME_FLOAT_BITS_H_
#define BEAMFOLD_RUNTIME_FLOAT_BITS_H_

#include <bit>
#include <cmath>
#include <cstdint>

namespace beamfold::rt {

// The value of an IEEE half: sign, 5 bits of exponent, 10 of fraction.
inline double DoubleFromHalf(uint16_t half) {
  const int exponent = half >> 10 & 0x1F;
  const int fraction = half & 0x3FF;
  double magnitude;
  if (exponent == 0) {
    magnitude = std::ldexp(fraction, -24);
  } else if (exponent == 0x1F) {
    magnitude = fraction == 0 ? HUGE_VAL : NAN;
  } else {
    magnitude = std::ldexp(fraction + 0x400, exponent - 25);
  }
  return half >> 15 != 0 ? -magnitude : magnitude;
}

// Rounds to nearest even; what is too large becomes infinity.
inline uint16_t HalfFromDouble(double value) {
  const uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double magnitude = std::fabs(value);
  if (magnitude >= 65520) return sign | 0x7C00;
  int exponent = 0;
  std::frexp(magnitude, &exponent);
  // The fraction's last bit is worth 2^(exponent - 11), 2^-24 at least. A fraction that rounds up to a power of two
  // carries into the exponent by itself.
  const int last = magnitude == 0 || exponent < -13 ? -24 : exponent - 11;
  const uint16_t fraction = static_cast<uint16_t>(std::nearbyint(std::ldexp(magnitude, -last)));
  return static_cast<uint16_t>(sign + (static_cast<uint16_t>(last + 24) << 10) + fraction);
}

// The bits of a float of `size` 16, 32 or 64 bits.
inline double DoubleFromBits(uint64_t bits, uint32_t size) {
  if (size == 64) return std::bit_cast<double>(bits);
  if (size == 32) return std::bit_cast<float>(static_cast<uint32_t>(bits));
  return DoubleFromHalf(static_cast<uint16_t>(bits));
}

inline uint64_t BitsFromDouble(double value, uint32_t size) {
  if (size == 64) return std::bit_cast<uint64_t>(value);
  if (size == 32) return std::bit_cast<uint32_t>(static_cast<float>(value));
  return HalfFromDouble(value);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_FLOAT_BITS_H_
