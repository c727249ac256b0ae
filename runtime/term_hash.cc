// SPDX-License-Identifier: Apache-2.0
//
// erlang:phash: a polynomial in the parts of the term, modulo 2^32, with primes that depend on what a part is. Maps
// came later than this hash did; they count with their phash2.

#include "runtime/term_hash.h"

#include <vector>

#include "runtime/binary.h"
#include "runtime/bit_io.h"
#include "runtime/digits.h"
#include "runtime/identifier.h"
#include "runtime/module.h"
#include "runtime/record.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t kPrime1 = 268440163;
constexpr uint32_t kPrime2 = 268439161;
constexpr uint32_t kPrime3 = 268435459;
constexpr uint32_t kPrime4 = 268436141;
constexpr uint32_t kPrime5 = 268438633;
constexpr uint32_t kPrime6 = 268437017;
constexpr uint32_t kPrime8 = 268437511;
constexpr uint32_t kPrime9 = 268439627;
constexpr uint32_t kPrime10 = 268440479;
constexpr uint32_t kPrime11 = 268440577;
constexpr uint32_t kPrime12 = 268440581;
constexpr uint32_t kPrime13 = 268440593;
constexpr uint32_t kPrime14 = 268440611;

bool IsByte(Term t) { return IsSmall(t) && SmallValue(t) >= 0 && SmallValue(t) <= 255; }

class Hasher {
 public:
  uint32_t Hash(Term t) {
    stack_.push_back({kTerm, t});
    while (!stack_.empty()) {
      const Item item = stack_.back();
      stack_.pop_back();
      switch (item.what) {
        case kTerm:
          Add(item.value);
          break;
        case kTail:
          if (IsCons(item.value)) {
            List(item.value);
          } else {
            stack_.push_back({kListEnd, 0});
            Add(item.value);
          }
          break;
        case kListEnd:
          hash_ *= kPrime8;
          break;
        case kTupleEnd:
          hash_ = hash_ * kPrime9 + item.value;
          break;
      }
    }
    return hash_;
  }

 private:
  enum What : uint32_t { kTerm, kTail, kListEnd, kTupleEnd };
  struct Item {
    What what;
    uint32_t value;
  };

  void Bytes(uint32_t word, uint32_t prime) {
    for (int shift = 0; shift < 32; shift += 8) hash_ = hash_ * prime + (word >> shift & 0xFF);
  }

  void Add(Term t);
  void List(Term t);
  void Integer(Term t);
  void Bitstring(Term t);
  void Fun(Term t);
  void Identifier(Term t);

  uint32_t hash_ = 0;
  std::vector<Item> stack_;
};

void Hasher::Add(Term t) {
  if (IsCons(t)) {
    List(t);
  } else if (IsNil(t)) {
    hash_ = hash_ * kPrime3 + 1;
  } else if (IsAtom(t)) {
    hash_ = hash_ * kPrime1 + AtomHash(t);
  } else if (IsInteger(t)) {
    Integer(t);
  } else if (IsTuple(t)) {
    stack_.push_back({kTupleEnd, TupleArity(t)});
    for (uint32_t i = TupleArity(t); i-- > 0;) stack_.push_back({kTerm, TupleElement(t, i)});
  } else if (IsMap(t) || IsRecord(t)) {
    hash_ = hash_ * kPrime13 + kPrime14 + PortableHash2(t);
  } else if (IsFloat(t)) {
    const double value = FloatValue(t) == 0 ? 0.0 : FloatValue(t);  // -0.0 is 0.0
    uint32_t words[2];
    std::memcpy(words, &value, sizeof words);
    hash_ = hash_ * kPrime6 + (words[0] ^ words[1]);
  } else if (IsBitstring(t)) {
    Bitstring(t);
  } else if (IsFun(t)) {
    Fun(t);
  } else {
    Identifier(t);
  }
}

void Hasher::List(Term t) {
  for (; IsByte(Head(t)); t = Tail(t)) {
    hash_ = hash_ * kPrime2 + static_cast<uint32_t>(SmallValue(Head(t)));
    if (!IsCons(Tail(t))) {
      stack_.push_back({kTail, Tail(t)});
      return;
    }
  }
  stack_.push_back({kTail, Tail(t)});
  stack_.push_back({kTerm, Head(t)});
}

void Hasher::Integer(Term t) {
  const Digits digits(t);
  for (size_t i = 0; i < digits.count(); ++i) Bytes(digits[i], kPrime2);
  if (digits.count() == 0) Bytes(0, kPrime2);
  hash_ *= digits.negative() ? kPrime4 : kPrime3;
}

void Hasher::Bitstring(Term t) {
  const BitView bits = GetBits(t);
  const uint32_t size = bits.bits / 8;
  const uint32_t rest = bits.bits % 8;
  for (uint32_t i = 0; i < size; ++i) {
    hash_ = hash_ * kPrime1 + static_cast<uint32_t>(ReadBits(bits.data, size_t{bits.bit_offset} + 8 * size_t{i}, 8));
  }
  if (rest > 0) {
    const size_t at = size_t{bits.bit_offset} + 8 * size_t{size};
    hash_ = (hash_ * kPrime1 + static_cast<uint32_t>(ReadBits(bits.data, at, rest))) * kPrime12 + rest;
  }
  hash_ = hash_ * kPrime4 + size;
}

void Hasher::Fun(Term t) {
  const Term* p = Pointer(t);
  if (IsExternalFun(t)) {
    hash_ = hash_ * kPrime11 + FunArity(t);
    hash_ = hash_ * kPrime1 + AtomHash(p[1]);
    hash_ = hash_ * kPrime1 + AtomHash(p[2]);
    return;
  }
  const Lambda& lambda = ClosureLambda(t);
  hash_ = hash_ * kPrime10 + lambda.num_free;
  hash_ = hash_ * kPrime1 + AtomHash(ClosureModule(t)->name);
  hash_ = hash_ * kPrime2 + lambda.index;
  hash_ = hash_ * kPrime2 + lambda.old_uniq;
  for (uint32_t i = lambda.num_free; i-- > 0;) stack_.push_back({kTerm, p[3 + i]});
}

void Hasher::Identifier(Term t) {
  if (IsPid(t)) {
    Bytes(IsBoxed(t) ? Pointer(t)[kIdentifierNumbers] : t >> 4 & ((1u << kPidNumberBits) - 1), kPrime5);
    hash_ *= kPrime6;
    return;
  }
  uint32_t number = t >> 4;
  if (IsReference(t)) {
    number = NumbersOfReference(t).numbers[0];
  } else if (IsBoxed(t)) {
    number = Pointer(t)[kIdentifierNumbers];
    const uint32_t high = Pointer(t)[kIdentifierNumbers + 1];
    if (high != 0) Bytes(high, kPrime11);
  }
  Bytes(number, kPrime9);
  hash_ *= kPrime10;
}

}  // namespace

uint32_t PortableHash(Term term) { return Hasher().Hash(term); }

}  // namespace beamfold::rt
