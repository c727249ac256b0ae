// SPDX-License-Identifier: Apache-2.0
//
// Native code put into .beam files and packs for AtomVM: what changes there, and what does not.

#include <string>
#include <vector>

#include "compiler/atomvm/native_file.h"
#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

constexpr char kOnLoad[] = "m:f/1: opcode on_load: AtomVM runs nothing when a module is loaded";

std::string Good() { return BeamBuilder().Bytes(); }
std::string Refused() { return BeamBuilder().Body(Op(149) + Op(19)).Bytes(); }
std::string NativeOnly() { return BeamBuilder().Remove("Code").Add("avmN", SmallAvmChunk()).Bytes(); }

NativeFile Add(const std::string& bytes, const NativeFileOptions& options = {}) {
  absl::StatusOr<NativeFile> file = AddNativeCode(bytes, "in", options);
  EXPECT_TRUE(file.ok()) << file.status();
  return file.ok() ? *std::move(file) : NativeFile();
}

std::string Error(const std::string& bytes, const NativeFileOptions& options = {}) {
  const absl::StatusOr<NativeFile> file = AddNativeCode(bytes, "in", options);
  return file.ok() ? "no error" : std::string(file.status().message());
}

std::vector<RawChunk> Chunks(const std::string& bytes) {
  absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, "out");
  EXPECT_TRUE(chunks.ok()) << chunks.status();
  return chunks.ok() ? *std::move(chunks) : std::vector<RawChunk>();
}

std::vector<std::string> Names(const std::string& beam) {
  std::vector<std::string> names;
  for (const RawChunk& chunk : Chunks(beam)) names.push_back(chunk.name);
  return names;
}

AvmPack Pack(const std::string& bytes) {
  absl::StatusOr<AvmPack> pack = ParseAvmPack(bytes, "out");
  EXPECT_TRUE(pack.ok()) << pack.status();
  return pack.ok() ? *std::move(pack) : AvmPack();
}

// Every chunk but Code is the same, byte for byte and in the same order, and avmN comes last.
void ExpectSameButForCode(const std::string& before, const std::string& after) {
  std::vector<RawChunk> expected = Chunks(before);
  DropChunk(expected, "Code");
  DropChunk(expected, "avmN");
  std::vector<RawChunk> chunks = Chunks(after);
  ASSERT_FALSE(chunks.empty());
  EXPECT_EQ(chunks.back().name, "avmN");
  EXPECT_TRUE(ParseAvmChunk(chunks.back().data, "out").ok());
  chunks.pop_back();
  ASSERT_EQ(chunks.size(), expected.size());
  for (size_t i = 0; i < chunks.size(); ++i) {
    EXPECT_EQ(chunks[i].name, expected[i].name);
    EXPECT_TRUE(chunks[i].data == expected[i].data) << chunks[i].name;
  }
}

TEST(NativeFile, Beam) {
  for (const std::string& beam : {Good(), ReadFile(BeamOf("lists")), ReadFile(BeamOf("gen_server"))}) {
    const NativeFile file = Add(beam);
    EXPECT_FALSE(file.is_pack);
    ASSERT_EQ(file.modules.size(), 1u);
    EXPECT_THAT(file.left, IsEmpty());
    ExpectSameButForCode(beam, file.bytes);
  }
}

TEST(NativeFile, OldNativeCodeIsReplaced) {
  const std::string beam = BeamBuilder().Add("avmN", "damaged").Add("Meta", "\x83j").Bytes();
  EXPECT_THAT(Names(Add(beam).bytes), ElementsAre("AtU8", "ImpT", "ExpT", "Meta", "avmN"));
  ExpectSameButForCode(beam, Add(beam).bytes);
  // Twice is once.
  NativeFileOptions options;
  options.keep_code = true;
  const std::string kept = Add(beam, options).bytes;
  EXPECT_THAT(Names(kept), ElementsAre("AtU8", "Code", "ImpT", "ExpT", "Meta", "avmN"));
  EXPECT_TRUE(Add(kept, options).bytes == kept);
  EXPECT_TRUE(Add(kept).bytes == Add(beam).bytes);
}

TEST(NativeFile, Errors) {
  EXPECT_EQ(Error(NativeOnly()),
            "in: there is native code only (chunk avmN without Code): compile the file that it came from");
  EXPECT_THAT(Error(BeamBuilder().Remove("Code").Bytes()), HasSubstr("chunk Code is missing"));
  EXPECT_EQ(Error(Refused()), std::string("in: ") + kOnLoad);
  EXPECT_THAT(Error("nothing"), StartsWith("in: byte 0: not a BEAM file"));
  EXPECT_THAT(Error(AvmPackOf({}).substr(0, 30)), StartsWith("in: byte "));
  NativeFileOptions options;
  options.atomvm.min_pages = 2;
  options.atomvm.max_pages = 1;
  EXPECT_THAT(Error(Good(), options), HasSubstr("memory of 2 to 1 pages"));
  options.atomvm = {.min_pages = 1, .max_pages = kMaxMemoryPages + 1};
  EXPECT_THAT(Error(Good(), options), HasSubstr("memory of 1 to 65537 pages"));
}

TEST(NativeFile, KeptAsItIs) {
  NativeFileOptions options;
  options.keep_going = true;
  const NativeFile file = Add(Refused(), options);
  EXPECT_TRUE(file.bytes == Refused());
  EXPECT_THAT(file.modules, IsEmpty());
  EXPECT_THAT(file.left, ElementsAre(std::string("in: ") + kOnLoad));
}

TEST(NativeFile, Pack) {
  const std::string lists = ReadFile(BeamOf("lists"));
  ASSERT_EQ(lists.size() % 4, 0u);
  // A module called otherwise than its entry, files that look like modules, odd flags, and bytes behind the end.
  const std::string bytes = AvmPackOf({AvmEntryOf("first.beam", kAvmBeam | kAvmStart, Good()),
                                       AvmEntryOf("priv/a.beam", kAvmFile, U32(4) + "FOR1"),
                                       AvmEntryOf("lists.beam", kAvmBeam | 0x100, lists), AvmEntryOf("x", 0, Good())}) +
                            "behind";
  const NativeFile file = Add(bytes);
  EXPECT_TRUE(file.is_pack);
  EXPECT_THAT(file.left, IsEmpty());
  ASSERT_EQ(file.modules.size(), 2u);
  EXPECT_EQ(file.modules[0].name, "m");
  EXPECT_EQ(file.modules[1].name, "lists");
  AvmPack before = Pack(bytes), after = Pack(file.bytes);
  ASSERT_EQ(after.entries.size(), 4u);
  for (const size_t i : {0, 2}) {
    const std::string old(AvmPackContents(before.entries[i]));
    EXPECT_TRUE(AvmPackContents(after.entries[i]) == Add(old).bytes);
    before.entries[i].data = after.entries[i].data = "";
  }
  EXPECT_EQ(before, after);
  EXPECT_EQ(after.rest, "behind");
}

// What else stands in the entry of a module.
TEST(NativeFile, SurroundingsOfAModuleInAPack) {
  const std::string zeros(4, '\0');
  const std::string bytes = AvmPackOf({AvmEntryOf("m.beam", kAvmBeam, zeros + Good() + "tail")});
  EXPECT_EQ(Pack(Add(bytes).bytes).entries[0].data, zeros + Add(Good()).bytes + "tail");
}

TEST(NativeFile, ModuleInAPackThatCannotBeCompiled) {
  const std::string bytes =
      AvmPackOf({AvmEntryOf("good.beam", kAvmBeam, Good()), AvmEntryOf("bad.beam", kAvmBeam, Refused()),
                 AvmEntryOf("old.beam", kAvmBeam, NativeOnly()), AvmEntryOf("none", kAvmBeam, "")});
  EXPECT_EQ(Error(bytes), std::string("in: bad.beam: ") + kOnLoad);
  NativeFileOptions options;
  options.keep_going = true;
  const NativeFile file = Add(bytes, options);
  EXPECT_THAT(file.left, ElementsAre(HasSubstr(kOnLoad), StartsWith("in: old.beam: there is native code only"),
                                     StartsWith("in: none: byte 0: ")));
  const AvmPack before = Pack(bytes), after = Pack(file.bytes);
  EXPECT_EQ(after.entries[0].data, Add(Good()).bytes);
  for (const size_t i : {1, 2, 3}) EXPECT_EQ(after.entries[i], before.entries[i]);
}

TEST(NativeFile, MemoryPages) {
  AtomvmOptions options;
  EXPECT_EQ(options.min_pages, 256u);
  EXPECT_EQ(options.max_pages, 65536u);
  EXPECT_TRUE(ParseMemoryPages("1:2", options));
  EXPECT_EQ(options.min_pages, 1u);
  EXPECT_EQ(options.max_pages, 2u);
  EXPECT_TRUE(ParseMemoryPages("65536:65536", options));
  for (const char* text : {"", "1", ":", "1:", ":1", "0:1", "2:1", "1:65537", "1:2:3", "-1:2", "a:b"}) {
    EXPECT_FALSE(ParseMemoryPages(text, options)) << text;
  }
  EXPECT_EQ(options.min_pages, 65536u);
  EXPECT_EQ(options.max_pages, 65536u);
}

}  // namespace
}  // namespace beamfold
