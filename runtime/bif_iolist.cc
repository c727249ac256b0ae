// SPDX-License-Identifier: Apache-2.0
//
// Iolists, and binaries to lists and back. Lists in lists are walked with a stack of their own: depth is bounded by
// memory alone.

#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/binary.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"
#include "runtime/iolist.h"
#include "runtime/text.h"

namespace beamfold::rt::bif {
namespace {

// Walks an iolist whose binaries may be any bitstrings; false if it is none, or on_bits says that it is enough.
template <typename OnBits>
bool Walk(Term list, OnBits on_bits) {
  std::vector<Term> work = {list};
  while (!work.empty()) {
    const Term t = work.back();
    work.pop_back();
    if (IsCons(t)) {
      work.push_back(Tail(t));
      const Term head = Head(t);
      if (IsSmall(head)) {
        if (SmallValue(head) < 0 || SmallValue(head) > 255) return false;
        const uint8_t byte = static_cast<uint8_t>(SmallValue(head));
        if (!on_bits({&byte, 0, 8})) return false;
      } else {
        work.push_back(head);
      }
    } else if (IsBitstring(t)) {
      if (!on_bits(GetBits(t))) return false;
    } else if (!IsNil(t)) {
      return false;
    }
  }
  return true;
}

Term ToBinary(Context* ctx, Term iodata) {
  std::string bytes;
  switch (AppendIodata(iodata, &bytes)) {
    case IolistStatus::kOk:
      return MakeBinary(ctx, bytes);
    case IolistStatus::kTooLarge:
      return RaiseError(ctx, atoms::kSystemLimit);
    case IolistStatus::kBad:
      break;
  }
  return RaiseBadarg(ctx);
}

}  // namespace

Term ErlangIolistToBinary(Context* ctx, Term data) {
  if (IsBinary(data)) return data;
  return ToBinary(ctx, data);
}
Term ErlangListToBinary(Context* ctx, Term list) { return IsList(list) ? ToBinary(ctx, list) : RaiseBadarg(ctx); }
Term BinaryListToBin(Context* ctx, Term list) { return ErlangListToBinary(ctx, list); }
Term ErlangListToBitstring(Context* ctx, Term list) {
  if (!IsList(list)) return RaiseBadarg(ctx);
  std::string bytes;
  uint64_t bits = 0;
  bool too_large = false;  // a shared part can occur any number of times
  const bool good = Walk(list, [&](const BitView& view) {
    too_large = bits + view.bits > uint64_t{8} * kMaxBinaryBytes;
    if (too_large) return false;
    bytes.resize((bits + view.bits + 7) / 8, '\0');
    CopyBits(reinterpret_cast<uint8_t*>(bytes.data()), bits, view.data, view.bit_offset, view.bits);
    bits += view.bits;
    return true;
  });
  if (too_large) return RaiseError(ctx, atoms::kSystemLimit);
  if (!good) return RaiseBadarg(ctx);
  return MakeBitstring(ctx, {reinterpret_cast<const uint8_t*>(bytes.data()), 0, static_cast<uint32_t>(bits)});
}

Term ErlangIolistToIovec(Context* ctx, Term data) {
  const Term binary = ErlangIolistToBinary(ctx, data);
  if (binary == kNoTerm) return kNoTerm;
  return GetBits(binary).bits == 0 ? kNil : Cons(ctx, binary, kNil);
}

Term ErlangIolistSize(Context* ctx, Term data) {
  if (!IsList(data) && !IsBinary(data)) return RaiseBadarg(ctx);
  uint64_t bytes = 0;
  const bool good = Walk(data, [&](const BitView& view) {
    bytes += view.bits / 8;
    return view.bits % 8 == 0;
  });
  return good ? MakeUnsigned(ctx, bytes) : RaiseBadarg(ctx);
}

Term ErlangBinaryToList1(Context* ctx, Term binary) {
  return IsBinary(binary) ? ListFromBytes(ctx, BytesOf(binary)) : RaiseBadarg(ctx);
}

// First and last byte, counted from 1.
Term ErlangBinaryToList3(Context* ctx, Term binary, Term first, Term last) {
  if (!IsBinary(binary) || !IsSmall(first) || !IsSmall(last)) return RaiseBadarg(ctx);
  const std::string bytes = BytesOf(binary);
  const int64_t from = SmallValue(first);
  const int64_t to = SmallValue(last);
  if (from < 1 || to < from || to > static_cast<int64_t>(bytes.size())) return RaiseBadarg(ctx);
  return ListFromBytes(
      ctx, std::string_view(bytes).substr(static_cast<size_t>(from - 1), static_cast<size_t>(to - from + 1)));
}

Term ErlangBitstringToList(Context* ctx, Term bitstring) {
  if (!IsBitstring(bitstring)) return RaiseBadarg(ctx);
  const uint32_t bits = GetBits(bitstring).bits;
  Term list = kNil;
  if (bits % 8 != 0) list = Cons(ctx, SubBits(ctx, bitstring, bits / 8 * 8, bits % 8), kNil);
  const std::string bytes = BytesOf(bitstring);
  for (size_t i = bytes.size(); i-- > 0;) list = Cons(ctx, MakeSmall(static_cast<uint8_t>(bytes[i])), list);
  return list;
}

}  // namespace beamfold::rt::bif
