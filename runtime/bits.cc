// SPDX-License-Identifier: Apache-2.0
//
// Copying and comparing runs of bits at any position. Both work a byte at a time: the bits before the destination's
// first whole byte, the whole bytes (memcpy and memcmp where both sides are aligned), the rest.

#include <algorithm>
#include <cstring>

#include "runtime/binary.h"

namespace beamfold::rt {
namespace {

// n of 1..8 bits from bit `offset` of 0..7 on, at the top of the result, zeros below. Reads the second byte only if
// some of the bits are there.
uint8_t PeekBits(const uint8_t* from, uint32_t offset, uint32_t n) {
  uint32_t window = uint32_t{from[0]} << 8;
  if (offset + n > 8) window |= from[1];
  return static_cast<uint8_t>((window << offset >> 8) & (0xFF00u >> n));
}

// Puts the top n bits of `value`, which has zeros below, at bit `offset`. offset + n <= 8.
void PutBits(uint8_t* to, uint32_t offset, uint32_t n, uint8_t value) {
  const uint32_t mask = (0xFF00u >> n & 0xFF) >> offset;
  *to = static_cast<uint8_t>((*to & ~mask) | (value >> offset));
}

}  // namespace

void CopyBits(uint8_t* to, size_t to_bit, const uint8_t* from, size_t from_bit, size_t bits) {
  to += to_bit / 8;
  from += from_bit / 8;
  const uint32_t to_offset = to_bit % 8;
  uint32_t offset = from_bit % 8;
  if (to_offset != 0 && bits > 0) {
    const uint32_t n = static_cast<uint32_t>(std::min<size_t>(8 - to_offset, bits));
    PutBits(to++, to_offset, n, PeekBits(from, offset, n));
    from += (offset + n) / 8;
    offset = (offset + n) % 8;
    bits -= n;
  }
  const size_t bytes = bits / 8;
  if (bytes > 0 && offset == 0) {
    std::memcpy(to, from, bytes);
  } else {
    for (size_t i = 0; i < bytes; ++i) {
      to[i] = static_cast<uint8_t>(from[i] << offset | from[i + 1] >> (8 - offset));
    }
  }
  const uint32_t rest = bits % 8;
  if (rest != 0) PutBits(to + bytes, 0, rest, PeekBits(from + bytes, offset, rest));
}

int CompareBits(const BitView& a, const BitView& b) {
  const uint32_t common = std::min(a.bits, b.bits);
  const uint32_t bytes = common / 8;
  if (bytes > 0 && a.aligned() && b.aligned()) {
    const int order = std::memcmp(a.data, b.data, bytes);
    if (order != 0) return order < 0 ? -1 : 1;
  } else {
    for (uint32_t i = 0; i < bytes; ++i) {
      const uint8_t x = PeekBits(a.data + i, a.bit_offset, 8);
      const uint8_t y = PeekBits(b.data + i, b.bit_offset, 8);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  if (common % 8 != 0) {
    const uint8_t x = PeekBits(a.data + bytes, a.bit_offset, common % 8);
    const uint8_t y = PeekBits(b.data + bytes, b.bit_offset, common % 8);
    if (x != y) return x < y ? -1 : 1;
  }
  return a.bits < b.bits ? -1 : a.bits > b.bits ? 1 : 0;
}

const uint8_t* AlignBits(const BitView& bits, uint8_t* scratch) {
  if (bits.aligned()) return bits.data;
  CopyBits(scratch, 0, bits.data, bits.bit_offset, bits.bits);
  return scratch;
}

}  // namespace beamfold::rt
