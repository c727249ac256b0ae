// SPDX-License-Identifier: Apache-2.0

#include "compiler/atomvm/big_digits.h"

namespace beamfold {

std::vector<uint32_t> DigitsOf(std::string_view decimal) {
  std::vector<uint32_t> digits;
  for (char c : decimal) {
    if (c == '-') continue;
    uint64_t carry = static_cast<uint64_t>(c - '0');
    for (uint32_t& digit : digits) {
      carry += uint64_t{digit} * 10;
      digit = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) digits.push_back(static_cast<uint32_t>(carry));
  }
  return digits;
}

}  // namespace beamfold
