// SPDX-License-Identifier: Apache-2.0
//
// MD5 (RFC 1321), CRC-32 (ISO 3309, the one of zlib) and Adler-32 (RFC 1950), all incremental.

#ifndef BEAMFOLD_RUNTIME_CHECKSUM_H_
#define BEAMFOLD_RUNTIME_CHECKSUM_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace beamfold::rt {

// Plain data without padding: erlang:md5_init/0 hands its bytes out as a binary.
struct Md5 {
  uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  uint32_t bits_low = 0;
  uint32_t bits_high = 0;
  uint8_t buffer[64] = {};

  void Update(const uint8_t* data, size_t size);
  std::array<uint8_t, 16> Finish();
};
static_assert(sizeof(Md5) == 88);

// The checksum of what `crc` is the checksum of (0: nothing), continued with `data`.
uint32_t Crc32(uint32_t crc, const uint8_t* data, size_t size);

// The same for Adler-32, where 1 is the checksum of nothing.
uint32_t Adler32(uint32_t adler, const uint8_t* data, size_t size);

// The checksum of two pieces one after the other, from theirs and the size of the second.
uint32_t Crc32Combine(uint32_t first, uint32_t second, uint64_t second_size);
uint32_t Adler32Combine(uint32_t first, uint32_t second, uint64_t second_size);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_CHECKSUM_H_
