// SPDX-License-Identifier: Apache-2.0
//
// What the translator of bitstring instructions and their interpreter agree on.

#ifndef BEAMFOLD_RUNTIME_INTERP_BITS_H_
#define BEAMFOLD_RUNTIME_INTERP_BITS_H_

#include <cstdint>

namespace beamfold::rt {

// In place of a destination: the field is only skipped.
inline constexpr uint32_t kSkipField = 0xFFFFFFFFu;

// Commands of bs_match, with their operand words.
enum class BsMatchCommand : uint32_t {
  kAtLeast,  // bits, unit: at least so many bits are left, and the rest is a multiple of the unit
  kExactly,  // bits
  kInteger,  // bits, flags, destination
  kBinary,   // bits, flags, destination
  kSkip,     // bits
  kTail,     // destination
  kEqual,    // bits, term
};

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_INTERP_BITS_H_
