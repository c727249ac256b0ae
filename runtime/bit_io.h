// SPDX-License-Identifier: Apache-2.0
//
// Numbers of up to 64 bits at any bit position. Bit 0 is the top bit of data[0].

#ifndef BEAMFOLD_RUNTIME_BIT_IO_H_
#define BEAMFOLD_RUNTIME_BIT_IO_H_

#include <cstddef>
#include <cstdint>

namespace beamfold::rt {

// The most significant bit comes first.
inline uint64_t ReadBits(const uint8_t* data, size_t position, uint32_t bits) {
  uint64_t value = 0;
  data += position / 8;
  uint32_t skip = position % 8;
  while (bits > 0) {
    const uint32_t available = 8 - skip;
    const uint32_t take = bits < available ? bits : available;
    const uint32_t chunk = (*data >> (available - take)) & ((1u << take) - 1);
    value = value << take | chunk;
    bits -= take;
    skip = 0;
    ++data;
  }
  return value;
}

inline void WriteBits(uint8_t* data, size_t position, uint32_t bits, uint64_t value) {
  data += position / 8;
  uint32_t skip = position % 8;
  while (bits > 0) {
    const uint32_t available = 8 - skip;
    const uint32_t take = bits < available ? bits : available;
    const uint32_t mask = ((1u << take) - 1) << (available - take);
    const uint32_t chunk = static_cast<uint32_t>(value >> (bits - take)) << (available - take);
    *data = static_cast<uint8_t>((*data & ~mask) | (chunk & mask));
    bits -= take;
    skip = 0;
    ++data;
  }
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BIT_IO_H_
