// SPDX-License-Identifier: Apache-2.0
//
// binary_to_term and compression on bytes that nobody meant: random terms are written, damaged and read. What can be
// read is a term that can be printed, hashed, compared and written again; the sanitizers see the rest.

#include <string>
#include <vector>

#include "runtime/compare.h"
#include "runtime/deflate.h"
#include "runtime/external_term.h"
#include "runtime/gc.h"
#include "runtime/inflate.h"
#include "runtime/map_hash.h"
#include "runtime/term_hash.h"
#include "runtime/term_print.h"
#include "tests/rt_data_terms.h"

namespace beamfold::rt {
namespace {

std::string Damaged(std::string bytes, Random& random) {
  for (uint32_t left = random.Below(4) + 1; left > 0 && !bytes.empty(); --left) {
    const uint32_t at = random.Below(static_cast<uint32_t>(bytes.size()));
    switch (random.Below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(at, 1 + random.Below(4), static_cast<char>(random.Word()));
        break;
      case 2:
        bytes.erase(at, 1 + random.Below(4));
        break;
      case 3:  // a tag
        bytes[at] = static_cast<char>(70 + random.Below(51));
        break;
      case 4:  // a count
        bytes[at] = static_cast<char>(random.OneIn(2) ? 0xFF : 0);
        break;
      default:
        bytes[at] ^= static_cast<char>(1u << random.Below(8));
    }
  }
  return bytes;
}

void UseTerm(Context* ctx, Term t) {
  const std::string text = PrintTerm(t);
  const std::string again = EncodeExternal(t, {});
  CHECK(!again.empty());
  size_t used;
  const Term copy = DecodeExternal(ctx, again, {}, &used);
  CHECK(copy != kNoTerm && used == again.size());
  CHECK(ExactEqual(t, copy) && Compare(t, copy, false) == 0);
  CHECK(MapHash(t) == MapHash(copy) && PortableHash2(t) == PortableHash2(copy) &&
        PortableHash(t) == PortableHash(copy));
  CHECK(PrintTerm(copy) == text);
}

void CheckDecoding(Random& random) {
  uint32_t read = 0;
  for (int round = 0; round < 300; ++round) {
    Process process;
    Context* ctx = process.get();
    TermSource source(ctx, random);
    Term t = source.Make(4);
    if (random.OneIn(4)) {  // a large map
      std::vector<MapPair> pairs;
      for (int i = 0; i < 50; ++i) pairs.push_back({source.Make(1), source.Make(1)});
      for (int i = 0; i < 50; ++i) pairs.push_back({MakeSmall(i), kNil});
      t = MapFromPairs(ctx, pairs);
    }
    EncodeOptions options;
    options.minor_version = static_cast<int>(random.Below(3));
    options.compressed = static_cast<int>(random.OneIn(3) ? random.Below(10) : 0);
    options.deterministic = random.OneIn(2);
    const std::string bytes = EncodeExternal(t, options);
    CHECK(!bytes.empty());
    for (int i = 0; i < 60; ++i) {
      const std::string damaged = Damaged(bytes, random);
      DecodeOptions decode;
      decode.safe = random.OneIn(2);
      size_t used = 0;
      const Term result = DecodeExternal(ctx, damaged, decode, &used);
      if (result == kNoTerm) continue;
      ++read;
      CHECK(used > 1 && used <= damaged.size());
      UseTerm(ctx, result);
    }
    CHECK(Collect(ctx, 0, 0));
  }
  CHECK(read > 300);  // damage that leads nowhere tests little
}

std::string RandomText(Random& random) {
  std::string text;
  const uint32_t size = random.Below(random.OneIn(8) ? 100000 : 2000);
  while (text.size() < size) {
    if (random.OneIn(3) && !text.empty()) {  // something again, which may overlap what is being written
      const size_t from = random.Below(static_cast<uint32_t>(text.size()));
      for (uint32_t i = random.Below(600); i > 0; --i) text += text[from + (i % (text.size() - from))];
    } else {
      for (uint32_t i = random.Below(40); i > 0; --i) text += static_cast<char>(random.Word());
    }
  }
  return text;
}

void CheckCompression(Random& random) {
  for (int round = 0; round < 400; ++round) {
    const std::string text = RandomText(random);
    const std::string packed = Deflate(text, Wrapping::kZlib, 1 + round % 9);
    std::string unpacked;
    CHECK(InflateExactly(packed + "behind", text.size(), &unpacked) == packed.size());
    CHECK(unpacked == text);
    CHECK(InflateExactly(packed, text.size() + 1, &unpacked) == 0);
    CHECK(text.empty() || InflateExactly(packed, text.size() - 1, &unpacked) == 0);
    for (int i = 0; i < 20; ++i) InflateExactly(Damaged(packed, random), text.size(), &unpacked);
  }
  const std::string same(1000000, 'x');
  CHECK(Deflate(same, Wrapping::kZlib, 6).size() < 10000);
  std::string unpacked;
  CHECK(InflateExactly(Deflate(same, Wrapping::kZlib, 6), 0xFFFFFFFF, &unpacked) == 0 &&
        unpacked.capacity() <= same.size());
}

}  // namespace
}  // namespace beamfold::rt

int main() {
  beamfold::rt::Random random(7);
  beamfold::rt::CheckCompression(random);
  beamfold::rt::CheckDecoding(random);
  return 0;
}
