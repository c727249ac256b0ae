// SPDX-License-Identifier: Apache-2.0
//
// Decimal text of integers of any size.

#ifndef BEAMFOLD_COMPILER_BIG_INTEGER_H_
#define BEAMFOLD_COMPILER_BIG_INTEGER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace beamfold {

// `bytes` is a magnitude, least significant byte first.
std::string DecimalText(std::string_view bytes, bool negative);

// The same in base 16 ("-16#1F"): linear, for numbers too long for the above.
std::string HexadecimalText(std::string_view bytes, bool negative);

// `bytes` is in two's complement, most significant byte first, and not empty. Gives the magnitude, least significant
// byte first.
std::string MagnitudeOfTwosComplement(std::string_view bytes, bool* negative);

// What DecimalText costs for so many bytes, in steps of one limb by one limb.
constexpr uint64_t DecimalWork(size_t bytes) { return uint64_t{bytes / 4 + 1} * (bytes / 4 + 1); }

}  // namespace beamfold

#endif  // BEAMFOLD_COMPILER_BIG_INTEGER_H_
