// SPDX-License-Identifier: Apache-2.0

#include "runtime/construct_series.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "runtime/abi.h"
#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt {
namespace {

// The bitstring that is being filled. Between BsInit and the last BsPut nothing else runs: no call, no collection.
struct OpenBitstring {
  uint8_t* data = nullptr;
  size_t bit = 0;
  size_t end = 0;
};
OpenBitstring open_bitstring;

// Code that no compiler wrote may put more than there is room for; what is too much is left out.
void FillFrom(const BitView& bits) {
  if (bits.bits > open_bitstring.end - open_bitstring.bit) return;
  CopyBits(open_bitstring.data, open_bitstring.bit, bits.data, bits.bit_offset, bits.bits);
  open_bitstring.bit += bits.bits;
}

// A size term times a unit, or -1 and the exception is set.
int64_t BitCount(Context* ctx, Term size, uint32_t unit) {
  const int32_t bits = BsFieldBits(size, unit);
  if (bits >= 0) return bits;
  RaiseError(ctx, IsInteger(size) && !IsNegative(size) ? atoms::kSystemLimit : atoms::kBadarg);
  return -1;
}

}  // namespace

Term BsInit(Context* ctx, Term size, uint32_t unit) {
  const int64_t bits = BitCount(ctx, size, unit);
  if (bits < 0) return kNoTerm;
  uint8_t* data;
  const Term result = NewBitstring(ctx, static_cast<uint32_t>(bits), &data);
  std::fill_n(data, (bits + 7) / 8, uint8_t{0});
  open_bitstring = {data, 0, static_cast<size_t>(bits)};
  return result;
}

Term BsAppend(Context* ctx, Term bits_term, uint32_t unit, Term base) {
  const int64_t bits = BitCount(ctx, bits_term, 1);
  if (bits < 0) return kNoTerm;
  // The old bits, a multiple of the unit; then room for the new ones.
  const Term args[] = {abi::kSegmentAppend,  unit, base,         atoms::kAll,
                       abi::kSegmentInteger, 1,    MakeSmall(0), MakeInteger(ctx, bits)};
  const Term result = BsCreateBin(ctx, args, 2);
  if (result == kNoTerm) return kNoTerm;
  const BitOwner owner = GetOwner(result);
  const size_t end = owner.bit_offset + owner.bits;
  open_bitstring = {BinaryData(owner.binary), end - static_cast<size_t>(bits), end};
  return result;
}

uint32_t BsPut(Context* ctx, uint32_t kind, uint32_t unit, Term value, Term size) {
  const Term args[] = {kind, unit, value, size};
  const Term field = BsCreateBin(ctx, args, 1);
  if (field == kNoTerm) return 0;
  FillFrom(GetBits(field));
  return 1;
}

void BsPutString(const uint8_t* bytes, uint32_t count) { FillFrom({bytes, 0, count * 8}); }

Term BsAdd(Context* ctx, Term left, Term right, uint32_t unit) {
  if (!IsInteger(left) || !IsInteger(right) || IsNegative(left) || IsNegative(right)) return RaiseBadarg(ctx);
  constexpr uint64_t kLimit = uint64_t{1} << 40;
  const std::optional<uint64_t> left_value = ToUint64(left);
  const std::optional<uint64_t> right_value = ToUint64(right);
  if (!left_value || !right_value || *left_value > kLimit || *right_value > kLimit) {
    return RaiseError(ctx, atoms::kSystemLimit);
  }
  return MakeUnsigned(ctx, *left_value + *right_value * unit);
}

Term BsUtfSize(Term code_point, uint32_t unit) {
  const uint32_t c =
      IsSmall(code_point) && SmallValue(code_point) >= 0 ? static_cast<uint32_t>(SmallValue(code_point)) : 0;
  if (unit == 16) return MakeSmall(c < 0x10000 ? 2 : 4);
  return MakeSmall(c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
}

}  // namespace beamfold::rt
