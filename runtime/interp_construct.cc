// SPDX-License-Identifier: Apache-2.0
//
// Instructions of the interpreter that build bitstrings: bs_create_bin, and the series of instructions that compilers
// wrote instead until OTP 24 (make a bitstring of the final size, then fill it field by field).

#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/interp.h"
#include "runtime/unicode.h"

namespace beamfold::rt {
namespace {

// The bitstring that is being filled. Between bs_init and the last bs_put nothing else runs: no call, no collection.
struct OpenBitstring {
  uint8_t* data = nullptr;
  size_t bit = 0;
};
OpenBitstring open_bitstring;

void FillFrom(const BitView& bits) {
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

const uint32_t* OpBsCreateBin(const ColdArgs& a) {
  const uint32_t segments = a.pc[3];
  Term stack_args[abi::kSegmentWords * 16];
  std::vector<Term> heap_args;
  Term* args = stack_args;
  if (segments > 16) {
    heap_args.resize(segments * abi::kSegmentWords);
    args = heap_args.data();
  }
  const uint32_t* in = a.pc + 4;
  for (uint32_t i = 0; i < segments; ++i, in += abi::kSegmentWords) {
    Term* out = args + i * abi::kSegmentWords;
    const uint32_t kind = in[0] & 0xFF;
    out[0] = in[0];
    out[1] = in[1];
    if (kind == abi::kSegmentString) {
      out[2] = Address(a.module->strings.data() + in[2]);
      out[3] = in[3];
    } else {
      out[2] = Load(a.ctx, a.e, in[2]);
      out[3] = kind >= abi::kSegmentUtf8 ? kNoTerm : Load(a.ctx, a.e, in[3]);
    }
  }
  const Term result = BsCreateBin(a.ctx, args, segments);
  if (result == kNoTerm) return a.FailOrRaise();
  a.store(2, result);
  return in;
}

const uint32_t* OpBsInitWritable(const ColdArgs& a) {
  a.ctx->x[0] = BsInitWritable(a.ctx, a.ctx->x[0]);
  return a.ctx->x[0] == kNoTerm ? nullptr : a.pc + 1;
}

const uint32_t* OpBsInit(const ColdArgs& a) {
  const int64_t bits = BitCount(a.ctx, a.load(2), a.pc[3]);
  if (bits < 0) return a.FailOrRaise();
  uint8_t* data;
  const Term result = NewBitstring(a.ctx, static_cast<uint32_t>(bits), &data);
  std::fill_n(data, (bits + 7) / 8, uint8_t{0});
  open_bitstring = {data, 0};
  a.store(4, result);
  return a.pc + 5;
}

const uint32_t* OpBsAppend(const ColdArgs& a) {
  const Term base = a.load(4);
  const int64_t bits = BitCount(a.ctx, a.load(2), 1);
  if (bits < 0) return a.FailOrRaise();
  // The old bits, a multiple of the unit; then room for the new ones.
  const Term args[] = {abi::kSegmentAppend,  a.pc[3], base,         atoms::kAll,
                       abi::kSegmentInteger, 1,       MakeSmall(0), MakeInteger(a.ctx, bits)};
  const Term result = BsCreateBin(a.ctx, args, 2);
  if (result == kNoTerm) return a.FailOrRaise();
  const BitOwner owner = GetOwner(result);
  open_bitstring = {BinaryData(owner.binary), owner.bit_offset + owner.bits - static_cast<size_t>(bits)};
  a.store(5, result);
  return a.pc + 6;
}

const uint32_t* OpBsPut(const ColdArgs& a) {
  const uint32_t kind = a.pc[2];
  const bool utf = kind >= abi::kSegmentUtf8;
  const Term args[] = {kind | a.pc[5] << 8, a.pc[4], a.load(6), utf ? kNoTerm : a.load(3)};
  const Term field = BsCreateBin(a.ctx, args, 1);
  if (field == kNoTerm) return a.FailOrRaise();
  FillFrom(GetBits(field));
  return a.pc + 7;
}

const uint32_t* OpBsPutString(const ColdArgs& a) {
  FillFrom({reinterpret_cast<const uint8_t*>(a.module->strings.data()) + a.pc[2], 0, a.pc[1] * 8});
  return a.pc + 3;
}

const uint32_t* OpBsAdd(const ColdArgs& a) {
  const Term left = a.load(2);
  const Term right = a.load(3);
  if (!IsInteger(left) || !IsInteger(right) || IsNegative(left) || IsNegative(right)) {
    RaiseBadarg(a.ctx);
    return a.FailOrRaise();
  }
  constexpr uint64_t kLimit = uint64_t{1} << 40;
  const std::optional<uint64_t> left_value = ToUint64(left);
  const std::optional<uint64_t> right_value = ToUint64(right);
  if (!left_value || !right_value || *left_value > kLimit || *right_value > kLimit) {
    RaiseError(a.ctx, atoms::kSystemLimit);
    return a.FailOrRaise();
  }
  a.store(5, MakeUnsigned(a.ctx, *left_value + *right_value * a.pc[4]));
  return a.pc + 6;
}

const uint32_t* OpBsUtfSize(const ColdArgs& a) {
  const Term term = a.load(3);
  const uint32_t c = IsSmall(term) && SmallValue(term) >= 0 ? static_cast<uint32_t>(SmallValue(term)) : 0;
  int32_t bytes;
  if (a.pc[2] == 16) {
    bytes = c < 0x10000 ? 2 : 4;
  } else {
    bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  a.store(4, MakeSmall(bytes));
  return a.pc + 5;
}

}  // namespace beamfold::rt
