// SPDX-License-Identifier: Apache-2.0
//
// Module binary, but for searching; binary_part and split_binary.

#include <algorithm>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/binary_range.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
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
  return ListFromBytes(ctx, std::string_view(BytesOf(binary)).substr(range.start, range.size));
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
  for (size_t i = 0; i < bytes.size(); ++i) {
    digits[i / 4] |= static_cast<uint32_t>(static_cast<uint8_t>(bytes[i])) << 8 * (i % 4);
  }
  return MakeFromDigits(ctx, digits.data(), digits.size(), false);
}

Term Encode(Context* ctx, Term integer, bool little) {
  if (!IsInteger(integer) || IsNegative(integer)) return RaiseBadarg(ctx);
  std::string bytes;
  for (BigInt rest = ToBig(integer); rest != 0 || bytes.empty(); rest >>= 8) {
    bytes.push_back(static_cast<char>(static_cast<uint32_t>(rest & 0xff)));
  }
  if (!little) std::reverse(bytes.begin(), bytes.end());
  return MakeBinary(ctx, bytes);
}

// The length of what all binaries of a list begin with (or, reversed, end with).
Term CommonLength(Context* ctx, Term list, bool reversed) {
  if (!IsCons(list)) return RaiseBadarg(ctx);
  std::string common;
  bool first = true;
  for (; IsCons(list); list = Tail(list), first = false) {
    if (!IsBinary(Head(list))) return RaiseBadarg(ctx);
    std::string bytes = BytesOf(Head(list));
    if (reversed) std::reverse(bytes.begin(), bytes.end());
    if (first) common = bytes;
    const auto end = std::mismatch(common.begin(), common.end(), bytes.begin(), bytes.end()).first;
    common.erase(end, common.end());
  }
  return IsNil(list) ? MakeUnsigned(ctx, common.size()) : RaiseBadarg(ctx);
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
  return MakeSmall(static_cast<uint8_t>(BytesOf(binary)[static_cast<size_t>(SmallValue(position))]));
}
Term BinaryFirst(Context* ctx, Term binary) { return BinaryAt(ctx, binary, MakeSmall(0)); }
Term BinaryLast(Context* ctx, Term binary) {
  if (!IsBinary(binary) || ByteSize(binary) == 0) return RaiseBadarg(ctx);
  return MakeSmall(static_cast<uint8_t>(BytesOf(binary).back()));
}

Term BinaryBinToList1(Context* ctx, Term binary) {
  return IsBinary(binary) ? ListFromBytes(ctx, BytesOf(binary)) : RaiseBadarg(ctx);
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
  if (!IsBinary(binary) || !IsSmall(times) || SmallValue(times) < 0) return RaiseBadarg(ctx);
  const std::string bytes = BytesOf(binary);
  const uint64_t size = uint64_t{bytes.size()} * static_cast<uint32_t>(SmallValue(times));
  if (size > kMaxBinaryBytes) return RaiseError(ctx, atoms::kSystemLimit);
  std::string all;
  all.reserve(static_cast<size_t>(size));
  for (int32_t i = 0; i < SmallValue(times); ++i) all += bytes;
  return MakeBinary(ctx, all);
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
