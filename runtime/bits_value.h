// SPDX-License-Identifier: Apache-2.0
//
// Numbers of up to 64 bits at any position in memory. Little endian: bytes from the least significant one on; if the
// size is not one of whole bytes, the most significant bits come last, at the top of what is left.

#ifndef BEAMFOLD_RUNTIME_BITS_VALUE_H_
#define BEAMFOLD_RUNTIME_BITS_VALUE_H_

#include <cstddef>
#include <cstdint>

namespace beamfold::rt {

// The order of the bytes of an n-bit number turned around: big endian to little endian (inverse: BigFromLittle).
inline uint64_t LittleFromBig(uint64_t value, uint32_t bits) {
  const uint32_t extra = bits % 8;
  const uint32_t bytes = bits / 8;
  const uint64_t top = value & ((uint64_t{1} << extra) - 1);
  if (bytes == 0) return top;
  const uint64_t swapped = __builtin_bswap64(value >> extra) >> (64 - bytes * 8);
  return extra == 0 ? swapped : swapped | top << (bytes * 8);
}

inline uint64_t BigFromLittle(uint64_t value, uint32_t bits) {
  const uint32_t extra = bits % 8;
  const uint32_t bytes = bits / 8;
  if (bytes == 0) return value;
  const uint64_t swapped = __builtin_bswap64(value << (64 - bytes * 8)) << extra;
  return extra == 0 ? swapped : swapped | value >> (bytes * 8);
}

// bits <= 64.
inline uint64_t ReadValue(const uint8_t* data, size_t offset, uint32_t bits, bool little) {
  if (bits == 0) return 0;
  data += offset / 8;
  const uint32_t skip = offset % 8;
  uint64_t value = data[0] & (0xFFu >> skip);
  uint32_t have = 8 - skip;
  if (have >= bits) {
    value >>= have - bits;  // little endian makes no difference within eight bits
    return value;
  }
  while (have + 8 <= bits) {
    value = value << 8 | *++data;
    have += 8;
  }
  const uint32_t rest = bits - have;
  if (rest > 0) value = value << rest | data[1] >> (8 - rest);
  return little ? LittleFromBig(value, bits) : value;
}

inline int64_t SignExtend(uint64_t value, uint32_t bits) {
  if (bits == 0 || bits == 64) return static_cast<int64_t>(value);
  const uint64_t sign = uint64_t{1} << (bits - 1);
  return static_cast<int64_t>((value ^ sign) - sign);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BITS_VALUE_H_
