// SPDX-License-Identifier: Apache-2.0
//
// Bitstrings as texts of zeros and ones, and construction by segments.

#ifndef BEAMFOLD_TESTS_RT_DATA_BITS_H_
#define BEAMFOLD_TESTS_RT_DATA_BITS_H_

#include <cstring>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/exception.h"
#include "tests/rt_data_check.h"

namespace beamfold::rt {

// The oracle: a bit at a time.
inline int BitAt(const uint8_t* data, size_t bit) { return data[bit / 8] >> (7 - bit % 8) & 1; }

inline std::string BitsOf(const uint8_t* data, size_t from, size_t bits) {
  std::string text;
  for (size_t i = 0; i < bits; ++i) text.push_back(static_cast<char>('0' + BitAt(data, from + i)));
  return text;
}

inline std::string BitsOf(Term bitstring) {
  const BitView view = GetBits(bitstring);
  return BitsOf(view.data, view.bit_offset, view.bits);
}

// A bitstring of those bits that starts at bit `shift` of a larger one, in memory that ends with it.
inline Term FromBits(Context* ctx, const std::string& bits, uint32_t shift) {
  uint8_t* data;
  const uint32_t size = static_cast<uint32_t>(bits.size());
  const Term whole = NewBitstring(ctx, shift + size, &data);
  std::memset(data, 0, (shift + size + 7) / 8);
  for (uint32_t i = 0; i < size; ++i) {
    if (bits[i] == '1') data[(shift + i) / 8] |= static_cast<uint8_t>(0x80 >> (shift + i) % 8);
  }
  return shift == 0 ? whole : SubBits(ctx, whole, shift, size);
}

inline std::string RandomBits(Random& random, uint32_t size) {
  std::string bits;
  for (uint32_t i = 0; i < size; ++i) bits.push_back(random.OneIn(2) ? '1' : '0');
  return bits;
}

struct SegmentArgs {
  std::vector<Term> words;
  void Add(uint32_t kind, uint32_t flags, uint32_t unit, Term source, Term size) {
    words.insert(words.end(), {kind | flags << 8, unit, source, size});
  }
  Term Create(Context* ctx) const {
    return BsCreateBin(ctx, words.data(), static_cast<uint32_t>(words.size() / abi::kSegmentWords));
  }
};

inline Term Small(uint32_t value) { return MakeSmall(static_cast<int32_t>(value)); }

inline void CheckFails(Context* ctx, const SegmentArgs& args, Term reason) {
  ClearException(ctx);
  CHECK(args.Create(ctx) == kNoTerm);
  CHECK(ctx->exception_class == atoms::kError);
  CHECK(ctx->exception_reason == reason);
}

}  // namespace beamfold::rt

#endif  // BEAMFOLD_TESTS_RT_DATA_BITS_H_
