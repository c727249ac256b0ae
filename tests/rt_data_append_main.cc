// SPDX-License-Identifier: Apache-2.0
//
// Appending to binaries: results share memory where they can, and must not show it.

#include <string>
#include <vector>

#include "runtime/gc.h"
#include "tests/rt_data_bits.h"

namespace beamfold::rt {
namespace {

void CheckAppending(Context* ctx, Random& random) {
  // Random appends to any of the results so far: none of them may see what was appended to it elsewhere.
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> expected = {""};
    std::vector<Term> terms = {round % 2 == 0 ? BsInitWritable(ctx, Small(random.Below(1000))) : MakeBinary(ctx, "")};
    for (int step = 0; step < 120; ++step) {
      const uint32_t at =
          static_cast<uint32_t>(random.OneIn(4) ? random.Below(static_cast<uint32_t>(terms.size())) : terms.size() - 1);
      const std::string more = RandomBits(random, round % 3 == 0 ? random.Below(30) : 8 * random.Below(20));
      SegmentArgs args;
      args.Add(round % 5 == 0 ? abi::kSegmentPrivateAppend : abi::kSegmentAppend, 0, 1, terms[at], atoms::kAll);
      args.Add(abi::kSegmentBinary, 0, 1, FromBits(ctx, more, random.Below(8)), atoms::kAll);
      const bool twice = random.OneIn(10);
      if (twice) args.Add(abi::kSegmentBinary, 0, 1, terms[at], atoms::kAll);
      terms.push_back(args.Create(ctx));
      expected.push_back(expected[at] + more + (twice ? expected[at] : ""));
      if (expected.back().size() > 20000) break;
      for (size_t i = terms.size() < 8 ? 0 : terms.size() - 8; i < terms.size(); ++i) {
        CHECK(BitsOf(terms[i]) == expected[i]);
      }
    }
    for (size_t i = 0; i < terms.size(); ++i) CHECK(BitsOf(terms[i]) == expected[i]);
  }
  // A failed append leaves its source as it was and does not stand in the way of the next one.
  SegmentArgs good;
  good.Add(abi::kSegmentAppend, 0, 8, MakeBinary(ctx, std::string(100, 'x')), atoms::kAll);
  good.Add(abi::kSegmentInteger, 0, 1, Small('y'), Small(8));
  const Term grown = good.Create(ctx);
  SegmentArgs bad;
  bad.Add(abi::kSegmentAppend, 0, 8, grown, atoms::kAll);
  bad.Add(abi::kSegmentInteger, 0, 1, atoms::kOk, Small(8));
  CheckFails(ctx, bad, atoms::kBadarg);
  ClearException(ctx);
  CHECK(GetBits(grown).bytes() == std::string(100, 'x') + "y");
}

// Linear: a megabyte, bit by bit groups, in few allocations.
void CheckAppendingIsLinear(Context* ctx) {
  Term binary = MakeBinary(ctx, "");
  uint32_t moves = 0;
  constexpr uint32_t kSteps = 100000;
  for (uint32_t i = 0; i < kSteps; ++i) {
    SegmentArgs args;
    args.Add(abi::kSegmentAppend, 0, 1, binary, atoms::kAll);
    args.Add(abi::kSegmentInteger, 0, 1, Small(i), Small(13));
    const uint8_t* data = GetBits(binary).data;
    binary = args.Create(ctx);
    moves += GetBits(binary).data != data;
    if (FragmentsAreLarge(ctx)) {
      ctx->x[0] = binary;
      CHECK(Collect(ctx, 0, 1));
      binary = ctx->x[0];
    }
  }
  CHECK(moves < 80);  // the first 64 bytes are copied each time, then the capacity doubles
  const Term state = BsStartMatch(ctx, binary);
  for (uint32_t i = 0; i < kSteps; ++i) CHECK(BsGetIntegerSmall(state, 13, 0) == Small(i % 8192));
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Process process;
  beamfold::rt::Random random(4);
  beamfold::rt::CheckAppending(process.get(), random);
  beamfold::rt::CheckAppendingIsLinear(process.get());
  return 0;
}
