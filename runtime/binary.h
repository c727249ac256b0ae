// SPDX-License-Identifier: Apache-2.0
//
// Binaries and bitstrings.

#ifndef BEAMFOLD_RUNTIME_BINARY_H_
#define BEAMFOLD_RUNTIME_BINARY_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "runtime/context.h"
#include "runtime/term.h"

namespace beamfold::rt {

// Larger ones are reference counted.
#ifdef BEAMFOLD_ATOMVM
inline constexpr uint32_t kHeapBinaryLimit = 31;
#else
inline constexpr uint32_t kHeapBinaryLimit = 64;
#endif
inline constexpr uint32_t kMaxBinaryBytes = 0x0FFFFFFF;  // so that sizes in bits stay below 2^31

// The bytes that refc binaries share. They follow the struct.
struct RefcBinary {
  uint32_t references;
  uint32_t size;       // bytes in use
  uint32_t capacity;   // bytes allocated
  uint32_t fill_bits;  // bits in use: an append continues there
#ifdef BEAMFOLD_ATOMVM
  uint32_t unused = 0;  // AtomVM's code finds the bytes at 20
#endif
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
};

// Words of a refc binary box: header, size, flags, RefcBinary*, sweep list (next box, unused). In AtomVM a literal's
// box is flagged as constant, and points to the bytes themselves.
inline constexpr uint32_t kRefcBinaryWords = 6;
inline constexpr uint32_t kRefcBinaryHeader = MakeHeader(kRefcBinaryWords - 1, abi::kHeaderRefcBinary);
inline constexpr uint32_t kRefcFlagsWord = 2;
inline constexpr uint32_t kRefcConstant = 1;
inline constexpr uint32_t kRefcPointerWord = 3;
inline constexpr uint32_t kRefcNextWord = 4;

inline RefcBinary* SharedOf(const Term* box) {
  auto* shared = reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(box[kRefcPointerWord]));
  return box[kRefcFlagsWord] == kRefcConstant ? shared - 1 : shared;
}

// Bits in memory: the first is bit 7 - bit_offset of data[0].
struct BitView {
  const uint8_t* data;
  uint32_t bit_offset;  // 0..7
  uint32_t bits;
  bool aligned() const { return bit_offset == 0; }
  // Whole bytes, when aligned.
  std::string_view bytes() const { return {reinterpret_cast<const char*>(data), bits / 8}; }
};

// Of any bitstring. Valid until the next collection.
BitView GetBits(Term bitstring);

// What a bitstring is a part of: the heap or refc binary, and where it starts there.
struct BitOwner {
  Term binary;
  uint32_t bit_offset;
  uint32_t bits;
};
BitOwner GetOwner(Term bitstring);
// The data of a heap or refc binary.
uint8_t* BinaryData(Term binary);

Term MakeBinary(Context* ctx, const uint8_t* data, size_t size);
inline Term MakeBinary(Context* ctx, std::string_view bytes) {
  return MakeBinary(ctx, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}
// A binary whose bytes the caller writes. size <= kMaxBinaryBytes.
Term NewBinary(Context* ctx, size_t size, uint8_t** data);
// Copies the bits. The result starts at a byte.
Term MakeBitstring(Context* ctx, const BitView& bits);
// A bitstring of `bits` bits whose storage the caller writes; bits behind its end in the last byte have to be zero.
Term NewBitstring(Context* ctx, uint32_t bits, uint8_t** data);
// A part of a bitstring, sharing its bytes: `bits` bits from `offset`, counted from its first bit. In range.
Term SubBits(Context* ctx, Term bitstring, uint32_t offset, uint32_t bits);
// A window on a heap or refc binary, however small; it may reach beyond the box's size into what was appended.
Term ShareBits(Context* ctx, Term owner, uint32_t offset, uint32_t bits);

// Copies `bits` bits; what lies around them at the destination stays. The ranges do not overlap.
void CopyBits(uint8_t* to, size_t to_bit, const uint8_t* from, size_t from_bit, size_t bits);
// -1, 0, 1: as Erlang orders bitstrings.
int CompareBits(const BitView& a, const BitView& b);
// A byte-aligned view, using `scratch` (of at least (bits + 7) / 8 bytes) if needed.
const uint8_t* AlignBits(const BitView& bits, uint8_t* scratch);

// Refc binaries: a box for `shared`, whose reference the box takes over.
Term MakeRefcBox(Context* ctx, RefcBinary* shared);
// With one reference; null if there is no memory.
RefcBinary* NewRefcBinary(size_t size, size_t capacity);
void ReleaseRefcBinary(RefcBinary* shared);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_BINARY_H_
