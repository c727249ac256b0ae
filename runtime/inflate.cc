// SPDX-License-Identifier: Apache-2.0
//
// Deflate data is a row of blocks: stored bytes, or symbols of a Huffman code, which is fixed or given at the start of
// the block by the lengths of its codewords. A symbol is a byte, the end of the block, or the length of a copy of what
// came before, whose distance follows. Codewords are canonical: those of one length are consecutive numbers, in the
// order of the symbols, and the first of a length follows from the counts of all shorter ones. So a decoder needs the
// counts and the symbols sorted by codeword: it reads bit by bit and, for each length, compares with the first codeword
// and the count (RFC 1951, 3.2.2). Time: in proportion to the bits; memory: the result.

#include "runtime/inflate.h"

#include <algorithm>
#include <array>

#include "runtime/checksum.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kMaxBits = 15;
constexpr uint32_t kEndOfBlock = 256;
constexpr uint32_t kLiterals = 288;
constexpr uint32_t kDistances = 30;

// Base value and extra bits of the length symbols 257.. and of the distance symbols.
constexpr std::array<uint16_t, 29> kLengthBase = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                  31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<uint8_t, 29> kLengthExtra = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                  2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<uint16_t, kDistances> kDistanceBase = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<uint8_t, kDistances> kDistanceExtra = {0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                                            6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
// The order in which the lengths of the code for lengths are given.
constexpr std::array<uint8_t, 19> kLengthOrder = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

struct Huffman {
  std::array<uint16_t, kMaxBits + 1> count;  // of codewords, by length
  std::array<uint16_t, kLiterals> symbol;    // sorted by codeword

  // False: more codewords than fit.
  bool Build(const uint8_t* lengths, uint32_t n) {
    count.fill(0);
    for (uint32_t i = 0; i < n; ++i) ++count[lengths[i]];
    count[0] = 0;
    std::array<uint16_t, kMaxBits + 2> first = {};
    int32_t left = 1;
    for (uint32_t bits = 1; bits <= kMaxBits; ++bits) {
      left = left * 2 - count[bits];
      if (left < 0) return false;
      first[bits + 1] = static_cast<uint16_t>(first[bits] + count[bits]);
    }
    for (uint32_t i = 0; i < n; ++i) {
      if (lengths[i] != 0) symbol[first[lengths[i]]++] = static_cast<uint16_t>(i);
    }
    return true;
  }
};

class Inflater {
 public:
  // Appends at most `limit` bytes.
  Inflater(std::string_view data, size_t limit, std::string* out)
      : data_(data), out_(*out), start_(out->size()), limit_(limit) {}

  bool Run() {
    for (;;) {
      const bool last = Bits(1) != 0;
      switch (Bits(2)) {
        case 0:
          if (!Stored()) return false;
          break;
        case 1:
          if (!FixedCodes() || !Symbols()) return false;
          break;
        case 2:
          if (!GivenCodes() || !Symbols()) return false;
          break;
        default:
          return false;
      }
      if (bad_) return false;
      if (last) return true;
    }
  }

  // Bytes read, the started one included.
  size_t used() const { return at_; }

 private:
  uint32_t Bits(uint32_t n) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < n; ++i) value |= Bit() << i;
    return value;
  }

  uint32_t Bit() {
    if (bit_count_ == 0) {
      if (at_ == data_.size()) {
        bad_ = true;
        return 0;
      }
      bits_ = static_cast<uint8_t>(data_[at_++]);
      bit_count_ = 8;
    }
    const uint32_t bit = bits_ & 1u;
    bits_ >>= 1;
    --bit_count_;
    return bit;
  }

  int32_t Symbol(const Huffman& code) {
    uint32_t word = 0;
    uint32_t first = 0;
    uint32_t index = 0;
    for (uint32_t bits = 1; bits <= kMaxBits && !bad_; ++bits) {
      word |= Bit();
      const uint32_t n = code.count[bits];
      if (word < first + n) return code.symbol[index + (word - first)];
      index += n;
      first = (first + n) << 1;
      word <<= 1;
    }
    return -1;
  }

  bool Stored() {
    bit_count_ = 0;
    if (data_.size() - at_ < 4) return false;
    const auto byte = [this](size_t i) { return static_cast<uint8_t>(data_[at_ + i]); };
    const uint32_t size = byte(0) | byte(1) << 8;
    if ((size ^ 0xffff) != static_cast<uint32_t>(byte(2) | byte(3) << 8)) return false;
    at_ += 4;
    if (data_.size() - at_ < size || out_.size() - start_ + size > limit_) return false;
    out_.append(data_.substr(at_, size));
    at_ += size;
    return true;
  }

  bool FixedCodes() {
    std::array<uint8_t, kLiterals> lengths;
    std::fill(lengths.begin(), lengths.begin() + 144, uint8_t{8});
    std::fill(lengths.begin() + 144, lengths.begin() + 256, uint8_t{9});
    std::fill(lengths.begin() + 256, lengths.begin() + 280, uint8_t{7});
    std::fill(lengths.begin() + 280, lengths.end(), uint8_t{8});
    std::array<uint8_t, kDistances> distances;
    distances.fill(5);
    return literals_.Build(lengths.data(), kLiterals) && distances_.Build(distances.data(), kDistances);
  }

  bool GivenCodes() {
    const uint32_t num_literals = Bits(5) + 257;
    const uint32_t num_distances = Bits(5) + 1;
    const uint32_t num_lengths = Bits(4) + 4;
    if (num_literals > 286 || num_distances > kDistances) return false;
    std::array<uint8_t, 286 + kDistances> lengths = {};
    for (uint32_t i = 0; i < num_lengths; ++i) lengths[kLengthOrder[i]] = static_cast<uint8_t>(Bits(3));
    if (!literals_.Build(lengths.data(), 19)) return false;
    lengths = {};
    for (uint32_t i = 0; i < num_literals + num_distances;) {
      const int32_t symbol = Symbol(literals_);
      if (symbol < 0) return false;
      if (symbol < 16) {
        lengths[i++] = static_cast<uint8_t>(symbol);
        continue;
      }
      if (symbol == 16 && i == 0) return false;
      const uint8_t length = symbol == 16 ? lengths[i - 1] : 0;
      const uint32_t repeat = symbol == 16 ? 3 + Bits(2) : symbol == 17 ? 3 + Bits(3) : 11 + Bits(7);
      if (i + repeat > num_literals + num_distances) return false;
      std::fill_n(lengths.begin() + i, repeat, length);
      i += repeat;
    }
    return lengths[kEndOfBlock] != 0 && literals_.Build(lengths.data(), num_literals) &&
           distances_.Build(lengths.data() + num_literals, num_distances);
  }

  bool Symbols() {
    for (;;) {
      const int32_t symbol = Symbol(literals_);
      if (symbol < 0) return false;
      if (symbol < static_cast<int32_t>(kEndOfBlock)) {
        if (out_.size() - start_ >= limit_) return false;
        out_.push_back(static_cast<char>(symbol));
        continue;
      }
      if (symbol == kEndOfBlock) return true;
      const uint32_t which = static_cast<uint32_t>(symbol) - kEndOfBlock - 1;
      if (which >= kLengthBase.size()) return false;
      const uint32_t length = kLengthBase[which] + Bits(kLengthExtra[which]);
      const int32_t far = Symbol(distances_);
      if (far < 0) return false;
      const uint32_t distance =
          kDistanceBase[static_cast<size_t>(far)] + Bits(kDistanceExtra[static_cast<size_t>(far)]);
      if (bad_ || distance > out_.size() - start_ || length > limit_ - (out_.size() - start_)) return false;
      // The copy may reach into itself.
      for (uint32_t i = 0; i < length; ++i) out_.push_back(out_[out_.size() - distance]);
    }
  }

  std::string_view data_;
  std::string& out_;
  const size_t start_;
  const size_t limit_;
  size_t at_ = 0;
  uint32_t bits_ = 0;
  uint32_t bit_count_ = 0;
  bool bad_ = false;
  Huffman literals_;
  Huffman distances_;
};

uint32_t ReadBig(std::string_view data, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<uint8_t>(data[at + i]);
  return value;
}

const uint8_t* Data(std::string_view bytes) { return reinterpret_cast<const uint8_t*>(bytes.data()); }
uint32_t Adler(std::string_view bytes) { return Adler32(1, Data(bytes), bytes.size()); }
uint32_t Crc(std::string_view bytes) { return Crc32(0, Data(bytes), bytes.size()); }

// Size of gzip's header, or 0.
size_t GzipHeader(std::string_view data) {
  if (data.size() < 18 || data.substr(0, 3) != "\x1f\x8b\x08") return 0;
  const uint8_t flags = static_cast<uint8_t>(data[3]);
  size_t at = 10;
  if ((flags & 4) != 0)
    at += 2u + static_cast<uint8_t>(data[10]) + (static_cast<uint32_t>(static_cast<uint8_t>(data[11])) << 8);
  for (const int text : {8, 16}) {  // the file's name, a comment
    if ((flags & text) == 0) continue;
    at = at < data.size() ? data.find('\0', at) : std::string_view::npos;
    if (at == std::string_view::npos) return 0;
    ++at;
  }
  if ((flags & 2) != 0) at += 2;
  return at < data.size() ? at : 0;
}

}  // namespace

size_t InflatePrefix(std::string_view data, Wrapping wrapping, size_t limit, std::string* result) {
  size_t header = 0;
  if (wrapping == Wrapping::kZlib) {
    const bool good = data.size() >= 6 && (data[0] & 15) == 8 && (static_cast<uint8_t>(data[0]) >> 4) <= 7 &&
                      (data[1] & 32) == 0 && (ReadBig(data, 0) >> 16) % 31 == 0;
    if (!good) return 0;
    header = 2;
  } else if (wrapping == Wrapping::kGzip) {
    header = GzipHeader(data);
    if (header == 0) return 0;
  }
  const size_t start = result->size();
  Inflater inflater(data.substr(header), limit, result);
  if (!inflater.Run()) return 0;
  const size_t end = header + inflater.used();
  const std::string_view trailer = data.substr(end);
  const std::string_view bytes = std::string_view(*result).substr(start);
  switch (wrapping) {
    case Wrapping::kRaw:
      return end;
    case Wrapping::kZlib:
      return trailer.size() >= 4 && ReadBig(trailer, 0) == Adler(bytes) ? end + 4 : 0;
    case Wrapping::kGzip:
      return trailer.size() >= 8 && __builtin_bswap32(ReadBig(trailer, 0)) == Crc(bytes) ? end + 8 : 0;
  }
  return 0;
}

size_t InflateExactly(std::string_view data, size_t size, std::string* result) {
  // Deflate shrinks by 1032 at most: a larger claim is a lie, and must not cost memory.
  if (size / 1040 > data.size()) return 0;
  result->clear();
  const size_t used = InflatePrefix(data, Wrapping::kZlib, size, result);
  return result->size() == size ? used : 0;
}

}  // namespace beamfold::rt
