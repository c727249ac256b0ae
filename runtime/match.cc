// SPDX-License-Identifier: Apache-2.0
//
// Binary matching. The state counts in bits from the first one of a heap or refc binary; a getter that does not match
// leaves it as it is.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/bits_value.h"
#include "runtime/digits.h"
#include "runtime/float_bits.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/match_state.h"

namespace beamfold::rt {
namespace {

// A field of more than 64 bits. kNoTerm if the integer would be larger than any may be.
Term LargeInteger(Context* ctx, const uint8_t* data, uint32_t offset, uint32_t bits, bool little, bool is_signed) {
  // Bytes, most significant first, in front of them as many zero bits as fill up the first byte.
  const uint32_t bytes = (bits + 7) / 8;
  const uint32_t extra = bits % 8;
  std::vector<uint8_t> buffer(bytes);
  if (little) {
    CopyBits(buffer.data(), 0, data, offset, bits);
    if (extra != 0) buffer.back() = static_cast<uint8_t>(buffer.back() >> (8 - extra));
    std::reverse(buffer.begin(), buffer.end());
  } else {
    CopyBits(buffer.data(), extra == 0 ? 0 : 8 - extra, data, offset, bits);
  }
  const uint32_t first_bits = extra == 0 ? 8 : extra;
  const bool negative = is_signed && (buffer[0] >> (first_bits - 1) & 1) != 0;
  if (negative) buffer[0] = static_cast<uint8_t>(buffer[0] | 0xFFu << first_bits);

  std::vector<uint32_t> digits((bytes + 3) / 4, negative ? UINT32_MAX : 0);
  for (uint32_t i = 0; i < bytes; ++i) {
    uint32_t& digit = digits[i / 4];
    const uint32_t shift = i % 4 * 8;
    digit = (digit & ~(0xFFu << shift)) | uint32_t{buffer[bytes - 1 - i]} << shift;
  }
  if (negative) NegateDigits(digits);
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  if (digits.size() > kMaxIntegerBits / 32) return kNoTerm;
  return MakeFromDigits(ctx, digits.data(), digits.size(), negative);
}

bool IsLittle(uint32_t flags) { return (flags & (abi::kBitsLittle | abi::kBitsNative)) != 0; }

}  // namespace

Term BsStartMatch(Context* ctx, Term source) {
  if (IsMatchState(source)) {
    // The very state goes on, from where it is, as in OTP: the compiler takes both names for one thing.
    MatchState state(source);
    state.set_start(state.offset());
    return source;
  }
  if (!IsBitstring(source)) return kNoTerm;
  const BitOwner owner = GetOwner(source);
  Term* p = Alloc(ctx, 5);
  p[0] = abi::kMatchStateHeader;
  p[abi::kMatchBinary / 4] = owner.binary;
  p[abi::kMatchOffset / 4] = owner.bit_offset;
  p[abi::kMatchEnd / 4] = owner.bit_offset + owner.bits;
  p[abi::kMatchStart / 4] = owner.bit_offset;
  return BoxedTerm(p);
}

Term BsGetInteger(Context* ctx, Term state_term, uint32_t bits, uint32_t flags) {
  MatchState state(state_term);
  if (bits > state.left()) return kNoTerm;
  const bool little = IsLittle(flags);
  const bool is_signed = (flags & abi::kBitsSigned) != 0;
  Term result;
  if (bits <= 64) {
    const uint64_t value = ReadValue(state.data(), state.offset(), bits, little);
    result = is_signed ? MakeInteger(ctx, SignExtend(value, bits)) : MakeUnsigned(ctx, value);
  } else {
    result = LargeInteger(ctx, state.data(), state.offset(), bits, little, is_signed);
    if (result == kNoTerm) return kNoTerm;
  }
  state.Advance(bits);
  return result;
}

Term BsGetIntegerSmall(Term state_term, uint32_t bits, uint32_t flags) {
  MatchState state(state_term);
  if (bits > state.left()) return kNoTerm;
  const uint64_t value = ReadValue(state.data(), state.offset(), bits, IsLittle(flags));
  state.Advance(bits);
  return MakeSmall(
      static_cast<int32_t>((flags & abi::kBitsSigned) != 0 ? SignExtend(value, bits) : static_cast<int64_t>(value)));
}

Term BsGetFloat(Context* ctx, Term state_term, uint32_t bits, uint32_t flags) {
  MatchState state(state_term);
  if (bits > state.left()) return kNoTerm;
  if (bits == 0) return MakeFloat(ctx, 0);
  if (bits != 16 && bits != 32 && bits != 64) return kNoTerm;
  const double value = DoubleFromBits(ReadValue(state.data(), state.offset(), bits, IsLittle(flags)), bits);
  if (!std::isfinite(value)) return kNoTerm;
  state.Advance(bits);
  return MakeFloat(ctx, value);
}

Term BsGetBinary(Context* ctx, Term state_term, uint32_t bits) {
  MatchState state(state_term);
  if (bits > state.left()) return kNoTerm;
  const Term result = SubBits(ctx, state.owner(), state.offset(), bits);
  state.Advance(bits);
  return result;
}

Term BsGetTail(Context* ctx, Term state_term) {
  const MatchState state(state_term);
  return SubBits(ctx, state.owner(), state.offset(), state.left());
}

int32_t BsFieldBits(Term size, uint32_t unit) {
  const std::optional<uint64_t> value = ToUint64(size);
  if (!value || *value > INT32_MAX) return -1;
  const uint64_t bits = *value * unit;
  return bits > INT32_MAX ? -1 : static_cast<int32_t>(bits);
}

uint32_t BsMatchString(Term state_term, uint32_t bits, const uint8_t* string) {
  MatchState state(state_term);
  if (bits > state.left()) return 0;
  const BitView found = {state.data() + state.offset() / 8, state.offset() % 8, bits};
  if (CompareBits(found, {string, 0, bits}) != 0) return 0;
  state.Advance(bits);
  return 1;
}

Term BsGetPosition(Context* ctx, Term state) { return MakeInteger(ctx, MatchState(state).offset()); }

void BsSetPosition(Term state, Term position) {
  // Its own earlier position: below 2^31.
  MatchState(state).set_offset(static_cast<uint32_t>(*ToInt64(position)));
}

}  // namespace beamfold::rt
