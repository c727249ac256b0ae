// SPDX-License-Identifier: Apache-2.0
//
// Primitives for making binaries: one of zeros, into which segments are written one after the other.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "runtime/atoms.h"
#include "runtime/atomvm/binary_place.h"
#include "runtime/atomvm/bump.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/table.h"
#include "runtime/bits_ops.h"
#include "runtime/exception.h"
#include "runtime/integer.h"
#include "runtime/unicode.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint32_t kFailed = UINT32_MAX;

// Where a segment of `bits` goes in a binary that the code is filling: it has to be inside.
uint8_t* Destination(Term binary, uint32_t offset, uint32_t bits) {
  const Term t = BinaryTerm(binary);
  if (uint64_t{offset} + bits > uint64_t{ByteSize(t)} * 8) Fault("binary", "a segment is written behind its end");
  if (HeaderTag(HeaderOf(t)) == abi::kHeaderSubBinary) Fault("binary", "a segment is written into a sub binary");
  return BinaryData(t);
}

// One segment, as bs_create_bin has it (abi.h); false: the value is not of its kind.
bool Insert(Term binary, uint32_t offset, uint32_t bits, uint32_t kind, uint32_t flags, Term value) {
  const Term args[abi::kSegmentWords] = {kind | flags << 8, 1, value, kNoTerm};
  return BsWriteSegment(Destination(binary, offset, bits), offset, args, bits);
}

uint32_t InsertCodePoint(Term binary, uint32_t offset, uint32_t code_point, uint32_t bytes, uint32_t kind,
                         uint32_t flags) {
  if (bytes == 0) return 0;
  Insert(binary, offset, 8 * bytes, kind, flags, MakeSmall(static_cast<int32_t>(code_point)));
  return bytes;
}

}  // namespace

namespace primitive {

uint32_t Utf8Size(uint32_t c) { return !IsCodePoint(c) ? 0 : c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

uint32_t Utf16Size(uint32_t c) { return !IsCodePoint(c) ? 0 : c < 0x10000 ? 2 : 4; }

Term EmptyBinary(Context* ctx, uint32_t bytes) {
  if (bytes > kMaxBinaryBytes) return kNoTerm;
  const OnHeap on_heap(ctx);
  uint8_t* data;
  const Term binary = NewBinary(ctx, bytes, &data);
  std::fill_n(data, bytes, uint8_t{0});
  return binary;
}

// A longer binary that begins like the source: the same bytes with more of them in use, if nobody else has gone on
// there and there is room, else a copy with room to grow.
Term ReuseBinary(Context* ctx, Term source, uint32_t bytes) {
  const Term from = BinaryTerm(source);
  const uint32_t old = ByteSize(from);
  if (bytes > kMaxBinaryBytes) return kNoTerm;
  if (bytes < old) Fault("binary", "reused for a shorter one");
  const BitView view = GetBits(from);
  if (bytes <= kHeapBinaryLimit) {
    const Term binary = EmptyBinary(ctx, bytes);
    CopyBits(BinaryData(binary), 0, view.data, view.bit_offset, size_t{8} * old);
    return binary;
  }
  const OnHeap on_heap(ctx);
  if (HeaderTag(HeaderOf(from)) == abi::kHeaderRefcBinary) {
    RefcBinary* shared = SharedOf(Pointer(from));
    if (shared->fill_bits == 8 * old && bytes <= shared->capacity) {
      ++shared->references;
      shared->size = bytes;
      shared->fill_bits = 8 * bytes;
      std::fill_n(shared->data() + old, bytes - old, uint8_t{0});
      return MakeRefcBox(ctx, shared);
    }
  }
  RefcBinary* shared = NewRefcBinary(bytes, std::min<size_t>(size_t{2} * bytes, kMaxBinaryBytes));
  if (shared == nullptr) return kNoTerm;
  CopyBits(shared->data(), 0, view.data, view.bit_offset, size_t{8} * old);
  std::fill_n(shared->data() + old, bytes - old, uint8_t{0});
  return MakeRefcBox(ctx, shared);
}

uint32_t DecodeFlags(Context* ctx, JitState*, Term list) {
  static const Term kLittle = AtomFromText("little");
  static const Term kSigned = AtomFromText("signed");
  static const Term kNative = AtomFromText("native");
  static const Term kBig = AtomFromText("big");
  static const Term kUnsigned = AtomFromText("unsigned");
  uint32_t flags = 0;
  for (; IsCons(list); list = Tail(list)) {
    const Term flag = Head(list);
    if (flag == kLittle) {
      flags |= abi::kBitsLittle;
    } else if (flag == kSigned) {
      flags |= abi::kBitsSigned;
    } else if (flag == kNative) {
      flags |= abi::kBitsNative;
    } else if (flag != kBig && flag != kUnsigned) {
      break;
    }
  }
  if (IsNil(list)) return flags;
  RaiseBadarg(ctx);
  return kFailed;
}

uint32_t InsertUtf8(Term binary, uint32_t offset, uint32_t code_point) {
  return InsertCodePoint(binary, offset, code_point, Utf8Size(code_point), abi::kSegmentUtf8, 0);
}

uint32_t InsertUtf16(Term binary, uint32_t offset, uint32_t code_point, uint32_t flags) {
  return InsertCodePoint(binary, offset, code_point, Utf16Size(code_point), abi::kSegmentUtf16, flags);
}

uint32_t InsertUtf32(Term binary, uint32_t offset, uint32_t code_point, uint32_t flags) {
  return InsertCodePoint(binary, offset, code_point, IsCodePoint(code_point) ? 4 : 0, abi::kSegmentUtf32, flags) != 0;
}

uint32_t InsertInteger(Term binary, uint32_t offset, Term value, uint32_t bits, uint32_t flags) {
  return Insert(binary, offset, bits, abi::kSegmentInteger, flags, value);
}

// Any other size than 16 and 32 is written as 64.
uint32_t InsertFloat(Term binary, uint32_t offset, Term value, uint32_t bits, uint32_t flags) {
  return Insert(binary, offset, bits == 16 || bits == 32 ? bits : 64, abi::kSegmentFloat, flags, value);
}

void CopyString(Context*, JitState* js, Term binary, uint32_t offset, uint32_t string, uint32_t bits) {
  const std::string& strings = js->module->strings;
  if (uint64_t{string} * 8 + bits > uint64_t{strings.size()} * 8) Fault("string", "beyond the end of chunk StrT");
  CopyBits(Destination(binary, offset, bits), offset, reinterpret_cast<const uint8_t*>(&strings[string]), 0, bits);
}

// Whole bytes only. size: a small integer, how many bits, or `all`.
uint32_t CopyBinary(Context* ctx, JitState*, Term binary, uint32_t offset, Term source, Term size) {
  if (!IsBitstring(source) || (size != atoms::kAll && (!IsSmall(size) || SmallValue(size) < 0))) {
    RaiseBadarg(ctx);
    return kFailed;
  }
  const BitView from = GetBits(source);
  const uint32_t bits = size == atoms::kAll ? from.bits : static_cast<uint32_t>(SmallValue(size));
  if (offset % 8 != 0 || bits % 8 != 0) {
    rt::RaiseError(ctx, atoms::kUnsupported);
    return kFailed;
  }
  if (bits > from.bits) {
    RaiseBadarg(ctx);
    return kFailed;
  }
  CopyBits(Destination(binary, offset, bits), offset, from.data, from.bit_offset, bits);
  return bits;
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
