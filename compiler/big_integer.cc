// SPDX-License-Identifier: Apache-2.0
//
// Problem: print an integer of n 32-bit limbs in decimal.
// Idea: school division. Divide by 10^9 until nothing is left; the remainders are the digits, nine at a time.
// Complexity: O(n^2). The compiler writes at most 16 bytes into an instruction and longer numbers into the literals, so
// nothing faster is worth its code; callers bound the work (limits.h).
// Source: Knuth, The Art of Computer Programming, volume 2, 4.4, method 1a.

#include "compiler/big_integer.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_format.h"

namespace beamfold {
namespace {

constexpr uint32_t kChunk = 1'000'000'000;

std::vector<uint32_t> Limbs(std::string_view bytes) {
  std::vector<uint32_t> limbs((bytes.size() + 3) / 4);
  for (size_t i = 0; i < bytes.size(); ++i) {
    limbs[i / 4] |= uint32_t{static_cast<uint8_t>(bytes[i])} << (i % 4 * 8);
  }
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
  return limbs;
}

// Divides in place; gives the remainder.
uint32_t DivideByChunk(std::vector<uint32_t>& limbs) {
  uint64_t remainder = 0;
  for (size_t i = limbs.size(); i-- > 0;) {
    const uint64_t value = remainder << 32 | limbs[i];
    limbs[i] = static_cast<uint32_t>(value / kChunk);
    remainder = value % kChunk;
  }
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
  return static_cast<uint32_t>(remainder);
}

}  // namespace

std::string DecimalText(std::string_view bytes, bool negative) {
  std::vector<uint32_t> limbs = Limbs(bytes);
  if (limbs.empty()) return "0";
  std::vector<uint32_t> chunks;
  while (!limbs.empty()) chunks.push_back(DivideByChunk(limbs));
  std::string text = absl::StrFormat("%s%d", negative ? "-" : "", chunks.back());
  for (size_t i = chunks.size() - 1; i-- > 0;) absl::StrAppendFormat(&text, "%09d", chunks[i]);
  return text;
}

std::string HexadecimalText(std::string_view bytes, bool negative) {
  while (!bytes.empty() && bytes.back() == 0) bytes.remove_suffix(1);
  if (bytes.empty()) return "0";
  std::string text = absl::StrFormat("%s16#%X", negative ? "-" : "", static_cast<uint8_t>(bytes.back()));
  for (size_t i = bytes.size() - 1; i-- > 0;) absl::StrAppendFormat(&text, "%02X", static_cast<uint8_t>(bytes[i]));
  return text;
}

std::string MagnitudeOfTwosComplement(std::string_view bytes, bool* negative) {
  *negative = (static_cast<uint8_t>(bytes[0]) & 0x80) != 0;
  std::string magnitude(bytes.rbegin(), bytes.rend());
  if (*negative) {
    uint32_t carry = 1;
    for (char& c : magnitude) {
      carry += static_cast<uint8_t>(~c);
      c = static_cast<char>(carry);
      carry >>= 8;
    }
    if (carry != 0) magnitude.push_back(1);
  }
  return magnitude;
}

}  // namespace beamfold
