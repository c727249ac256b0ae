// SPDX-License-Identifier: Apache-2.0
//
// Making bitstrings and looking at them. A sub binary's bounds are its own: its parent may be a refc box that is
// smaller than the window, because appending (construct.cc) extends the shared bytes and not the boxes that exist.

#include "runtime/binary.h"

#include <cstring>

#include "runtime/heap.h"
#include "runtime/memory.h"

namespace beamfold::rt {
namespace {

// A window of whole bytes up to this size is copied: that takes hardly more words than a sub binary, and keeps nothing
// large alive.
constexpr uint32_t kMaxCopiedWindow = 16;

}  // namespace

uint8_t* BinaryData(Term binary) {
  Term* p = Pointer(binary);
  if (HeaderTag(p[0]) == abi::kHeaderRefcBinary) return SharedOf(p)->data();
  return reinterpret_cast<uint8_t*>(p + abi::kHeapBinaryData / 4);
}

BitOwner GetOwner(Term bitstring) {
  const Term* p = Pointer(bitstring);
  const uint32_t bits = p[abi::kBinarySize / 4] * 8;
  if (HeaderTag(p[0]) != abi::kHeaderSubBinary) return {bitstring, 0, bits};
  BitOwner owner = {p[3], p[2] * 8, bits};
  if (p[0] == abi::kBitSubBinaryHeader) {
    owner.bit_offset += p[abi::kBitSubBinaryBitOffset / 4];
    owner.bits += p[abi::kBitSubBinaryExtraBits / 4];
  }
  return owner;
}

BitView GetBits(Term bitstring) {
  const BitOwner owner = GetOwner(bitstring);
  return {BinaryData(owner.binary) + owner.bit_offset / 8, owner.bit_offset % 8, owner.bits};
}

RefcBinary* NewRefcBinary(size_t size, size_t capacity) {
  auto* shared = static_cast<RefcBinary*>(TakeMemory(MemoryKind::kBinary, sizeof(RefcBinary) + capacity));
  if (shared == nullptr) return nullptr;
  *shared = {1, static_cast<uint32_t>(size), static_cast<uint32_t>(capacity), static_cast<uint32_t>(size * 8)};
  return shared;
}

void ReleaseRefcBinary(RefcBinary* shared) {
  if (--shared->references == 0) GiveMemory(MemoryKind::kBinary, shared);
}

Term MakeRefcBox(Context* ctx, RefcBinary* shared) {
  Term* p = Alloc(ctx, kRefcBinaryWords);
  p[0] = kRefcBinaryHeader;
  p[abi::kBinarySize / 4] = shared->size;
  p[kRefcFlagsWord] = 0;
  p[kRefcPointerWord] = Address(shared);
#ifdef BEAMFOLD_ATOMVM
  if (ctx == nullptr) {
    p[kRefcFlagsWord] = kRefcConstant;
    p[kRefcPointerWord] = Address(shared->data());
  }
#endif
  p[kRefcNextWord] = 0;
  p[kRefcNextWord + 1] = 0;
  if (ctx != nullptr) {  // immortal boxes keep their reference for ever
    p[kRefcNextWord] = Address(ctx->binaries);
    ctx->binaries = p;
    if (shared->references == 1) ctx->off_heap_bytes += shared->capacity;
  }
  return BoxedTerm(p);
}

Term NewBinary(Context* ctx, size_t size, uint8_t** data) {
  if (size <= kHeapBinaryLimit) {
    const size_t words = 1 + (size + 3) / 4;
    Term* p = Alloc(ctx, words + 1);
    p[0] = MakeHeader(static_cast<uint32_t>(words), abi::kHeaderHeapBinary);
    p[abi::kBinarySize / 4] = static_cast<uint32_t>(size);
    *data = reinterpret_cast<uint8_t*>(p + abi::kHeapBinaryData / 4);
    return BoxedTerm(p);
  }
  RefcBinary* shared = size <= kMaxBinaryBytes ? NewRefcBinary(size, size) : nullptr;
  if (shared == nullptr) Fatal("out of memory for a binary");
  *data = shared->data();
  return MakeRefcBox(ctx, shared);
}

Term MakeBinary(Context* ctx, const uint8_t* data, size_t size) {
  uint8_t* to;
  const Term binary = NewBinary(ctx, size, &to);
  if (size > 0) std::memcpy(to, data, size);
  return binary;
}

Term NewBitstring(Context* ctx, uint32_t bits, uint8_t** data) {
  const Term binary = NewBinary(ctx, (size_t{bits} + 7) / 8, data);
  if (bits % 8 == 0) return binary;
  (*data)[bits / 8] = 0;
  if (HeaderTag(HeaderOf(binary)) == abi::kHeaderRefcBinary) SharedOf(Pointer(binary))->fill_bits = bits;
  return ShareBits(ctx, binary, 0, bits);
}

Term ShareBits(Context* ctx, Term owner, uint32_t offset, uint32_t bits) {
  const bool whole = offset % 8 == 0 && bits % 8 == 0;
  Term* p = Alloc(ctx, whole ? 4 : 6);
  p[0] = whole ? abi::kSubBinaryHeader : abi::kBitSubBinaryHeader;
  p[abi::kBinarySize / 4] = bits / 8;
  p[2] = offset / 8;
  p[3] = owner;
  if (!whole) {
    p[abi::kBitSubBinaryBitOffset / 4] = offset % 8;
    p[abi::kBitSubBinaryExtraBits / 4] = bits % 8;
  }
  return BoxedTerm(p);
}

Term MakeBitstring(Context* ctx, const BitView& bits) {
  uint8_t* to;
  const Term bitstring = NewBitstring(ctx, bits.bits, &to);
  CopyBits(to, 0, bits.data, bits.bit_offset, bits.bits);
  return bitstring;
}

Term SubBits(Context* ctx, Term bitstring, uint32_t offset, uint32_t bits) {
  const BitOwner owner = GetOwner(bitstring);
  const uint32_t start = owner.bit_offset + offset;
  if (bits % 8 == 0 && bits / 8 <= kMaxCopiedWindow) {
    return MakeBitstring(ctx, {BinaryData(owner.binary) + start / 8, start % 8, bits});
  }
  return ShareBits(ctx, owner.binary, start, bits);
}

}  // namespace beamfold::rt
