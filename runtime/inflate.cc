// SPDX-License-Identifier: Apache-2.0
//
// Inflating (RFC 1950, RFC 1951).
//
// A canonical Huffman code is told by how many codes there are of each length: the codes of one length are consecutive
// numbers, and the first one follows from the lengths before. So a code is read bit by bit until its number is below
// the end of the codes of that length, and its place among the symbols sorted by code is known. Nothing is written
// beyond the size that the caller expects, no distance leads in front of the output.

#include "runtime/inflate.h"

#include <algorithm>
#include <iterator>

#include "runtime/checksum.h"

namespace beamfold::rt {
namespace {

constexpr int kMaxCodeBits = 15;
constexpr uint32_t kLengthSymbols = 286;
constexpr uint32_t kDistanceSymbols = 30;
constexpr uint32_t kEndOfBlock = 256;
constexpr uint16_t kLengthBase[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                    31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr uint8_t kLengthExtra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                    2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr uint16_t kDistanceBase[] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                      33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                      1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  uint32_t Bits(uint32_t count) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < count; ++i) value |= Bit() << i;
    return value;
  }
  uint32_t Bit() {
    if (at_ >= bytes_.size()) {
      failed_ = true;
      return 0;
    }
    const uint32_t bit = static_cast<uint8_t>(bytes_[at_]) >> bit_ & 1;
    bit_ = (bit_ + 1) & 7;
    at_ += bit_ == 0 ? 1 : 0;
    return bit;
  }
  void SkipToByte() {
    if (bit_ != 0) ++at_;
    bit_ = 0;
  }
  // At a byte.
  std::string_view Take(size_t size) {
    if (size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  bool failed() const { return failed_; }
  size_t position() const { return at_; }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t bit_ = 0;
  bool failed_ = false;
};

class Code {
 public:
  // False: there are more codes than their lengths have room for.
  bool Set(const uint8_t* lengths, uint32_t count) {
    std::fill(std::begin(counts_), std::end(counts_), 0);
    for (uint32_t i = 0; i < count; ++i) ++counts_[lengths[i]];
    counts_[0] = 0;
    int32_t left = 1;
    uint16_t offsets[kMaxCodeBits + 2] = {};
    for (int bits = 1; bits <= kMaxCodeBits; ++bits) {
      left = left * 2 - counts_[bits];
      if (left < 0) return false;
      offsets[bits + 1] = static_cast<uint16_t>(offsets[bits] + counts_[bits]);
    }
    for (uint32_t i = 0; i < count; ++i) {
      if (lengths[i] != 0) symbols_[offsets[lengths[i]]++] = static_cast<uint16_t>(i);
    }
    return true;
  }

  // -1: no such code.
  int32_t Read(BitReader& in) const {
    uint32_t code = 0;
    uint32_t first = 0;
    uint32_t index = 0;
    for (int bits = 1; bits <= kMaxCodeBits; ++bits) {
      code |= in.Bit();
      if (code - first < counts_[bits]) return symbols_[index + (code - first)];
      index += counts_[bits];
      first = (first + counts_[bits]) << 1;
      code <<= 1;
    }
    return -1;
  }

 private:
  uint16_t counts_[kMaxCodeBits + 1] = {};
  uint16_t symbols_[288] = {};
};

class Inflater {
 public:
  Inflater(BitReader& in, size_t size, std::string* out) : in_(in), size_(size), out_(*out) {}

  bool Run() {
    for (bool last = false; !last;) {
      last = in_.Bit() != 0;
      const uint32_t kind = in_.Bits(2);
      if (kind == 3 || in_.failed()) return false;
      const bool done = kind == 0 ? Stored() : (kind == 1 ? FixedCodes() : OwnCodes()) && Block();
      if (!done || in_.failed()) return false;
    }
    return out_.size() == size_;
  }

 private:
  bool Stored() {
    in_.SkipToByte();
    const uint32_t length = in_.Bits(16);
    const uint32_t inverted = in_.Bits(16);
    if (in_.failed() || (length ^ inverted) != 0xFFFF || length > size_ - out_.size()) return false;
    out_ += in_.Take(length);
    return true;
  }

  bool FixedCodes() {
    uint8_t lengths[288];
    std::fill(lengths, lengths + 144, 8);
    std::fill(lengths + 144, lengths + 256, 9);
    std::fill(lengths + 256, lengths + 280, 7);
    std::fill(lengths + 280, lengths + 288, 8);
    uint8_t distances[kDistanceSymbols];
    std::fill(std::begin(distances), std::end(distances), 5);
    return literals_.Set(lengths, 288) && distances_.Set(distances, kDistanceSymbols);
  }

  bool OwnCodes() {
    constexpr uint8_t kOrder[] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    const uint32_t literals = in_.Bits(5) + 257;
    const uint32_t distances = in_.Bits(5) + 1;
    const uint32_t codes = in_.Bits(4) + 4;
    if (literals > kLengthSymbols || distances > kDistanceSymbols) return false;
    uint8_t lengths[kLengthSymbols + kDistanceSymbols] = {};
    for (uint32_t i = 0; i < codes; ++i) lengths[kOrder[i]] = static_cast<uint8_t>(in_.Bits(3));
    Code length_code;
    if (!length_code.Set(lengths, std::size(kOrder))) return false;
    for (uint32_t i = 0; i < literals + distances;) {
      const int32_t symbol = length_code.Read(in_);
      if (symbol < 0 || in_.failed()) return false;
      if (symbol < 16) {
        lengths[i++] = static_cast<uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && i == 0) return false;
      const uint8_t repeated = symbol == 16 ? lengths[i - 1] : 0;
      const uint32_t times = symbol == 16 ? 3 + in_.Bits(2) : symbol == 17 ? 3 + in_.Bits(3) : 11 + in_.Bits(7);
      if (times > literals + distances - i) return false;
      std::fill_n(lengths + i, times, repeated);
      i += times;
    }
    return lengths[kEndOfBlock] != 0 && literals_.Set(lengths, literals) &&
           distances_.Set(lengths + literals, distances);
  }

  bool Block() {
    for (;;) {
      const int32_t symbol = literals_.Read(in_);
      if (symbol < 0 || in_.failed()) return false;
      if (symbol == static_cast<int32_t>(kEndOfBlock)) return true;
      if (symbol < static_cast<int32_t>(kEndOfBlock)) {
        if (out_.size() >= size_) return false;
        out_ += static_cast<char>(symbol);
      } else if (!Repeat(static_cast<uint32_t>(symbol) - 257)) {
        return false;
      }
    }
  }

  bool Repeat(uint32_t symbol) {
    if (symbol >= std::size(kLengthBase)) return false;
    const uint32_t length = kLengthBase[symbol] + in_.Bits(kLengthExtra[symbol]);
    const int32_t code = distances_.Read(in_);
    if (code < 0) return false;
    const uint32_t distance = kDistanceBase[code] + in_.Bits(code < 2 ? 0 : static_cast<uint32_t>(code) / 2 - 1);
    if (in_.failed() || distance > out_.size() || length > size_ - out_.size()) return false;
    // Byte by byte: what is repeated may be what is being written.
    for (uint32_t i = 0; i < length; ++i) out_ += out_[out_.size() - distance];
    return true;
  }

  BitReader& in_;
  const size_t size_;
  std::string& out_;
  Code literals_;
  Code distances_;
};

}  // namespace

size_t InflatePrefix(std::string_view data, size_t size, std::string* result) {
  // Deflate shrinks by 1032 at most: a larger claim is a lie, and must not cost memory.
  if (size / 1040 > data.size()) return 0;
  BitReader in(data);
  const uint32_t method = in.Bits(8);
  const uint32_t flags = in.Bits(8);
  if ((method & 0xF) != 8 || method >> 4 > 7 || (method << 8 | flags) % 31 != 0 || (flags & 0x20) != 0) return 0;
  result->clear();
  result->reserve(size);
  if (!Inflater(in, size, result).Run()) return 0;
  in.SkipToByte();
  uint32_t sum = 0;
  for (int i = 0; i < 4; ++i) sum = sum << 8 | in.Bits(8);
  const auto* bytes = reinterpret_cast<const uint8_t*>(result->data());
  return !in.failed() && sum == Adler32(1, bytes, result->size()) ? in.position() : 0;
}

bool Inflate(std::string_view data, uint32_t size, std::string* result, std::string* error) {
  if (InflatePrefix(data, size, result) == data.size()) return true;
  *error = "chunk LitT: damaged zlib data";
  return false;
}

}  // namespace beamfold::rt
