// SPDX-License-Identifier: Apache-2.0
//
// AtomVM's packs, read and written.

#include <random>
#include <string>

#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

AvmPack Parse(const std::string& bytes) {
  absl::StatusOr<AvmPack> pack = ParseAvmPack(bytes, "p.avm");
  EXPECT_TRUE(pack.ok()) << pack.status();
  return pack.ok() ? *std::move(pack) : AvmPack();
}

std::string ParseError(const std::string& bytes) {
  const absl::StatusOr<AvmPack> pack = ParseAvmPack(bytes, "p.avm");
  return pack.ok() ? "no error" : std::string(pack.status().message());
}

std::string Write(const AvmPack& pack) {
  absl::StatusOr<std::string> bytes = WriteAvmPack(pack);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  return bytes.ok() ? *std::move(bytes) : "";
}

std::string Sample() {
  return AvmPackOf({AvmEntryOf("m.beam", 3, BeamBuilder().Bytes()), AvmEntryOf("abc", 2, ""),
                    AvmEntryOf("app/priv/a.txt", 4, U32(5) + std::string("hello\0\0\0", 8))});
}

TEST(AvmPack, HandMade) {
  // The whole file, spelt out.
  const std::string bytes(
      "#!/usr/bin/env AtomVM\n\0\0"
      "\0\0\0\x18\0\0\0\3\0\0\0\0m.be\0\0\0\0DATA"
      "\0\0\0\x14\0\0\0\4\0\0\0\1abc\0\0\0\0\0"
      "\0\0\0\0\0\0\0\0\0\0\0\0end\0",
      24 + 24 + 20 + 16);
  const AvmPack pack = Parse(bytes);
  ASSERT_EQ(pack.entries.size(), 2u);
  EXPECT_EQ(pack.entries[0], (AvmPackEntry{"m.be", kAvmBeam | kAvmStart, 0, "DATA"}));
  EXPECT_EQ(pack.entries[1], (AvmPackEntry{"abc", kAvmFile, 1, std::string(4, '\0')}));
  EXPECT_EQ(pack.rest, "");
  EXPECT_EQ(Write(pack), bytes);
  EXPECT_EQ(AvmPackContents(pack.entries[0]), "DATA");
  EXPECT_EQ(AvmPackContents(pack.entries[1]), "");
}

TEST(AvmPack, Contents) {
  const AvmPack pack = Parse(Sample());
  ASSERT_EQ(pack.entries.size(), 3u);
  EXPECT_EQ(AvmPackContents(pack.entries[0]), BeamBuilder().Bytes());
  EXPECT_TRUE(pack.entries[0].is_beam());
  EXPECT_EQ(AvmPackContents(pack.entries[1]), "");
  EXPECT_EQ(pack.entries[2].name, "app/priv/a.txt");
  EXPECT_EQ(AvmPackContents(pack.entries[2]), "hello");
  // Zeros before and after the module.
  const AvmPackEntry padded = {"m", kAvmBeam, 0, std::string(4, '\0') + BeamBuilder().Bytes() + std::string(4, '\0')};
  EXPECT_EQ(AvmPackContents(padded), BeamBuilder().Bytes());
  // Sizes that are not true.
  EXPECT_EQ(AvmPackContents({"m", kAvmBeam, 0, "FOR1\xff\xff\xff\xff"}), "FOR1\xff\xff\xff\xff");
  EXPECT_EQ(AvmPackContents({"m", kAvmBeam, 0, "FOR1"}), "FOR1");
  EXPECT_EQ(AvmPackContents({"m", kAvmFile, 0, U32(5) + "four"}), U32(5) + "four");
  EXPECT_EQ(AvmPackContents({"m", kAvmFile, 0, "no"}), "no");
}

TEST(AvmPack, Rewritten) {
  EXPECT_EQ(Write(Parse(Sample())), Sample());
  EXPECT_EQ(Write(Parse(Sample() + "what follows")), Sample() + "what follows");
  EXPECT_EQ(Write(AvmPack()), AvmPackOf({}));
  // An entry replaced by something shorter.
  AvmPack pack = Parse(Sample());
  pack.entries[0].data = "12345";
  EXPECT_EQ(Write(pack).substr(0, 24 + 28),
            AvmPackOf({AvmEntryOf("m.beam", 3, std::string("12345\0\0\0", 8))}).substr(0, 52));
  EXPECT_EQ(Parse(Write(pack)).entries[2], Parse(Sample()).entries[2]);
  pack.entries[0].name = std::string("a\0b", 3);
  EXPECT_THAT(WriteAvmPack(pack).status().message(), HasSubstr("'a' has a zero"));
}

TEST(AvmPack, RealModules) {
  AvmPack pack;
  for (const std::string module : {"lists", "maps", "gen_server"}) {
    pack.entries.push_back({module + ".beam", kAvmBeam, 0, ReadFile(BeamOf(module))});
  }
  const AvmPack again = Parse(Write(pack));
  ASSERT_EQ(again.entries.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(AvmPackContents(again.entries[i]), pack.entries[i].data);
    EXPECT_TRUE(ReadBeamFile(AvmPackContents(again.entries[i]), again.entries[i].name).ok());
  }
}

TEST(AvmPack, EveryTruncation) {
  const std::string bytes = Sample();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(ParseError(bytes.substr(0, size)), StartsWith("p.avm: byte ")) << size;
  }
}

TEST(AvmPack, Hostile) {
  const std::string magic = AvmPackOf({}).substr(0, 24);
  struct {
    std::string bytes;
    std::string error;
  } const rows[] = {
      {BeamBuilder().Bytes(), "byte 0: not a pack"},
      {magic + U32(0xfffffffc) + std::string(100, 'a'), "byte 24: an entry cannot take 4294967292 of the 104 bytes"},
      {magic + U32(12) + std::string(100, 'a'), "byte 24: an entry cannot take 12 "},
      {magic + U32(18) + std::string(100, '\0'), "byte 24: an entry cannot take 18 "},
      {magic + U32(20) + U32(2) + U32(0) + "not ended" + std::string(20, '\0'), "byte 44: 4 bytes wanted, 0 left"},
      {magic + U32(16) + U32(2) + U32(0) + std::string("a\0b\0", 4), "byte 36: a name is not padded"},
      {magic + U32(0) + U32(0) + U32(0) + "eggs", "byte 36: an entry without a size is not called"},
      {Sample().substr(0, Sample().size() - 16), "4 bytes wanted, 0 left"},
  };
  for (const auto& row : rows) EXPECT_THAT(ParseError(row.bytes), HasSubstr(row.error));
}

TEST(AvmPack, DamagedBytes) {
  std::mt19937 random(7);
  int parsed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = Sample();
    for (int i = 0; i < 2; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const absl::StatusOr<AvmPack> pack = ParseAvmPack(bytes, "p.avm");
    if (!pack.ok()) continue;
    ++parsed;
    ASSERT_EQ(Write(*pack), bytes);
    for (const auto& entry : pack->entries) EXPECT_LE(AvmPackContents(entry).size(), entry.data.size());
  }
  EXPECT_GT(parsed, 1000);
}

}  // namespace
}  // namespace beamfold
