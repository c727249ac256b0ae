// SPDX-License-Identifier: Apache-2.0
//
// Binary matching. A match state names a heap or refc binary and positions in it, in bits (abi.h); extraction reads at
// the current position and advances it. kNoTerm: no match, the state is as it was.

#include <cmath>
#include <cstring>
#include <vector>

#include "runtime/binary.h"
#include "runtime/bit_io.h"
#include "runtime/bits_ops.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kStateWords = 5;

uint32_t& Offset(Term state) { return Pointer(state)[abi::kMatchOffset / 4]; }
uint32_t End(Term state) { return Pointer(state)[abi::kMatchEnd / 4]; }
uint32_t Left(Term state) { return End(state) - Offset(state); }
const uint8_t* Data(Term state) { return BinaryData(Pointer(state)[abi::kMatchBinary / 4]); }
bool IsLittle(uint32_t flags) { return (flags & (abi::kBitsLittle | abi::kBitsNative)) != 0; }

// A field of at most 64 bits. Of a little-endian one, the last byte may be partial: it holds the top bits.
uint64_t ReadField(const uint8_t* data, uint32_t position, uint32_t bits, bool little) {
  if (!little) return ReadBits(data, position, bits);
  uint64_t value = 0;
  uint32_t shift = 0;
  for (; shift + 8 <= bits; shift += 8) value |= ReadBits(data, position + shift, 8) << shift;
  if (shift < bits) value |= ReadBits(data, position + shift, bits - shift) << shift;
  return value;
}

Term WideInteger(Context* ctx, const uint8_t* data, uint32_t position, uint32_t bits, bool little, bool is_signed) {
  std::vector<uint32_t> digits((bits + 31) / 32, 0);
  for (uint32_t low = 0; low < bits; low += 32) {  // the digit's lowest bit
    const uint32_t take = bits - low < 32 ? bits - low : 32;
    const uint32_t at = little ? position + low : position + bits - low - take;
    digits[low / 32] = static_cast<uint32_t>(ReadField(data, at, take, little));
  }
  bool negative = false;
  if (is_signed && (digits.back() >> ((bits - 1) % 32) & 1) != 0) {
    negative = true;
    uint64_t carry = 1;
    for (uint32_t& digit : digits) {
      carry += static_cast<uint32_t>(~digit);
      digit = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (bits % 32 != 0) digits.back() &= (1u << bits % 32) - 1;
  }
  return MakeFromDigits(ctx, digits.data(), digits.size(), negative);
}

double HalfToDouble(uint32_t half) {
  const int exponent = static_cast<int>(half >> 10 & 31);
  const double fraction = half & 1023;
  const double sign = (half >> 15) != 0 ? -1.0 : 1.0;
  if (exponent == 31) return std::nan("");
  if (exponent == 0) return sign * std::ldexp(fraction, -24);
  return sign * std::ldexp(1024 + fraction, exponent - 25);
}

}  // namespace

Term BsStartMatch(Context* ctx, Term source) {
  Term binary;
  uint32_t start;
  uint32_t end;
  if (IsMatchState(source)) {
    binary = Pointer(source)[abi::kMatchBinary / 4];
    start = Offset(source);
    end = End(source);
  } else if (IsBitstring(source)) {
    const BitOwner owner = GetOwner(source);
    binary = owner.binary;
    start = owner.bit_offset;
    end = start + owner.bits;
  } else {
    return kNoTerm;
  }
  Term* state = Alloc(ctx, kStateWords);
  state[0] = abi::kMatchStateHeader;
  state[abi::kMatchBinary / 4] = binary;
  state[abi::kMatchOffset / 4] = start;
  state[abi::kMatchEnd / 4] = end;
  state[abi::kMatchStart / 4] = start;
  return BoxedTerm(state);
}

Term BsGetIntegerSmall(Term state, uint32_t bits, uint32_t flags) {
  if (Left(state) < bits) return kNoTerm;
  const uint32_t position = Offset(state);
  const uint8_t* data = Data(state);
  uint32_t value;
  if (bits == 8 && position % 8 == 0) {
    value = data[position / 8];
  } else {
    value = static_cast<uint32_t>(ReadField(data, position, bits, IsLittle(flags)));
  }
  Offset(state) = position + bits;
  if ((flags & abi::kBitsSigned) != 0 && bits > 0 && (value >> (bits - 1) & 1) != 0) value |= ~0u << (bits - 1);
  return MakeSmall(static_cast<int32_t>(value));
}

Term BsGetInteger(Context* ctx, Term state, uint32_t bits, uint32_t flags) {
  if (Left(state) < bits) return kNoTerm;
  if (bits <= 27) return BsGetIntegerSmall(state, bits, flags);
  const uint32_t position = Offset(state);
  const bool is_signed = (flags & abi::kBitsSigned) != 0;
  Offset(state) = position + bits;
  if (bits > 64) return WideInteger(ctx, Data(state), position, bits, IsLittle(flags), is_signed);
  uint64_t value = ReadField(Data(state), position, bits, IsLittle(flags));
  if (!is_signed) return MakeUnsigned(ctx, value);
  if ((value >> (bits - 1) & 1) != 0) value |= ~uint64_t{0} << (bits - 1);
  return MakeInteger(ctx, static_cast<int64_t>(value));
}

Term BsGetFloat(Context* ctx, Term state, uint32_t bits, uint32_t flags) {
  if ((bits != 16 && bits != 32 && bits != 64) || Left(state) < bits) return kNoTerm;
  const uint64_t field = ReadField(Data(state), Offset(state), bits, IsLittle(flags));
  double value;
  if (bits == 64) {
    std::memcpy(&value, &field, sizeof value);
  } else if (bits == 32) {
    const uint32_t word = static_cast<uint32_t>(field);
    float single;
    std::memcpy(&single, &word, sizeof single);
    value = single;
  } else {
    value = HalfToDouble(static_cast<uint32_t>(field));
  }
  if (!std::isfinite(value)) return kNoTerm;
  Offset(state) += bits;
  return MakeFloat(ctx, value);
}

Term BsGetBinary(Context* ctx, Term state, uint32_t bits) {
  if (Left(state) < bits) return kNoTerm;
  const Term part = SubBits(ctx, Pointer(state)[abi::kMatchBinary / 4], Offset(state), bits);
  Offset(state) += bits;
  return part;
}

Term BsGetTail(Context* ctx, Term state) {
  return SubBits(ctx, Pointer(state)[abi::kMatchBinary / 4], Offset(state), Left(state));
}

int32_t BsFieldBits(Term size, uint32_t unit) {
  if (!IsSmall(size) || SmallValue(size) < 0) return -1;
  const int64_t bits = static_cast<int64_t>(SmallValue(size)) * unit;
  return bits > INT32_MAX ? -1 : static_cast<int32_t>(bits);
}

uint32_t BsMatchString(Term state, uint32_t bits, const uint8_t* string) {
  if (Left(state) < bits) return 0;
  const uint8_t* data = Data(state);
  const uint32_t position = Offset(state);
  for (uint32_t done = 0; done < bits;) {
    const uint32_t take = bits - done < 64 ? bits - done : 64;
    if (ReadBits(data, position + done, take) != ReadBits(string, done, take)) return 0;
    done += take;
  }
  Offset(state) = position + bits;
  return 1;
}

Term BsGetUtf8(Context*, Term state) {
  uint8_t bytes[4];
  const uint32_t count = Left(state) / 8 < 4 ? Left(state) / 8 : 4;
  for (uint32_t i = 0; i < count; ++i) {
    bytes[i] = static_cast<uint8_t>(ReadBits(Data(state), Offset(state) + 8 * i, 8));
  }
  uint32_t code_point;
  size_t length;
  if (count == 0 || DecodeUtf8(bytes, count, code_point, length) != Utf8Status::kValid) return kNoTerm;
  Offset(state) += static_cast<uint32_t>(8 * length);
  return MakeSmall(static_cast<int32_t>(code_point));
}

Term BsGetUtf16(Context*, Term state, uint32_t flags) {
  const bool little = IsLittle(flags);
  if (Left(state) < 16) return kNoTerm;
  const uint8_t* data = Data(state);
  uint32_t code_point = static_cast<uint32_t>(ReadField(data, Offset(state), 16, little));
  uint32_t bits = 16;
  if (code_point >= 0xD800 && code_point <= 0xDFFF) {
    if (code_point >= 0xDC00 || Left(state) < 32) return kNoTerm;
    const uint32_t low = static_cast<uint32_t>(ReadField(data, Offset(state) + 16, 16, little));
    if (low < 0xDC00 || low > 0xDFFF) return kNoTerm;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
    bits = 32;
  }
  Offset(state) += bits;
  return MakeSmall(static_cast<int32_t>(code_point));
}

Term BsGetUtf32(Context*, Term state, uint32_t flags) {
  if (Left(state) < 32) return kNoTerm;
  const uint32_t code_point = static_cast<uint32_t>(ReadField(Data(state), Offset(state), 32, IsLittle(flags)));
  if (!IsCodePoint(code_point)) return kNoTerm;
  Offset(state) += 32;
  return MakeSmall(static_cast<int32_t>(code_point));
}

Term BsGetPosition(Context* ctx, Term state) {
  return MakeUnsigned(ctx, Offset(state) - Pointer(state)[abi::kMatchStart / 4]);
}

void BsSetPosition(Term state, Term position) {
  Offset(state) = Pointer(state)[abi::kMatchStart / 4] + static_cast<uint32_t>(ToUint64(position).value_or(0));
}

}  // namespace beamfold::rt
