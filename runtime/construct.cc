// SPDX-License-Identifier: Apache-2.0
//
// Binary construction: bs_create_bin. A first pass checks all segments and adds up their sizes; a second one writes.
//
// A binary that is appended to again and again must not be copied each time. So a result of an append is a reference
// counted binary with room to spare; appending to a bitstring that ends where the shared bytes end writes behind them
// and gives a new, longer view of the same bytes. Older views keep their sizes; only one of them can be continued in
// place.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bit_io.h"
#include "runtime/bits_ops.h"
#include "runtime/exception.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

constexpr uint64_t kMaxBits = uint64_t{kMaxBinaryBytes} * 8;
constexpr uint32_t kMinAppendCapacity = 256;

struct Segment {
  uint32_t kind;
  uint32_t flags;
  uint32_t unit;
  Term value;
  Term size;
  bool little() const { return (flags & (abi::kBitsLittle | abi::kBitsNative)) != 0; }
};

Segment SegmentAt(const Term* args, uint32_t i) {
  const Term* a = args + i * abi::kSegmentWords;
  return {a[0] & 0xff, a[0] >> 8, a[1], a[2], a[3]};
}

Term BadArgument(Context* ctx) { return RaiseError(ctx, atoms::kBadarg); }

enum class SizeStatus { kGood, kBadarg, kTooLarge };

SizeStatus Multiply(Term size, uint32_t unit, uint64_t* bits) {
  if (!IsInteger(size) || IsNegative(size)) return SizeStatus::kBadarg;
  const std::optional<uint64_t> number = ToUint64(size);
  if (!number || *number > kMaxBits) return SizeStatus::kTooLarge;
  *bits = *number * unit;
  return *bits > kMaxBits ? SizeStatus::kTooLarge : SizeStatus::kGood;
}

bool CodePoint(Term term, uint32_t* code_point) {
  if (!IsSmall(term) || SmallValue(term) < 0) return false;
  *code_point = static_cast<uint32_t>(SmallValue(term));
  return IsCodePoint(*code_point);
}

// The bits that a segment takes.
SizeStatus SegmentBits(const Segment& s, uint64_t* bits) {
  uint32_t code_point;
  switch (s.kind) {
    case abi::kSegmentString:
      *bits = uint64_t{s.size} * 8;
      return SizeStatus::kGood;
    case abi::kSegmentUtf8:
      if (!CodePoint(s.value, &code_point)) return SizeStatus::kBadarg;
      *bits = code_point < 0x80 ? 8 : code_point < 0x800 ? 16 : code_point < 0x10000 ? 24 : 32;
      return SizeStatus::kGood;
    case abi::kSegmentUtf16:
      if (!CodePoint(s.value, &code_point)) return SizeStatus::kBadarg;
      *bits = code_point < 0x10000 ? 16 : 32;
      return SizeStatus::kGood;
    case abi::kSegmentUtf32:
      *bits = 32;
      return CodePoint(s.value, &code_point) ? SizeStatus::kGood : SizeStatus::kBadarg;
    case abi::kSegmentInteger: {
      if (!IsInteger(s.value)) return SizeStatus::kBadarg;
      return Multiply(s.size, s.unit, bits);
    }
    case abi::kSegmentFloat: {
      const SizeStatus status = s.size == kNoTerm ? (*bits = 64, SizeStatus::kGood) : Multiply(s.size, s.unit, bits);
      if (status != SizeStatus::kGood) return status;
      return IsNumber(s.value) && (*bits == 16 || *bits == 32 || *bits == 64) ? SizeStatus::kGood : SizeStatus::kBadarg;
    }
    default: {  // binaries
      if (!IsBitstring(s.value)) return SizeStatus::kBadarg;
      const uint32_t available = GetBits(s.value).bits;
      if (s.size == atoms::kAll) {
        *bits = available;
        return s.unit == 0 || available % s.unit == 0 ? SizeStatus::kGood : SizeStatus::kBadarg;
      }
      const SizeStatus status = Multiply(s.size, s.unit, bits);
      if (status == SizeStatus::kBadarg) return status;
      return status == SizeStatus::kGood && *bits <= available ? SizeStatus::kGood : SizeStatus::kBadarg;
    }
  }
}

// The low `bits` bits, at most 64, in the order of the flags.
void WriteField(uint8_t* data, uint32_t position, uint32_t bits, bool little, uint64_t value) {
  if (!little) {
    WriteBits(data, position, bits, value);
    return;
  }
  uint32_t shift = 0;
  for (; shift + 8 <= bits; shift += 8) WriteBits(data, position + shift, 8, value >> shift & 0xff);
  if (shift < bits) WriteBits(data, position + shift, bits - shift, value >> shift & ((1u << (bits - shift)) - 1));
}

// Two's complement of any width: digit by digit, from the low end.
void WriteInteger(uint8_t* data, uint32_t position, uint32_t bits, bool little, Term value) {
  if (bits == 0) return;
  if (const std::optional<int64_t> number = ToInt64(value); number && bits <= 64) {
    const uint64_t mask = bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
    WriteField(data, position, bits, little, static_cast<uint64_t>(*number) & mask);
    return;
  }
  BigInt big = ToBig(value);
  const bool negative = big < 0;
  if (negative) big = -big - 1;  // the complement of -n is n - 1
  for (uint32_t low = 0; low < bits; low += 32) {
    const uint32_t take = bits - low < 32 ? bits - low : 32;
    uint32_t digit = static_cast<uint32_t>(static_cast<uint64_t>(big & 0xffffffffu));
    big >>= 32;
    if (negative) digit = ~digit;
    if (take < 32) digit &= (1u << take) - 1;
    WriteField(data, little ? position + low : position + bits - low - take, take, little, digit);
  }
}

// IEEE half precision, rounded to nearest even; false if it is too large.
bool DoubleToHalf(double value, uint32_t* half) {
  const uint32_t sign = std::signbit(value) ? 0x8000u : 0;
  const double magnitude = std::fabs(value);
  if (magnitude < std::ldexp(1.0, -14)) {
    *half = sign | static_cast<uint32_t>(std::nearbyint(std::ldexp(magnitude, 24)));
    return true;
  }
  int exponent;
  const double fraction = std::frexp(magnitude, &exponent);                             // in [0.5, 1)
  uint32_t mantissa = static_cast<uint32_t>(std::nearbyint(std::ldexp(fraction, 11)));  // 1024..2048
  if (mantissa == 2048) {
    mantissa = 1024;
    ++exponent;
  }
  if (exponent > 16) return false;
  *half = sign | static_cast<uint32_t>(exponent + 14) << 10 | (mantissa - 1024);
  return true;
}

bool WriteFloatField(uint8_t* data, uint32_t position, uint32_t bits, bool little, Term number) {
  const double value = NumberToDouble(number);
  if (!std::isfinite(value)) return false;
  uint64_t field = 0;
  if (bits == 64) {
    std::memcpy(&field, &value, sizeof value);
  } else if (bits == 32) {
    const float single = static_cast<float>(value);
    if (!std::isfinite(single)) return false;
    uint32_t word;
    std::memcpy(&word, &single, sizeof word);
    field = word;
  } else {
    uint32_t half;
    if (!DoubleToHalf(value, &half)) return false;
    field = half;
  }
  WriteField(data, position, bits, little, field);
  return true;
}

void WriteUtf8(uint8_t* data, uint32_t position, uint32_t code_point) {
  std::string text;
  AppendUtf8(text, code_point);
  for (char c : text) {
    WriteBits(data, position, 8, static_cast<uint8_t>(c));
    position += 8;
  }
}

bool WriteSegment(const Segment& s, uint8_t* data, uint32_t position, uint32_t bits) {
  switch (s.kind) {
    case abi::kSegmentString:
      CopyBits(data, position, reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(s.value)), 0, bits);
      return true;
    case abi::kSegmentUtf8:
      WriteUtf8(data, position, static_cast<uint32_t>(SmallValue(s.value)));
      return true;
    case abi::kSegmentUtf16: {
      const uint32_t c = static_cast<uint32_t>(SmallValue(s.value));
      if (bits == 16) {
        WriteField(data, position, 16, s.little(), c);
      } else {
        WriteField(data, position, 16, s.little(), 0xD800 + ((c - 0x10000) >> 10));
        WriteField(data, position + 16, 16, s.little(), 0xDC00 + ((c - 0x10000) & 0x3FF));
      }
      return true;
    }
    case abi::kSegmentUtf32:
      WriteField(data, position, 32, s.little(), static_cast<uint32_t>(SmallValue(s.value)));
      return true;
    case abi::kSegmentInteger:
      WriteInteger(data, position, bits, s.little(), s.value);
      return true;
    case abi::kSegmentFloat:
      return WriteFloatField(data, position, bits, s.little(), s.value);
    default: {
      const BitView view = GetBits(s.value);
      CopyBits(data, position, view.data, view.bit_offset, bits);
      return true;
    }
  }
}

// The bytes of the result of an append, its first `bits` bits written: the source's own, or a copy with room.
RefcBinary* SharedForAppend(Term source, uint32_t bits, uint32_t total_bits) {
  const uint32_t bytes = (total_bits + 7) / 8;
  const BitOwner owner = GetOwner(source);
  if (HeaderOf(owner.binary) == kRefcBinaryHeader && owner.bit_offset == 0) {
    auto* shared = reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(Pointer(owner.binary)[kRefcPointerWord]));
    if (shared->fill_bits == bits && bytes <= shared->capacity) {
      const uint32_t old_bytes = (bits + 7) / 8;
      std::memset(shared->data() + old_bytes, 0, bytes - old_bytes);
      ++shared->references;
      return shared;
    }
  }
  RefcBinary* shared = NewRefcBinary(bytes, std::max<size_t>(kMinAppendCapacity, size_t{bytes} * 2));
  std::memset(shared->data(), 0, bytes);
  const BitView view = GetBits(source);
  CopyBits(shared->data(), 0, view.data, view.bit_offset, bits);
  return shared;
}

}  // namespace

Term BsCreateBin(Context* ctx, const Term* args, uint32_t segments) {
  uint64_t total = 0;
  bool too_large = false;
  for (uint32_t i = 0; i < segments; ++i) {
    uint64_t bits = 0;
    switch (SegmentBits(SegmentAt(args, i), &bits)) {
      case SizeStatus::kBadarg:
        return BadArgument(ctx);
      case SizeStatus::kTooLarge:
        too_large = true;
        break;
      case SizeStatus::kGood:
        total += bits;
        break;
    }
  }
  if (too_large || total > kMaxBits) return RaiseError(ctx, atoms::kSystemLimit);
  const uint32_t total_bits = static_cast<uint32_t>(total);

  uint32_t first = 0;
  uint32_t position = 0;
  uint8_t* data = nullptr;
  RefcBinary* shared = nullptr;
  Term result = kNoTerm;
  const uint32_t kind = segments > 0 ? SegmentAt(args, 0).kind : abi::kSegmentInteger;
  if (kind == abi::kSegmentAppend || kind == abi::kSegmentPrivateAppend) {
    const Segment s = SegmentAt(args, 0);
    uint64_t bits;
    SegmentBits(s, &bits);
    shared = SharedForAppend(s.value, static_cast<uint32_t>(bits), total_bits);
    data = shared->data();
    position = static_cast<uint32_t>(bits);
    first = 1;
  } else {
    result = NewBitstring(ctx, total_bits, &data);
    if (total_bits % 8 != 0) data[total_bits / 8] = 0;
  }
  for (uint32_t i = first; i < segments; ++i) {
    const Segment s = SegmentAt(args, i);
    uint64_t bits;
    SegmentBits(s, &bits);
    if (!WriteSegment(s, data, position, static_cast<uint32_t>(bits))) {
      if (shared != nullptr) ReleaseRefcBinary(shared);
      return BadArgument(ctx);
    }
    position += static_cast<uint32_t>(bits);
  }
  if (shared == nullptr) return result;
  shared->size = (total_bits + 7) / 8;
  shared->fill_bits = total_bits;
  const Term box = MakeRefcBox(ctx, shared);
  return total_bits % 8 == 0 ? box : SubBits(ctx, box, 0, total_bits);
}

Term BsInitWritable(Context* ctx, Term) { return MakeBinary(ctx, std::string_view()); }

}  // namespace beamfold::rt
