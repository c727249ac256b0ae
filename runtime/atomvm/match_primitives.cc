// SPDX-License-Identifier: Apache-2.0
//
// Primitives for matching binaries. AtomVM's match state: the binary, which may be a sub binary, the offset in bits, a
// saved offset. Binaries have whole bytes only.

#include <algorithm>
#include <string>

#include "runtime/atoms.h"
#include "runtime/atomvm/binary_place.h"
#include "runtime/atomvm/bump.h"
#include "runtime/atomvm/running.h"
#include "runtime/atomvm/table.h"
#include "runtime/bits_ops.h"

namespace beamfold::rt::atomvm {
namespace {

constexpr uint32_t kStateWords = 4;
constexpr uint32_t kStateBinary = 1;
constexpr uint32_t kStateOffset = 2;
constexpr uint32_t kStateSaved = 3;
constexpr uint32_t kMaxUnalignedBits = 64;

Term* StateOf(Term t) {
  if (!IsMatchState(t)) Fault("match state", "what is taken for a match state is none");
  return Pointer(t);
}

// A getter of code points: advances the state by what it has taken.
template <typename Get>
Term CodePoint(Term state_term, Get get) {
  Term* state = StateOf(state_term);
  const Place place(BinaryTerm(state[kStateBinary]), state[kStateOffset]);
  if (!place.inside()) return 0;
  const Term found = get(place.state());
  if (found != kNoTerm) state[kStateOffset] += place.taken();
  return found;
}

}  // namespace

namespace primitive {

Term AllocMatchState(Context* ctx, Term source, uint32_t slots) {
  Term binary = source;
  uint32_t offset = 0;
  if (IsMatchState(source)) {
    binary = Pointer(source)[kStateBinary];
    offset = Pointer(source)[kStateOffset];
  }
  BinaryTerm(binary);
  Term* p = Bump(ctx, kStateWords + slots);
  p[0] = MakeHeader(kStateWords - 1 + slots, abi::kHeaderMatchState);
  p[kStateBinary] = binary;
  p[kStateOffset] = offset;
  p[kStateSaved] = offset;
  std::fill_n(p + kStateWords, slots, 0);
  return BoxedTerm(p);
}

// More than 64 bits have to be whole bytes at a whole byte. AtomVM stops at 256 bits, as its integers do.
Term ExtractInteger(Context* ctx, JitState*, Term binary, uint32_t offset, uint32_t bits, uint32_t flags) {
  const Place place(BinaryTerm(binary), offset);
  if (!place.inside() || (bits > kMaxUnalignedBits && (!place.aligned() || bits % 8 != 0))) return atoms::kFalse;
  const Term found = BsGetInteger(ctx, place.state(), bits, flags);
  UpdateFragmentHeader(ctx);
  return found == kNoTerm ? atoms::kFalse : found;
}

Term ExtractFloat(Context* ctx, Term binary, uint32_t offset, uint32_t bits, uint32_t flags) {
  const Place place(BinaryTerm(binary), offset);
  if (!place.inside() || (bits != 16 && bits != 32 && bits != 64)) return atoms::kFalse;
  const OnHeap on_heap(ctx);
  const Term found = BsGetFloat(ctx, place.state(), bits, flags);
  return found == kNoTerm ? atoms::kFalse : found;
}

uint32_t SubBinaryWords(Term binary, uint32_t bytes) {
  const uint32_t tag = HeaderTag(HeaderOf(BinaryTerm(binary)));
  return tag != abi::kHeaderHeapBinary && bytes >= kMinSubBinary ? kSubBinaryWords : BinaryWords(bytes);
}

Term SubBinary(Context* ctx, Term binary, uint32_t offset, uint32_t bytes) {
  const Term from = BinaryTerm(binary);
  if (offset > ByteSize(from) || bytes > ByteSize(from) - offset) Fault("binary", "the part is not inside of it");
  const BitOwner owner = GetOwner(from);
  const uint32_t start = owner.bit_offset + 8 * offset;
  const BitView part = {BinaryData(owner.binary) + start / 8, start % 8, 8 * bytes};
  // What begins inside of a byte comes from a native function of ours: AtomVM has none.
  if (start % 8 != 0) return MakeBitstring(ctx, part);
  const OnHeap on_heap(ctx);
  const bool shares = HeaderTag(HeaderOf(from)) != abi::kHeaderHeapBinary && bytes >= kMinSubBinary;
  return shares ? ShareBits(ctx, owner.binary, start, 8 * bytes) : MakeBitstring(ctx, part);
}

uint32_t MatchString(Context*, JitState* js, Term binary, uint32_t offset, uint32_t string, uint32_t bits) {
  const std::string& strings = js->module->strings;
  if (uint64_t{string} * 8 + bits > uint64_t{strings.size()} * 8) Fault("string", "beyond the end of chunk StrT");
  const Place place(BinaryTerm(binary), offset);
  return place.inside() && BsMatchString(place.state(), bits, reinterpret_cast<const uint8_t*>(&strings[string]));
}

Term GetUtf8(Term state) {
  return CodePoint(state, [](Term place) { return BsGetUtf8(nullptr, place); });
}

Term GetUtf16(Term state, uint32_t flags) {
  return CodePoint(state, [flags](Term place) { return BsGetUtf16(nullptr, place, flags); });
}

Term GetUtf32(Term state, uint32_t flags) {
  return CodePoint(state, [flags](Term place) { return BsGetUtf32(nullptr, place, flags); });
}

}  // namespace primitive
}  // namespace beamfold::rt::atomvm
