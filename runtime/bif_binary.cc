// SPDX-License-Identifier: Apache-2.0
//
// Module binary, but for searching; binary_part and split_binary.

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/binary_range.h"
#include "runtime/bit_io.h"
#include "runtime/digits.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/release.h"
#include "runtime/text.h"

namespace beamfold::rt {

bool ReadRange(Term position, Term length, uint32_t size, ByteRange* range) {
  if (!IsSmall(position) || !IsSmall(length)) return false;
  int64_t start = SmallValue(position);
  int64_t count = SmallValue(length);
  if (count < 0) {
    start += count;
    count = -count;
  }
  if (start < 0 || start + count > size) return false;
  *range = {static_cast<uint32_t>(start), static_cast<uint32_t>(count)};
  return true;
}

namespace bif {
namespace {

uint32_t ByteSize(Term binary) { return GetBits(binary).bits / 8; }

Term ByteAt(Term binary, uint32_t index) {
  const BitView bits = GetBits(binary);
  return MakeSmall(static_cast<int32_t>(ReadBits(bits.data + index, bits.bit_offset, 8)));
}

// Of the whole bytes of any bitstring.
Term Part(Context* ctx, Term binary, Term position, Term length) {
  ByteRange range;
  if (!IsBitstring(binary) || !ReadRange(position, length, ByteSize(binary), &range)) return RaiseBadarg(ctx);
  return SubBits(ctx, binary, range.start * 8, range.size * 8);
}

Term PartOfPair(Context* ctx, Term binary, Term pair) {
  if (!IsTuple(pair) || TupleArity(pair) != 2) return RaiseBadarg(ctx);
  return Part(ctx, binary, TupleElement(pair, 0), TupleElement(pair, 1));
}

Term BytesAt(Context* ctx, Term binary, Term position, Term length) {
  ByteRange range;
  if (!IsBinary(binary) || !ReadRange(position, length, ByteSize(binary), &range)) return RaiseBadarg(ctx);
  return ListFromBytes(ctx, BytesView(binary).get().substr(range.start, range.size));
}

bool IsLittle(Term endianness, bool* little) {
  static const Term kBig = AtomFromText("big");
  static const Term kLittle = AtomFromText("little");
  *little = endianness == kLittle;
  return endianness == kBig || *little;
}

Term Unsigned(Context* ctx, Term binary, bool little) {
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  std::string bytes = BytesOf(binary);
  if (!little) std::reverse(bytes.begin(), bytes.end());
  std::vector<uint32_t> digits((bytes.size() + 3) / 4, 0);
  if (!bytes.empty()) std::memcpy(digits.data(), bytes.data(), bytes.size());
  return MakeFromDigits(ctx, digits.data(), digits.size(), false);
}

Term Encode(Context* ctx, Term integer, bool little) {
  if (!IsInteger(integer) || IsNegative(integer)) return RaiseBadarg(ctx);
  const Digits digits(integer);
  std::string bytes(digits.count() * 4, '\0');
  if (digits.count() > 0) std::memcpy(bytes.data(), digits.data(), bytes.size());  // both little endian
  while (bytes.size() > 1 && bytes.back() == '\0') bytes.pop_back();
  if (bytes.empty()) bytes.push_back('\0');
  if (!little) std::reverse(bytes.begin(), bytes.end());
  return MakeBinary(ctx, bytes);
}

// The length of what all binaries of a list begin with (or, reversed, end with).
Term CommonLength(Context* ctx, Term list, bool reversed) {
  if (!IsCons(list)) return RaiseBadarg(ctx);
  if (!IsBinary(Head(list))) return RaiseBadarg(ctx);
  const BytesView first(Head(list));
  const std::string_view a = first.get();
  size_t common = a.size();
  for (list = Tail(list); IsCons(list); list = Tail(list)) {
    if (!IsBinary(Head(list))) return RaiseBadarg(ctx);
    const BytesView other(Head(list));
    const std::string_view b = other.get();
    const size_t limit = std::min(common, b.size());
    common = 0;
    while (common < limit &&
           (reversed ? a[a.size() - 1 - common] == b[b.size() - 1 - common] : a[common] == b[common])) {
      ++common;
    }
  }
  return IsNil(list) ? MakeUnsigned(ctx, common) : RaiseBadarg(ctx);
}

}  // namespace

Term BinaryPart3(Context* ctx, Term binary, Term position, Term length) { return Part(ctx, binary, position, length); }
Term BinaryPart2(Context* ctx, Term binary, Term pair) { return PartOfPair(ctx, binary, pair); }
Term ErlangBinaryPart3(Context* ctx, Term binary, Term position, Term length) {
  return Part(ctx, binary, position, length);
}
Term ErlangBinaryPart2(Context* ctx, Term binary, Term pair) { return PartOfPair(ctx, binary, pair); }

Term ErlangSplitBinary(Context* ctx, Term binary, Term position) {
  if (!IsBitstring(binary) || !IsSmall(position) || SmallValue(position) < 0) return RaiseBadarg(ctx);
  const uint32_t bits = GetBits(binary).bits;
  const uint64_t at = uint64_t{static_cast<uint32_t>(SmallValue(position))} * 8;
  if (at > bits) return RaiseBadarg(ctx);
  const uint32_t first = static_cast<uint32_t>(at);
  return MakeTuple(ctx, {SubBits(ctx, binary, 0, first), SubBits(ctx, binary, first, bits - first)});
}

Term BinaryAt(Context* ctx, Term binary, Term position) {
  if (!IsBinary(binary) || !IsSmall(position) || SmallValue(position) < 0 ||
      static_cast<uint32_t>(SmallValue(position)) >= ByteSize(binary)) {
    return RaiseBadarg(ctx);
  }
  return ByteAt(binary, static_cast<uint32_t>(SmallValue(position)));
}
Term BinaryFirst(Context* ctx, Term binary) { return BinaryAt(ctx, binary, MakeSmall(0)); }
Term BinaryLast(Context* ctx, Term binary) {
  if (!IsBinary(binary) || ByteSize(binary) == 0) return RaiseBadarg(ctx);
  return ByteAt(binary, ByteSize(binary) - 1);
}

Term BinaryBinToList1(Context* ctx, Term binary) {
  return IsBinary(binary) ? ListFromBytes(ctx, BytesView(binary).get()) : RaiseBadarg(ctx);
}
Term BinaryBinToList2(Context* ctx, Term binary, Term pair) {
  if (!IsTuple(pair) || TupleArity(pair) != 2) return RaiseBadarg(ctx);
  return BytesAt(ctx, binary, TupleElement(pair, 0), TupleElement(pair, 1));
}
Term BinaryBinToList3(Context* ctx, Term binary, Term position, Term length) {
  return BytesAt(ctx, binary, position, length);
}

Term BinaryCopy1(Context* ctx, Term binary) { return BinaryCopy2(ctx, binary, MakeSmall(1)); }
Term BinaryCopy2(Context* ctx, Term binary, Term times) {
  if (!IsBitstring(binary) || !IsSmall(times) || SmallValue(times) < 0) return RaiseBadarg(ctx);
  // Here alone a part of a byte at the end is taken, by some releases.
  if (SmallValue(times) == 0 && OtpRelease() < 27) return MakeBinary(ctx, "");
  if (!IsBinary(binary)) return RaiseBadarg(ctx);
  const BytesView view(binary);
  const std::string_view bytes = view.get();
  const uint64_t size = uint64_t{bytes.size()} * static_cast<uint32_t>(SmallValue(times));
  if (size > kMaxBinaryBytes) return RaiseError(ctx, atoms::kSystemLimit);
  uint8_t* to;
  const Term copy = NewBinary(ctx, static_cast<size_t>(size), &to);
  for (uint64_t at = 0; at < size; at += bytes.size()) std::memcpy(to + at, bytes.data(), bytes.size());
  return copy;
}

Term BinaryReferencedByteSize(Context* ctx, Term binary) {
  if (!IsBitstring(binary)) return RaiseBadarg(ctx);
  return MakeInteger(ctx, Pointer(GetOwner(binary).binary)[abi::kBinarySize / 4]);
}

Term BinaryDecodeUnsigned1(Context* ctx, Term binary) { return Unsigned(ctx, binary, false); }
Term BinaryDecodeUnsigned2(Context* ctx, Term binary, Term endianness) {
  bool little;
  return IsLittle(endianness, &little) ? Unsigned(ctx, binary, little) : RaiseBadarg(ctx);
}
Term BinaryEncodeUnsigned1(Context* ctx, Term integer) { return Encode(ctx, integer, false); }
Term BinaryEncodeUnsigned2(Context* ctx, Term integer, Term endianness) {
  bool little;
  return IsLittle(endianness, &little) ? Encode(ctx, integer, little) : RaiseBadarg(ctx);
}

Term BinaryLongestCommonPrefix(Context* ctx, Term list) { return CommonLength(ctx, list, false); }
Term BinaryLongestCommonSuffix(Context* ctx, Term list) { return CommonLength(ctx, list, true); }

}  // namespace bif
}  // namespace beamfold::rt
