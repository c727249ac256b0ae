// SPDX-License-Identifier: Apache-2.0
//
// Compressing (RFC 1950, RFC 1951, RFC 1952): one block with the fixed codes. What repeats is found through chains
// of earlier places whose next three bytes have the same hash (as RFC 1951 proposes); the level bounds how many of them
// are tried, so the time is linear in the input. Codes of a block's own would gain some percent more: the format leaves
// the choice to whoever writes it.

#include "runtime/deflate.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "runtime/checksum.h"

namespace beamfold::rt {
namespace {

constexpr size_t kMinMatch = 3;
constexpr size_t kMaxMatch = 258;
constexpr size_t kWindow = 32768;
constexpr int kHashBits = 15;
constexpr uint32_t kEndOfBlock = 256;

class BitWriter {
 public:
  // The least significant bit first.
  void Bits(uint32_t value, int count) {
    pending_ |= value << used_;
    for (used_ += count; used_ >= 8; used_ -= 8, pending_ >>= 8) out_ += static_cast<char>(pending_);
  }
  // A Huffman code: the most significant bit first.
  void Code(uint32_t code, int count) {
    uint32_t reversed = 0;
    for (int i = 0; i < count; ++i) reversed |= (code >> i & 1) << (count - 1 - i);
    Bits(reversed, count);
  }
  void Finish() {
    if (used_ > 0) Bits(0, 8 - used_);
  }
  void Bytes(std::string_view bytes) { out_ += bytes; }
  void BigEndian(uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out_ += static_cast<char>(value >> shift);
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
  uint32_t pending_ = 0;
  int used_ = 0;
};

void WriteSymbol(BitWriter& out, uint32_t symbol) {
  if (symbol < 144) {
    out.Code(0x30 + symbol, 8);
  } else if (symbol < 256) {
    out.Code(0x190 + symbol - 144, 9);
  } else if (symbol < 280) {
    out.Code(symbol - 256, 7);
  } else {
    out.Code(0xC0 + symbol - 280, 8);
  }
}

// Lengths and distances are numbered alike: 2^k symbols for each power of two, the rest in extra bits.
// `value` counts from 0; `fine` = k.
void Split(uint32_t value, int fine, uint32_t* symbol, uint32_t* extra, int* extra_bits) {
  int top = 31 - __builtin_clz(value | 1);
  *extra_bits = std::max(top - fine, 0);
  *extra = value & ((1u << *extra_bits) - 1);
  *symbol = (static_cast<uint32_t>(*extra_bits) << fine) + (value >> *extra_bits);
}

void WriteMatch(BitWriter& out, size_t length, size_t distance) {
  uint32_t symbol;
  uint32_t extra;
  int extra_bits;
  if (length == kMaxMatch) {  // has a symbol of its own
    WriteSymbol(out, 285);
  } else {
    Split(static_cast<uint32_t>(length - kMinMatch), 2, &symbol, &extra, &extra_bits);
    WriteSymbol(out, 257 + symbol);
    out.Bits(extra, extra_bits);
  }
  Split(static_cast<uint32_t>(distance - 1), 1, &symbol, &extra, &extra_bits);
  out.Code(symbol, 5);
  out.Bits(extra, extra_bits);
}

class Matcher {
 public:
  Matcher(std::string_view data, int tries) : data_(data), tries_(tries), heads_(1u << kHashBits, 0), chain_(kWindow) {}

  // The longest one found at `at`; 0: none. From now on `at` can be found itself.
  size_t Find(size_t at, size_t* distance) {
    size_t best = 0;
    if (data_.size() - at < kMinMatch) return 0;
    uint32_t& head = heads_[HashAt(at)];
    size_t candidate = head;  // counted from 1
    for (int left = tries_; left > 0 && candidate > 0 && at - (candidate - 1) < kWindow; --left) {
      const size_t length = LengthAt(candidate - 1, at);
      if (length > best) {
        best = length;
        *distance = at - (candidate - 1);
      }
      candidate = chain_[(candidate - 1) % kWindow];
    }
    Add(at);
    return best >= kMinMatch ? best : 0;
  }
  void Add(size_t at) {
    if (data_.size() - at < kMinMatch) return;
    uint32_t& head = heads_[HashAt(at)];
    chain_[at % kWindow] = head;
    head = static_cast<uint32_t>(at + 1);
  }

 private:
  uint32_t HashAt(size_t at) const {
    const auto byte = [&](size_t i) { return uint32_t{static_cast<uint8_t>(data_[i])}; };
    return ((byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16) * 0x9E3779B1u) >> (32 - kHashBits);
  }
  size_t LengthAt(size_t from, size_t at) const {
    const size_t limit = std::min(kMaxMatch, data_.size() - at);
    size_t length = 0;
    while (length < limit && data_[from + length] == data_[at + length]) ++length;
    return length;
  }

  std::string_view data_;
  const int tries_;
  std::vector<uint32_t> heads_;
  std::vector<uint32_t> chain_;
};

}  // namespace

std::string Deflate(std::string_view data, Wrapping wrapping, int level) {
  BitWriter out;
  if (wrapping == Wrapping::kZlib) out.Bytes("\x78\x9C");
  if (wrapping == Wrapping::kGzip) out.Bytes({"\x1F\x8B\x08\0\0\0\0\0\0\x03", 10});
  out.Bits(1, 1);  // the last block
  out.Bits(1, 2);  // fixed codes
  Matcher matcher(data, 1 << std::min(level, 8));
  for (size_t at = 0; at < data.size();) {
    size_t distance = 0;
    const size_t length = matcher.Find(at, &distance);
    if (length == 0) {
      WriteSymbol(out, static_cast<uint8_t>(data[at++]));
      continue;
    }
    WriteMatch(out, length, distance);
    for (size_t i = 1; i < length; ++i) matcher.Add(at + i);
    at += length;
  }
  WriteSymbol(out, kEndOfBlock);
  out.Finish();
  const auto* bytes = reinterpret_cast<const uint8_t*>(data.data());
  if (wrapping == Wrapping::kZlib) out.BigEndian(Adler32(1, bytes, data.size()));
  if (wrapping == Wrapping::kGzip) {
    out.BigEndian(__builtin_bswap32(Crc32(0, bytes, data.size())));
    out.BigEndian(__builtin_bswap32(static_cast<uint32_t>(data.size())));
  }
  return out.Take();
}

}  // namespace beamfold::rt
