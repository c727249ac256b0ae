// SPDX-License-Identifier: Apache-2.0
//
// MD5 follows RFC 1321: its 64 constants are the integer parts of 2^32 * |sin(i)| and are computed, not listed.
// CRC-32 goes byte by byte through a table of 256 entries. Joining two checksums: appending n bytes multiplies the
// first CRC's polynomial by x^(8n) modulo the CRC polynomial, which squaring does in log n steps (after Mark Adler,
// "How does the crc32_combine function work", 2014).

#include "runtime/checksum.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace beamfold::rt {
namespace {

constexpr uint32_t kCrcPolynomial = 0xEDB88320;  // reflected: bit 31 is x^0
constexpr uint32_t kAdlerModulus = 65521;

std::array<uint32_t, 64> MakeMd5Constants() {
  std::array<uint32_t, 64> table;
  for (size_t i = 0; i < table.size(); ++i) {
    table[i] = static_cast<uint32_t>(std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
  }
  return table;
}

constexpr std::array<uint32_t, 256> MakeCrcTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) ? kCrcPolynomial : 0);
    table[i] = crc;
  }
  return table;
}

void Md5Block(uint32_t state[4], const uint8_t* block) {
  static const std::array<uint32_t, 64> kConstants = MakeMd5Constants();
  static constexpr uint8_t kShifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  uint32_t words[16];
  std::memcpy(words, block, sizeof(words));
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  for (uint32_t i = 0; i < 64; ++i) {
    uint32_t f, word;
    switch (i / 16) {
      case 0:
        f = (b & c) | (~b & d);
        word = i;
        break;
      case 1:
        f = (d & b) | (~d & c);
        word = (5 * i + 1) % 16;
        break;
      case 2:
        f = b ^ c ^ d;
        word = (3 * i + 5) % 16;
        break;
      default:
        f = c ^ (b | ~d);
        word = (7 * i) % 16;
        break;
    }
    uint32_t next = b + std::rotl(a + f + kConstants[i] + words[word], kShifts[i / 16][i % 4]);
    a = d;
    d = c;
    c = b;
    b = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

// a * b modulo the CRC polynomial.
uint32_t MultiplyModulo(uint32_t a, uint32_t b) {
  uint32_t product = 0;
  for (uint32_t bit = 0x80000000; bit != 0; bit >>= 1) {
    if (a & bit) product ^= b;
    b = (b >> 1) ^ ((b & 1) ? kCrcPolynomial : 0);
  }
  return product;
}

}  // namespace

void Md5::Update(const uint8_t* data, size_t size) {
  size_t used = (bits_low / 8) % 64;
  uint64_t bits = ((uint64_t{bits_high} << 32) | bits_low) + uint64_t{size} * 8;
  bits_low = static_cast<uint32_t>(bits);
  bits_high = static_cast<uint32_t>(bits >> 32);
  while (size > 0) {
    size_t take = std::min(size, 64 - used);
    std::memcpy(buffer + used, data, take);
    data += take;
    size -= take;
    used += take;
    if (used == 64) {
      Md5Block(state, buffer);
      used = 0;
    }
  }
}

std::array<uint8_t, 16> Md5::Finish() {
  uint8_t length[8];
  std::memcpy(length, &bits_low, 4);
  std::memcpy(length + 4, &bits_high, 4);
  static constexpr uint8_t kPadding[64] = {0x80};
  size_t used = (bits_low / 8) % 64;
  Update(kPadding, used < 56 ? 56 - used : 120 - used);
  Update(length, sizeof(length));
  std::array<uint8_t, 16> digest;
  std::memcpy(digest.data(), state, digest.size());
  return digest;
}

uint32_t Crc32(uint32_t crc, const uint8_t* data, size_t size) {
  static constexpr std::array<uint32_t, 256> kTable = MakeCrcTable();
  crc = ~crc;
  for (size_t i = 0; i < size; ++i) crc = (crc >> 8) ^ kTable[(crc ^ data[i]) & 0xFF];
  return ~crc;
}

uint32_t Adler32(uint32_t adler, const uint8_t* data, size_t size) {
  uint32_t a = adler & 0xFFFF;
  uint32_t b = adler >> 16;
  for (size_t i = 0; i < size; ++i) {
    a = (a + data[i]) % kAdlerModulus;
    b = (b + a) % kAdlerModulus;
  }
  return (b << 16) | a;
}

uint32_t Crc32Combine(uint32_t first, uint32_t second, uint64_t second_size) {
  uint32_t shift = 0x80000000;  // x^0
  uint32_t power = 0x00800000;  // x^8: one byte
  for (; second_size != 0; second_size >>= 1) {
    if (second_size & 1) shift = MultiplyModulo(power, shift);
    power = MultiplyModulo(power, power);
  }
  return MultiplyModulo(shift, first) ^ second;
}

uint32_t Adler32Combine(uint32_t first, uint32_t second, uint64_t second_size) {
  uint64_t size = second_size % kAdlerModulus;
  uint64_t a1 = first & 0xFFFF, b1 = first >> 16, a2 = second & 0xFFFF, b2 = second >> 16;
  uint64_t a = (a1 + a2 + kAdlerModulus - 1) % kAdlerModulus;
  uint64_t b = (b1 + b2 + size * (a1 + kAdlerModulus - 1)) % kAdlerModulus;
  return static_cast<uint32_t>((b << 16) | a);
}

}  // namespace beamfold::rt
