// SPDX-License-Identifier: Apache-2.0
//
// erlang:phash2.
//
// The hash is a state of 32 bits into which the words of the term are mixed, in the order in which its parts are met,
// by the mixing function of Bob Jenkins' "lookup2" (A Hash Function for Hash Table Lookup, Dr. Dobb's Journal, 1997).
// Each kind of part has a constant of its own, a multiple of the golden ratio. The pairs of a map are hashed each for
// itself and combined by exclusive or, so that their order does not count.

#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/digits.h"
#include "runtime/identifier.h"
#include "runtime/map.h"
#include "runtime/module.h"
#include "runtime/record.h"
#include "runtime/term_hash.h"

namespace beamfold::rt {
namespace {

constexpr uint32_t Salt(uint32_t i) { return 0x9E3779B9u * i; }

// What a constant is for.
constexpr uint32_t kNumberSalt = Salt(1);
constexpr uint32_t kNilSalt = Salt(2);
constexpr uint32_t kAtomSalt = Salt(3);
constexpr uint32_t kStringSalt = Salt(4);
constexpr uint32_t kPidSalt = Salt(5);
constexpr uint32_t kPortSalt = Salt(6);
constexpr uint32_t kReferenceSalt = Salt(7);
constexpr uint32_t kTupleSalt = Salt(9);
constexpr uint32_t kNegativeSalt = Salt(10);
constexpr uint32_t kPositiveSalt = Salt(11);
constexpr uint32_t kFloatSalt = Salt(12);
constexpr uint32_t kBinarySalt = Salt(13);
constexpr uint32_t kFunctionSalt = Salt(14);
constexpr uint32_t kBitsSalt = Salt(15);
constexpr uint32_t kMapSalt = Salt(16);
constexpr uint32_t kPairsSalt = Salt(19);

constexpr uint32_t kNilHash = 3468870702u;
constexpr uint32_t kNilWord = 2;

bool IsByte(Term t) { return IsSmall(t) && SmallValue(t) >= 0 && SmallValue(t) <= 255; }

void Mix(uint32_t& a, uint32_t& b, uint32_t& c) {
  a = (a - b - c) ^ c >> 13;
  b = (b - c - a) ^ a << 8;
  c = (c - a - b) ^ b >> 13;
  a = (a - b - c) ^ c >> 12;
  b = (b - c - a) ^ a << 16;
  c = (c - a - b) ^ b >> 5;
  a = (a - b - c) ^ c >> 3;
  b = (b - c - a) ^ a << 10;
  c = (c - a - b) ^ b >> 15;
}

// Bytes, twelve at a time; of the last ones, the first of the third word is where the length is.
uint32_t HashBytes(const uint8_t* data, size_t size, uint32_t hash) {
  uint32_t words[3] = {Salt(1), Salt(1), hash};
  const size_t full = size / 12 * 12;
  for (size_t i = 0; i < full; ++i) {
    words[i % 12 / 4] += uint32_t{data[i]} << (i % 4 * 8);
    if (i % 12 == 11) Mix(words[0], words[1], words[2]);
  }
  words[2] += static_cast<uint32_t>(size);
  for (size_t i = full; i < size; ++i) {
    const size_t at = i % 12;
    words[at / 4] += uint32_t{data[i]} << ((at < 8 ? at % 4 : at % 4 + 1) * 8);
  }
  Mix(words[0], words[1], words[2]);
  return words[2];
}

class Hasher {
 public:
  uint32_t Hash(Term t) {
    Push(kTerm, t);
    while (!stack_.empty()) {
      const Item item = stack_.back();
      stack_.pop_back();
      switch (item.what) {
        case kTerm:
          Add(item.value);
          break;
        case kPairEnd:
          pairs_ ^= hash_;
          hash_ = 0;
          break;
        case kMapEnd:
          hash_ = item.value;
          Add1(pairs_, kPairsSalt);
          pairs_ = stack_.back().value;
          stack_.pop_back();
          break;
        case kSaved:
          break;  // taken by kMapEnd
      }
    }
    return hash_;
  }

 private:
  enum What : uint32_t { kTerm, kPairEnd, kMapEnd, kSaved };
  struct Item {
    What what;
    uint32_t value;
  };

  void Push(What what, uint32_t value) { stack_.push_back({what, value}); }
  void Add2(uint32_t a, uint32_t b, uint32_t salt) {
    a += salt;
    b += salt;
    Mix(a, b, hash_);
  }
  void Add1(uint32_t a, uint32_t salt) { Add2(a, 0, salt); }

  void Add(Term t);
  void List(Term t);
  void Integer(Term t);
  void Bitstring(Term t);
  void Map(Term t);
  void Fun(Term t);

  uint32_t hash_ = 0;
  uint32_t pairs_ = 0;  // of the innermost map
  std::vector<Item> stack_;
};

void Hasher::Add(Term t) {
  if (IsCons(t)) {
    List(t);
  } else if (IsNil(t)) {
    if (hash_ == 0) {
      hash_ = kNilHash;
    } else {
      Add1(kNilWord, kNilSalt);
    }
  } else if (IsAtom(t)) {
    if (hash_ == 0) {
      hash_ = AtomHash(t);
    } else {
      Add1(AtomHash(t), kAtomSalt);
    }
  } else if (IsInteger(t)) {
    Integer(t);
  } else if (IsTuple(t)) {
    Add1(TupleArity(t), kTupleSalt);
    for (uint32_t i = TupleArity(t); i-- > 0;) Push(kTerm, TupleElement(t, i));
  } else if (IsRecord(t)) {
    // As two tuples; OTP's hash of native records is another one.
    Push(kTerm, RecordShape(t));
    Add1(RecordSize(t), kTupleSalt);
    for (uint32_t i = RecordSize(t); i-- > 0;) Push(kTerm, RecordValues(t)[i]);
  } else if (IsMap(t)) {
    Map(t);
  } else if (IsFloat(t)) {
    const double value = FloatValue(t) == 0 ? 0.0 : FloatValue(t);  // -0.0 is 0.0
    uint32_t words[2];
    std::memcpy(words, &value, sizeof words);
    Add2(words[1], words[0], kFloatSalt);
  } else if (IsBitstring(t)) {
    Bitstring(t);
  } else if (IsFun(t)) {
    Fun(t);
  } else if (IsReference(t)) {
    Add1(NumbersOfReference(t).numbers[0], kReferenceSalt);
  } else if (IsPid(t)) {
    Add1(IsBoxed(t) ? Pointer(t)[kIdentifierNumbers] : t >> 4 & ((1u << kPidNumberBits) - 1), kPidSalt);
  } else if (IsBoxed(t) && Pointer(t)[kIdentifierNumbers + 1] != 0) {
    Add2(Pointer(t)[kIdentifierNumbers], Pointer(t)[kIdentifierNumbers + 1], kPortSalt);
  } else {
    Add1(IsBoxed(t) ? Pointer(t)[kIdentifierNumbers] : t >> 4, kPortSalt);
  }
}

// Bytes at the front, four at a time; then the first other element. The rest is a list anew.
void Hasher::List(Term t) {
  uint32_t word = 0;
  uint32_t bytes = 0;
  for (; IsCons(t) && IsByte(Head(t)); t = Tail(t)) {
    word = word << 8 | static_cast<uint32_t>(SmallValue(Head(t)));
    if (++bytes == 4) {
      Add1(word, kStringSalt);
      bytes = word = 0;
    }
  }
  if (bytes > 0) Add1(word, kStringSalt);
  if (IsCons(t)) {
    Push(kTerm, Tail(t));
    t = Head(t);
  }
  Push(kTerm, t);
}

void Hasher::Integer(Term t) {
  if (IsSmall(t)) {
    const int32_t value = SmallValue(t);
    if (value < 0) Add1(static_cast<uint32_t>(-value), kNumberSalt);
    return Add1(static_cast<uint32_t>(value), kNumberSalt);
  }
  const Digits digits(t);
  const uint32_t salt = digits.negative() ? kNegativeSalt : kPositiveSalt;
  for (size_t i = 0; i < digits.count(); i += 2) Add2(digits[i], digits[i + 1], salt);
}

void Hasher::Bitstring(Term t) {
  const BitView bits = GetBits(t);
  const uint32_t start = kBinarySalt + hash_;
  if (bits.bits == 0) {
    hash_ = start;
    return;
  }
  std::string scratch;
  if (!bits.aligned()) scratch.resize((bits.bits + 7) / 8);
  const uint8_t* data = AlignBits(bits, reinterpret_cast<uint8_t*>(scratch.data()));
  const uint32_t size = bits.bits / 8;
  const uint32_t rest = bits.bits % 8;
  hash_ = HashBytes(data, size, start);
  if (rest > 0) Add2(rest, data[size] >> (8 - rest), kBitsSalt);
}

void Hasher::Map(Term t) {
  const uint32_t size = MapSize(t);
  Add1(size, kMapSalt);
  if (size == 0) return;
  Push(kSaved, pairs_);
  Push(kMapEnd, hash_);
  hash_ = 0;
  pairs_ = 0;
  for (const MapPair& pair : MapPairs(t)) {
    Push(kPairEnd, 0);
    Push(kTerm, pair.value);
    Push(kTerm, pair.key);
  }
}

void Hasher::Fun(Term t) {
  const Term* p = Pointer(t);
  if (IsExternalFun(t)) {
    Add2(FunArity(t), AtomHash(p[1]), kNumberSalt);
    return Add1(AtomHash(p[2]), kFunctionSalt);
  }
  const Lambda& lambda = ClosureLambda(t);
  Add2(lambda.num_free, AtomHash(ClosureModule(t)->name), kNumberSalt);
  Add2(lambda.index, lambda.old_uniq, kNumberSalt);
  for (uint32_t i = lambda.num_free; i-- > 0;) Push(kTerm, p[3 + i]);
}

}  // namespace

uint32_t AtomHash(Term atom) {
  const std::string_view text = AtomText(atom);
  uint32_t hash = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t c = static_cast<uint8_t>(text[i]);
    // Characters of Latin-1 count as one byte, all others byte by byte.
    if ((c & 0xFE) == 0xC2 && i + 1 < text.size()) c = (c << 6 | (static_cast<uint8_t>(text[++i]) & 0x3F)) & 0xFF;
    hash = (hash << 4) + c;
    const uint32_t top = hash & 0xF0000000u;
    hash ^= top >> 24;
    hash ^= top;
  }
  return hash;
}

uint32_t PortableHash2(Term term) { return Hasher().Hash(term); }

}  // namespace beamfold::rt
