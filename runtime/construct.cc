// SPDX-License-Identifier: Apache-2.0
//
// Binary construction: the sizes of all segments first, then one piece of memory, then the segments into it.
//
// Appending to a binary in a loop must not cost the square of the result. A refc binary is made with room to grow, and
// remembers how many of its bits are in use. If the source of an append ends just there and there is room, the new bits
// go behind it and the result is a larger window on the same bytes; windows that exist keep their own bounds and do not
// see the difference. Otherwise (another append came first, or it is full) the source is copied to a binary of twice
// the size. So each bit is copied O(1) times.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/bits_value.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/float_bits.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

constexpr uint64_t kMaxBits = uint64_t{kMaxBinaryBytes} * 8;
constexpr size_t kMinCapacity = 256;
constexpr size_t kMaxInitialCapacity = 1u << 20;

struct Segment {
  explicit Segment(const Term* args)
      : kind(args[0] & 0xFF), flags(args[0] >> 8), unit(args[1]), source(args[2]), size(args[3]) {}
  bool little() const { return (flags & (abi::kBitsLittle | abi::kBitsNative)) != 0; }
  bool appends() const { return kind == abi::kSegmentAppend || kind == abi::kSegmentPrivateAppend; }

  uint32_t kind;
  uint32_t flags;
  uint32_t unit;
  Term source;
  Term size;
};

// ---- Sizes ----------------------------------------------------------------------------------------------------------

constexpr uint64_t kBadSize = UINT64_MAX;       // badarg
constexpr uint64_t kHugeSize = UINT64_MAX - 1;  // system_limit

uint64_t GivenSize(const Segment& segment) {
  if (!IsInteger(segment.size) || IsNegative(segment.size)) return kBadSize;
  const std::optional<uint64_t> size = ToUint64(segment.size);
  if (!size || *size > kMaxBits) return kHugeSize;
  return *size * segment.unit;
}

uint64_t WholeSize(const Segment& segment) {
  if (!IsBitstring(segment.source)) return kBadSize;
  const uint32_t bits = GetOwner(segment.source).bits;
  return bits % segment.unit == 0 ? bits : kBadSize;
}

uint64_t UtfSize(const Segment& segment) {
  const std::optional<uint64_t> value = ToUint64(segment.source);
  if (!value || *value > kMaxCodePoint || !IsCodePoint(static_cast<uint32_t>(*value))) return kBadSize;
  switch (segment.kind) {
    case abi::kSegmentUtf8:
      return *value < 0x80 ? 8 : *value < 0x800 ? 16 : *value < 0x10000 ? 24 : 32;
    case abi::kSegmentUtf16:
      return *value < 0x10000 ? 16 : 32;
    default:
      return 32;
  }
}

uint64_t SegmentBits(const Segment& segment) {
  switch (segment.kind) {
    case abi::kSegmentInteger:
    case abi::kSegmentFloat:
      return GivenSize(segment);
    case abi::kSegmentString:
      return uint64_t{segment.size} * 8;
    case abi::kSegmentUtf8:
    case abi::kSegmentUtf16:
    case abi::kSegmentUtf32:
      return UtfSize(segment);
    default:
      return segment.appends() || segment.size == atoms::kAll ? WholeSize(segment) : GivenSize(segment);
  }
}

// ---- Writing --------------------------------------------------------------------------------------------------------

// Where the next bit goes.
struct Cursor {
  uint8_t* data;
  size_t bit;

  void Copy(const uint8_t* from, size_t from_bit, size_t bits) {
    CopyBits(data, bit, from, from_bit, bits);
    bit += bits;
  }

  // The low `bits` <= 64 bits.
  void Put(uint64_t value, uint32_t bits) {
    if (bits == 8 && bit % 8 == 0) {
      data[bit / 8] = static_cast<uint8_t>(value);
      bit += 8;
    } else if (bits > 0) {
      const uint64_t top_first = __builtin_bswap64(value << (64 - bits));
      uint8_t bytes[8];
      std::memcpy(bytes, &top_first, sizeof bytes);
      Copy(bytes, 0, bits);
    }
  }

  // Ones or zeros.
  void Fill(bool ones, size_t bits) {
    const uint64_t value = ones ? UINT64_MAX : 0;
    const size_t before = std::min(bits, (8 - bit % 8) % 8);
    Put(value, static_cast<uint32_t>(before));
    const size_t bytes = (bits - before) / 8;
    std::memset(data + bit / 8, static_cast<int>(value & 0xFF), bytes);
    bit += bytes * 8;
    Put(value, static_cast<uint32_t>((bits - before) % 8));
  }
};

// An integer in more than 64 bits: its own digits with one more for the sign, and sign bits above them.
void PutLargeField(Cursor& to, Term integer, size_t bits, bool little) {
  const Digits digits(integer);
  const size_t significant = std::min(bits, (digits.count() + 1) * 32);
  std::vector<uint8_t> bytes((significant + 31) / 32 * 4);
  TwosComplement reader(digits);
  for (size_t i = 0; i < bytes.size(); i += 4) {
    const uint32_t digit = reader.Next();
    for (size_t k = 0; k < 4; ++k) bytes[i + k] = static_cast<uint8_t>(digit >> (8 * k));
  }
  const size_t used = (significant + 7) / 8;
  const size_t extra = significant % 8;
  if (little) {
    if (extra != 0) bytes[used - 1] = static_cast<uint8_t>(bytes[used - 1] << (8 - extra));
    to.Copy(bytes.data(), 0, significant);
    to.Fill(digits.negative(), bits - significant);
  } else {
    to.Fill(digits.negative(), bits - significant);
    std::reverse(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(used));
    to.Copy(bytes.data(), extra == 0 ? 0 : 8 - extra, significant);
  }
}

void PutNumber(Cursor& to, uint64_t value, uint32_t bits, bool little) {
  if (bits < 64) value &= (uint64_t{1} << bits) - 1;
  to.Put(little ? BigFromLittle(value, bits) : value, bits);
}

bool PutInteger(Cursor& to, const Segment& segment, uint32_t bits) {
  if (!IsInteger(segment.source)) return false;
  if (bits > 64) {
    PutLargeField(to, segment.source, bits, segment.little());
    return true;
  }
  uint64_t value;
  if (const std::optional<int64_t> fits = ToInt64(segment.source)) {
    value = static_cast<uint64_t>(*fits);
  } else {
    const Digits digits(segment.source);
    TwosComplement reader(digits);
    const uint32_t low = reader.Next();
    value = uint64_t{reader.Next()} << 32 | low;
  }
  PutNumber(to, value, bits, segment.little());
  return true;
}

bool PutFloat(Cursor& to, const Segment& segment, uint32_t bits) {
  if (bits != 16 && bits != 32 && bits != 64) return false;
  const double value = NumberToDouble(segment.source);
  if (std::isnan(value)) return false;
  PutNumber(to, BitsFromDouble(value, bits), bits, segment.little());
  return true;
}

bool PutBitstring(Cursor& to, const Segment& segment, uint32_t bits) {
  if (!IsBitstring(segment.source)) return false;
  const BitView view = GetBits(segment.source);
  if (bits > view.bits) return false;
  to.Copy(view.data, view.bit_offset, bits);
  return true;
}

void PutUtf8(Cursor& to, uint32_t code_point, uint32_t bits) {
  if (bits == 8) return to.Put(code_point, 8);
  uint32_t shift = (bits / 8 - 1) * 6;
  to.Put((0xF00u >> (bits / 8) & 0xFF) | code_point >> shift, 8);
  while (shift > 0) {
    shift -= 6;
    to.Put(0x80 | (code_point >> shift & 0x3F), 8);
  }
}

void PutUtf16(Cursor& to, uint32_t code_point, uint32_t bits, bool little) {
  if (bits == 16) return PutNumber(to, code_point, 16, little);
  PutNumber(to, 0xD800 + ((code_point - 0x10000) >> 10), 16, little);
  PutNumber(to, 0xDC00 + ((code_point - 0x10000) & 0x3FF), 16, little);
}

// False: badarg.
bool PutSegment(Cursor& to, const Segment& segment, uint32_t bits) {
  switch (segment.kind) {
    case abi::kSegmentInteger:
      return PutInteger(to, segment, bits);
    case abi::kSegmentFloat:
      return PutFloat(to, segment, bits);
    case abi::kSegmentString:
      to.Copy(reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(segment.source)), 0, bits);
      return true;
    case abi::kSegmentUtf8:
      PutUtf8(to, static_cast<uint32_t>(SmallValue(segment.source)), bits);
      return true;
    case abi::kSegmentUtf16:
      PutUtf16(to, static_cast<uint32_t>(SmallValue(segment.source)), bits, segment.little());
      return true;
    case abi::kSegmentUtf32:
      PutNumber(to, static_cast<uint32_t>(SmallValue(segment.source)), 32, segment.little());
      return true;
    default:
      return PutBitstring(to, segment, bits);
  }
}

// ---- Memory ---------------------------------------------------------------------------------------------------------

// The result, and where its segments go from segment `first` on. result is kNoTerm if there is no memory.
struct Target {
  Term result;
  Cursor cursor;
  uint32_t first;
  RefcBinary* grows;  // appended in place: it has `fill_bits` when all went well
  uint32_t fill_bits;
};

// In place, if the source ends where its bytes in use end and there is room.
bool AppendInPlace(Context* ctx, const Segment& segment, uint32_t total, Target* target) {
  const BitOwner owner = GetOwner(segment.source);
  if (HeaderTag(HeaderOf(owner.binary)) != abi::kHeaderRefcBinary) return false;
  RefcBinary* shared = SharedOf(Pointer(owner.binary));
  const uint64_t end = uint64_t{owner.bit_offset} + total;
  if (owner.bit_offset + owner.bits != shared->fill_bits || end > uint64_t{shared->capacity} * 8) return false;
  *target = {ShareBits(ctx, owner.binary, owner.bit_offset, total),
             {shared->data(), shared->fill_bits},
             1,
             shared,
             static_cast<uint32_t>(end)};
  return true;
}

Target NewTarget(Context* ctx, uint32_t total, bool will_grow) {
  Target target = {kNoTerm, {nullptr, 0}, 0, nullptr, 0};
  const size_t bytes = (size_t{total} + 7) / 8;
  if (bytes <= kHeapBinaryLimit) {
    target.result = NewBitstring(ctx, total, &target.cursor.data);
    return target;
  }
  const size_t capacity = will_grow ? std::min<size_t>(std::max(bytes * 2, kMinCapacity), kMaxBinaryBytes) : bytes;
  RefcBinary* shared = NewRefcBinary(bytes, capacity);
  if (shared == nullptr && capacity > bytes) shared = NewRefcBinary(bytes, bytes);
  if (shared == nullptr) return target;
  shared->fill_bits = total;
  shared->data()[bytes - 1] = 0;
  target.cursor.data = shared->data();
  target.result = MakeRefcBox(ctx, shared);
  if (total % 8 != 0) target.result = ShareBits(ctx, target.result, 0, total);
  return target;
}

}  // namespace

Term BsCreateBin(Context* ctx, const Term* args, uint32_t segments) {
  uint64_t total = 0;
  std::vector<uint32_t> sizes(segments);
  for (uint32_t i = 0; i < segments; ++i) {
    const uint64_t bits = SegmentBits(Segment(args + i * abi::kSegmentWords));
    if (bits == kBadSize) return RaiseBadarg(ctx);
    total += std::min(bits, kMaxBits + 1);
    if (total > kMaxBits) return RaiseError(ctx, atoms::kSystemLimit);
    sizes[i] = static_cast<uint32_t>(bits);
  }

  const bool appends = segments > 0 && Segment(args).appends();
  Target target;
  if (!appends || !AppendInPlace(ctx, Segment(args), static_cast<uint32_t>(total), &target)) {
    target = NewTarget(ctx, static_cast<uint32_t>(total), appends);
    if (target.result == kNoTerm) return RaiseError(ctx, atoms::kSystemLimit);
  }
  for (uint32_t i = target.first; i < segments; ++i) {
    if (!PutSegment(target.cursor, Segment(args + i * abi::kSegmentWords), sizes[i])) return RaiseBadarg(ctx);
  }
  if (target.grows != nullptr) {
    target.grows->fill_bits = target.fill_bits;
    target.grows->size = (target.fill_bits + 7) / 8;
    // Nothing lies behind the last bit yet: keep the rest of its byte zero.
    if (target.fill_bits % 8 != 0) target.cursor.Fill(false, 8 - target.fill_bits % 8);
  }
  return target.result;
}

bool BsWriteSegment(uint8_t* data, size_t bit, const Term* segment, uint32_t bits) {
  Cursor cursor = {data, bit};
  return PutSegment(cursor, Segment(segment), bits);
}

Term BsInitWritable(Context* ctx, Term size) {
  const size_t hint = IsSmall(size) && SmallValue(size) > 0 ? static_cast<size_t>(SmallValue(size)) : 0;
  RefcBinary* shared = NewRefcBinary(0, std::clamp(hint, kMinCapacity, kMaxInitialCapacity));
  if (shared == nullptr) return RaiseError(ctx, atoms::kSystemLimit);
  return MakeRefcBox(ctx, shared);
}

}  // namespace beamfold::rt
