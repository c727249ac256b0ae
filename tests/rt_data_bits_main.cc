// SPDX-License-Identifier: Apache-2.0
//
// Bitstrings: copying and comparing against a bit-by-bit oracle, matching what was constructed.

#include <cmath>
#include <string>
#include <vector>

#include "runtime/atoms.h"
#include "runtime/binary.h"
#include "runtime/bits_ops.h"
#include "runtime/compare.h"
#include "runtime/exception.h"
#include "runtime/gc.h"
#include "runtime/heap.h"
#include "tests/rt_data_bits.h"

namespace beamfold::rt {
namespace {

void CheckCopying(Random& random) {
  for (uint32_t from_bit = 0; from_bit < 18; ++from_bit) {
    for (uint32_t to_bit = 0; to_bit < 18; ++to_bit) {
      for (uint32_t bits = 0; bits < 45; ++bits) {
        // Exactly as large as need be: the sanitizer sees any step outside.
        std::vector<uint8_t> from((from_bit + bits + 7) / 8);
        std::vector<uint8_t> to((to_bit + bits + 7) / 8);
        for (uint8_t& byte : from) byte = static_cast<uint8_t>(random.Word());
        for (uint8_t& byte : to) byte = static_cast<uint8_t>(random.Word());
        std::string expected = BitsOf(to.data(), 0, to.size() * 8);
        expected.replace(to_bit, bits, BitsOf(from.data(), from_bit, bits));
        CopyBits(to.data(), to_bit, from.data(), from_bit, bits);
        CHECK(BitsOf(to.data(), 0, to.size() * 8) == expected);
      }
    }
  }
}

void CheckComparing(Context* ctx, Random& random) {
  for (int round = 0; round < 20000; ++round) {
    const std::string a = RandomBits(random, random.Below(40));
    std::string b = random.OneIn(3) ? RandomBits(random, random.Below(40)) : a;
    if (!b.empty() && random.OneIn(2)) b.resize(random.Below(static_cast<uint32_t>(b.size())));
    if (!b.empty() && random.OneIn(2)) b[random.Below(static_cast<uint32_t>(b.size()))] ^= 1;
    const Term x = FromBits(ctx, a, random.Below(9));
    const Term y = FromBits(ctx, b, random.Below(9));
    CHECK(BitsOf(x) == a);
    const int order = a.compare(b);
    CHECK(CompareBits(GetBits(x), GetBits(y)) == (order < 0 ? -1 : order > 0 ? 1 : 0));
    CHECK(ExactEqual(x, y) == (a == b));
    std::vector<uint8_t> scratch(6);
    CHECK(BitsOf(AlignBits(GetBits(x), scratch.data()), 0, a.size()) == a);
  }
}

void CheckWindows(Context* ctx, Random& random) {
  for (int round = 0; round < 5000; ++round) {
    const uint32_t size = random.Below(round % 2 == 0 ? 100 : 1500);
    const std::string bits = RandomBits(random, size);
    const Term t = FromBits(ctx, bits, random.Below(20));
    const uint32_t start = random.Below(size + 1);
    const uint32_t length = random.Below(size - start + 1);
    const Term part = SubBits(ctx, t, start, length);
    CHECK(BitsOf(part) == bits.substr(start, length));
    CHECK(IsBinary(part) == (length % 8 == 0));
    CHECK(ExactEqual(MakeBitstring(ctx, GetBits(part)), part));
    CHECK(GetBits(MakeBitstring(ctx, GetBits(part))).aligned());
    CHECK(!IsBoxedTag(GetOwner(part).binary, abi::kHeaderSubBinary));
  }
}

// The field's bits by arithmetic: value modulo 2^bits, its bytes turned around for little endian.
std::string FieldBits(const BigInt& value, uint32_t bits, bool little) {
  BigInt wrapped = value % (BigInt(1) << bits);
  if (wrapped < 0) wrapped += BigInt(1) << bits;
  std::string big;
  for (uint32_t i = bits; i-- > 0;) big.push_back(bit_test(wrapped, i) ? '1' : '0');
  if (!little) return big;
  std::string result;
  size_t end = big.size();
  for (; end >= 8; end -= 8) result += big.substr(end - 8, 8);
  return result + big.substr(0, end);
}

void CheckIntegers(Context* ctx, Random& random) {
  for (int round = 0; round < 20000; ++round) {
    const uint32_t bits = random.OneIn(4) ? random.Below(300) : random.Below(70);
    const uint32_t flags = (random.OneIn(2) ? abi::kBitsLittle : 0) | (random.OneIn(2) ? abi::kBitsSigned : 0);
    const bool little = (flags & abi::kBitsLittle) != 0;
    const uint32_t before = random.Below(20);
    const std::string lead = RandomBits(random, before);
    const Term integer = RandomInteger(ctx, random, 200);
    SegmentArgs args;
    args.Add(abi::kSegmentBinary, 0, 1, FromBits(ctx, lead, random.Below(8)), atoms::kAll);
    args.Add(abi::kSegmentInteger, flags, 1, integer, Small(bits));
    args.Add(abi::kSegmentInteger, 0, 1, Small(5), Small(3));
    const Term binary = args.Create(ctx);
    CHECK(BitsOf(binary) == lead + FieldBits(ToBig(integer), bits, little) + "101");

    const Term state = BsStartMatch(ctx, FromBits(ctx, BitsOf(binary), random.Below(20)));
    CHECK(BsGetBinary(ctx, state, before) != kNoTerm);
    const Term position = BsGetPosition(ctx, state);
    BigInt expected = ToBig(integer) % (BigInt(1) << bits);
    if (expected < 0) expected += BigInt(1) << bits;
    if ((flags & abi::kBitsSigned) != 0 && bits > 0 && bit_test(expected, bits - 1)) expected -= BigInt(1) << bits;
    const Term got = BsGetInteger(ctx, state, bits, flags);
    CHECK(ToBig(got) == expected);
    CHECK(ExactEqual(got, MakeBig(ctx, expected)));  // in its one form
    CHECK(ExactEqual(BsGetTail(ctx, state), FromBits(ctx, "101", 0)));
    if (bits <= 27) {
      BsSetPosition(state, position);
      CHECK(ToBig(BsGetIntegerSmall(state, bits, flags)) == expected);
    }
    CHECK(BsGetInteger(ctx, state, 4, 0) == kNoTerm);
    CHECK(BsGetIntegerSmall(state, 4, 0) == kNoTerm);
    CHECK(BsGetBinary(ctx, state, 4) == kNoTerm);
    CHECK(BsGetInteger(ctx, state, 3, 0) == MakeSmall(5));
    CHECK(BitsOf(BsGetTail(ctx, state)).empty());
  }
}

Term CreateFloat(Context* ctx, Term value, uint32_t bits, uint32_t flags) {
  SegmentArgs args;
  args.Add(abi::kSegmentInteger, 0, 1, Small(1), Small(3));
  args.Add(abi::kSegmentFloat, flags, 1, value, Small(bits));
  return args.Create(ctx);
}

// kNoTerm: no match.
Term FloatBack(Context* ctx, Term binary, uint32_t bits, uint32_t flags) {
  const Term state = BsStartMatch(ctx, binary);
  BsGetInteger(ctx, state, 3, 0);
  return BsGetFloat(ctx, state, bits, flags);
}

void CheckFloats(Context* ctx, Random& random) {
  for (const uint32_t flags : {0u, abi::kBitsLittle, abi::kBitsNative}) {
    // Every half goes through unchanged; infinities and NaN do not match.
    for (uint32_t half = 0; half < 0x10000; ++half) {
      SegmentArgs args;
      args.Add(abi::kSegmentInteger, 0, 1, Small(1), Small(3));
      args.Add(abi::kSegmentInteger, flags, 1, Small(half), Small(16));
      const Term value = FloatBack(ctx, args.Create(ctx), 16, flags);
      CHECK((value == kNoTerm) == ((half >> 10 & 31) == 31));
      if (value != kNoTerm) CHECK(ExactEqual(CreateFloat(ctx, value, 16, flags), args.Create(ctx)));
    }
    for (int round = 0; round < 3000; ++round) {
      const double value = std::ldexp(static_cast<double>(random.Word()), static_cast<int>(random.Below(400)) - 250);
      const Term t = MakeFloat(ctx, random.OneIn(2) ? value : -value);
      CHECK(FloatValue(FloatBack(ctx, CreateFloat(ctx, t, 64, flags), 64, flags)) == FloatValue(t));
      const Term single = FloatBack(ctx, CreateFloat(ctx, t, 32, flags), 32, flags);
      const float expected = static_cast<float>(FloatValue(t));
      CHECK((single == kNoTerm) == std::isinf(expected));
      if (single != kNoTerm) CHECK(FloatValue(single) == expected);
    }
  }
  // As OTP rounds: to nearest even, large ones to infinity.
  const struct {
    double value;
    uint32_t half;
  } halves[] = {
      {65519.99, 0x7BFF}, {65520, 0x7C00},   {1e300, 0x7C00},         {5.0e-8, 1},      {2.98e-8, 0},
      {0x1p-25, 0},       {-0.0, 0x8000},    {1.00048828125, 0x3C00}, {2047.5, 0x6800}, {1.000488281250001, 0x3C01},
      {6.1e-5, 0x3FF},    {6.1035e-5, 0x400}};
  for (const auto& row : halves) {
    const Term state = BsStartMatch(ctx, CreateFloat(ctx, MakeFloat(ctx, row.value), 16, 0));
    BsGetInteger(ctx, state, 3, 0);
    CHECK(BsGetInteger(ctx, state, 16, 0) == Small(row.half));
  }
  CHECK(FloatValue(BsGetFloat(ctx, BsStartMatch(ctx, MakeBinary(ctx, "")), 0, 0)) == 0);
  CHECK(BsGetFloat(ctx, BsStartMatch(ctx, MakeBinary(ctx, "a")), 8, 0) == kNoTerm);
}

// Each encoding against its definition, on both sides.
void CheckUtf(Context* ctx) {
  // All near the places where something changes, some of the others.
  uint32_t step = 1;
  for (uint32_t c = 0; c < 0x110100; c += step) {
    const bool near = c < 0x900 || (c > 0xD700 && c < 0xE100) || (c > 0xFF00 && c < 0x10100) || c > 0x10FF00;
    step = near ? 1 : 97;
    const bool valid = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    for (const uint32_t kind : {abi::kSegmentUtf8, abi::kSegmentUtf16, abi::kSegmentUtf32}) {
      for (const uint32_t flags : {0u, abi::kBitsLittle}) {
        SegmentArgs args;
        args.Add(kind, flags, 1, Small(c), kNoTerm);
        const Term binary = args.Create(ctx);
        CHECK((binary != kNoTerm) == valid);
        if (!valid) continue;
        const std::string bits = BitsOf(binary);
        const Term state = BsStartMatch(ctx, FromBits(ctx, bits, c % 8));
        const Term got = kind == abi::kSegmentUtf8    ? BsGetUtf8(ctx, state)
                         : kind == abi::kSegmentUtf16 ? BsGetUtf16(ctx, state, flags)
                                                      : BsGetUtf32(ctx, state, flags);
        CHECK(got == Small(c));
        CHECK(BitsOf(BsGetTail(ctx, state)).empty());
        if (kind == abi::kSegmentUtf32) CHECK(bits == FieldBits(c, 32, flags != 0));
        if (kind == abi::kSegmentUtf16 && c < 0x10000) CHECK(bits == FieldBits(c, 16, flags != 0));
        if (kind == abi::kSegmentUtf8) {
          CHECK(bits.size() == (c < 0x80 ? 8u : c < 0x800 ? 16u : c < 0x10000 ? 24u : 32u));
          // Cut short it does not match.
          CHECK(BsGetUtf8(ctx, BsStartMatch(ctx, FromBits(ctx, bits.substr(0, bits.size() - 1), 0))) == kNoTerm);
        }
      }
    }
    if (c % 256 == 0) CHECK(Collect(ctx, 0, 0));
  }
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3\x28", "\xE2\x82"}) {
    CHECK(BsGetUtf8(ctx, BsStartMatch(ctx, MakeBinary(ctx, bad))) == kNoTerm);
  }
  for (const char* bad : {"\xDC\x20", "\xD8\x20\xD8\x20", "\xD8\x20", "\xD8\x20\x01\x01", "a"}) {
    CHECK(BsGetUtf16(ctx, BsStartMatch(ctx, MakeBinary(ctx, bad)), 0) == kNoTerm);
  }
}

void CheckErrors(Context* ctx) {
  const Term huge = MakeBig(ctx, BigInt(1) << 70);
  const Term three_bits = FromBits(ctx, "101", 0);
  const struct {
    uint32_t kind;
    uint32_t unit;
    Term source;
    Term size;
    Term reason;
  } rows[] = {
      {abi::kSegmentInteger, 1, Small(1), MakeSmall(-1), atoms::kBadarg},
      {abi::kSegmentInteger, 1, Small(1), atoms::kOk, atoms::kBadarg},
      {abi::kSegmentInteger, 1, Small(1), huge, atoms::kSystemLimit},
      {abi::kSegmentInteger, 256, Small(1), MakeSmall(abi::kSmallMax), atoms::kSystemLimit},
      {abi::kSegmentInteger, 1, Small(1), MakeBig(ctx, -(BigInt(1) << 70)), atoms::kBadarg},
      {abi::kSegmentInteger, 1, atoms::kOk, Small(8), atoms::kBadarg},
      {abi::kSegmentInteger, 1, MakeFloat(ctx, 1.5), Small(8), atoms::kBadarg},
      {abi::kSegmentFloat, 1, MakeFloat(ctx, 1.5), Small(24), atoms::kBadarg},
      {abi::kSegmentFloat, 1, MakeFloat(ctx, 1.5), Small(0), atoms::kBadarg},
      {abi::kSegmentFloat, 1, atoms::kOk, Small(64), atoms::kBadarg},
      {abi::kSegmentFloat, 1, MakeBig(ctx, BigInt(1) << 2000), Small(64), atoms::kBadarg},
      {abi::kSegmentBinary, 8, three_bits, atoms::kAll, atoms::kBadarg},
      {abi::kSegmentBinary, 8, MakeBinary(ctx, "ab"), Small(3), atoms::kBadarg},
      {abi::kSegmentBinary, 8, atoms::kOk, atoms::kAll, atoms::kBadarg},
      {abi::kSegmentAppend, 8, three_bits, atoms::kAll, atoms::kBadarg},
      {abi::kSegmentAppend, 8, Small(1), atoms::kAll, atoms::kBadarg},
      {abi::kSegmentUtf8, 1, Small(0xD800), kNoTerm, atoms::kBadarg},
      {abi::kSegmentUtf16, 1, atoms::kOk, kNoTerm, atoms::kBadarg},
      {abi::kSegmentUtf32, 1, huge, kNoTerm, atoms::kBadarg},
  };
  for (const auto& row : rows) {
    SegmentArgs args;
    args.Add(row.kind, 0, row.unit, row.source, row.size);
    CheckFails(ctx, args, row.reason);
  }
  ClearException(ctx);
  CHECK(BsFieldBits(Small(3), 8) == 24);
  CHECK(BsFieldBits(MakeSmall(-1), 8) == -1);
  CHECK(BsFieldBits(huge, 1) == -1);
  CHECK(BsFieldBits(atoms::kAll, 1) == -1);
  CHECK(BsFieldBits(MakeSmall(abi::kSmallMax), 256) == -1);
  CHECK(BsStartMatch(ctx, Small(1)) == kNoTerm);
  CHECK(BsStartMatch(ctx, MakeTuple(ctx, {Small(1)})) == kNoTerm);
}

void CheckStringsAndStates(Context* ctx) {
  const uint8_t text[] = {'a', 'b', 'c'};
  SegmentArgs args;
  args.Add(abi::kSegmentInteger, 0, 1, Small(1), Small(1));
  args.Add(abi::kSegmentString, 0, 8, Address(text), sizeof text);
  const Term state = BsStartMatch(ctx, args.Create(ctx));
  CHECK(BsMatchString(state, 8, text) == 0);
  CHECK(BsGetIntegerSmall(state, 1, 0) == Small(1));
  CHECK(BsMatchString(state, 16, text) == 1);
  // A state that is matched again goes on where it is.
  CHECK(BsGetInteger(ctx, BsStartMatch(ctx, state), 8, 0) == Small('c'));
  CHECK(BsMatchString(state, 8, text) == 0);
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Process process;
  beamfold::rt::Random random(3);
  beamfold::rt::CheckCopying(random);
  beamfold::rt::CheckComparing(process.get(), random);
  beamfold::rt::CheckWindows(process.get(), random);
  beamfold::rt::CheckIntegers(process.get(), random);
  beamfold::rt::CheckFloats(process.get(), random);
  beamfold::rt::CheckUtf(process.get());
  beamfold::rt::CheckErrors(process.get());
  beamfold::rt::CheckStringsAndStates(process.get());
  return 0;
}
