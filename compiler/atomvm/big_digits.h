// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_COMPILER_ATOMVM_BIG_DIGITS_H_
#define BEAMFOLD_COMPILER_ATOMVM_BIG_DIGITS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace beamfold {

// The magnitude of a decimal integer ("-123...") in digits of 32 bits, least significant first, without zeros in front.
// Quadratic in its length.
std::vector<uint32_t> DigitsOf(std::string_view decimal);

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_ATOMVM_BIG_DIGITS_H_
