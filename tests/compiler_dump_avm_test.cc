// SPDX-License-Identifier: Apache-2.0
//
// What `beamfold dump` shows of AtomVM's files.

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/avm_names.h"
#include "compiler/beam_file.h"
#include "compiler/dump_avm.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder
using Json = nlohmann::json;

// m:f/1 with native code: labels 2 (f/1), 3 (end of processes), 4 (continues 2).
std::string Sample(const std::string& chunk = SmallAvmChunk()) {
  BeamBuilder builder;
  builder.Remove("Code").Add("Line",
                             U32(0) + U32(0) + U32(1) + U32(7) + U32(0) + std::string("\x11\x21\x31\x41\x51\x61\x71"));
  return builder.Add("avmN", chunk).Bytes();
}

std::string Native(const std::string& form, const std::string& bytes) {
  const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(bytes, "m.beam");
  EXPECT_TRUE(chunks.ok()) << chunks.status();
  const absl::StatusOr<std::string> text = DumpAvmNative(form, *chunks, "m.beam");
  return text.ok() ? *text : text.status().ToString();
}

TEST(DumpAvm, Text) {
  EXPECT_EQ(Native("native", Sample()), R"(m.beam: module m
  native code, version 1, 3 labels
  wasm32 (pic): 5 entries, 120 bytes of WebAssembly, 0 reserved bytes
    functions 3, imports 2, exports 3
    entries
      L2      function 0             2 bytes  f/1
      L3      function 1             5 bytes  end of processes
      L4      function 2             2 bytes  continues L2, f/1
    lines
      L2      m.erl:7
    continuations
      L4      of L2, f/1
)");
}

TEST(DumpAvm, OddCode) {
  const std::string other = U32(16) + U32(3) + U16(1) + U16(1) + U16(2) + U16(1) + U32(0) + "arm";
  EXPECT_THAT(Native("native", Sample(other)), HasSubstr("  aarch64 (pic): 3 bytes\n"));
  EXPECT_THAT(Native("native-wat", Sample(other)), HasSubstr("m.beam: the native code is not WebAssembly"));
  const std::string memory("\0asm\1\0\0\0\5\3\1\0\1", 13);
  const std::string odd = Sample(AvmChunkOf(AvmStream(memory, "", 3)));
  EXPECT_THAT(Native("native", odd), HasSubstr("entries: byte 10 of the module: section 5 cannot be shown\n"));
  EXPECT_THAT(Native("native", odd), HasSubstr("AtomVM would fail: chunk avmN: 3 entries do not cover label 3"));
  EXPECT_THAT(Native("native", odd), HasSubstr("no lines, no continuations"));
  EXPECT_THAT(Native("native-wat", odd), HasSubstr("section 5 cannot be shown"));
  EXPECT_EQ(Native("native-wasm", odd), memory);
  EXPECT_THAT(Native("native", BeamBuilder().Bytes()), HasSubstr("m.beam: there is no native code"));
  EXPECT_THAT(Native("native", Sample("damaged")), HasSubstr("FAILED_PRECONDITION: m.beam: chunk avmN, byte 4: "));
  EXPECT_THAT(Native("native-dot", Sample()), StartsWith("INVALID_ARGUMENT"));
}

TEST(DumpAvm, Json) {
  const Json json = Json::parse(Native("native-json", Sample()));
  EXPECT_EQ(json["module"], "m");
  EXPECT_EQ(json["labels"], 3);
  EXPECT_EQ(json["valid"], true);
  const Json& code = json["architectures"][0];
  EXPECT_EQ(code["architecture"], "wasm32");
  EXPECT_EQ(code["variant"], 1);
  EXPECT_EQ(code["wasm_bytes"], 120);
  EXPECT_EQ(code["exports"][2], Json({{"label", 4}, {"function", 2}, {"bytes", 2}, {"name", "continues L2, f/1"}}));
  EXPECT_EQ(code["lines"], Json::array({{{"offset", 8}, {"line", 7}, {"location", "m.erl:7"}}}));
  EXPECT_EQ(code["continuations"], Json::array({{{"continuation", 4}, {"label", 2}}}));
}

// The disassembly is a module again.
TEST(DumpAvm, Wat) {
  const std::string text = Native("native-wat", Sample());
  EXPECT_THAT(text, HasSubstr("(export \"f3\" (func $f3))"));
  EXPECT_THAT(text, HasSubstr(";; continues L2, f/1\n    local.get 0\n"));
  const TemporaryFile source(".wat", text);
  const TemporaryFile out(".wasm");
  const ToolResult result = RunTool("wat2wasm --enable-threads -o " + out.path() + " " + source.path());
  ASSERT_EQ(result.exit_code, 0) << result.output;
  EXPECT_EQ(out.Read(), Native("native-wasm", Sample()));
}

TEST(DumpAvm, NamesOfLabels) {
  BeamBuilder builder;
  builder.Set("ExpT", U32(2) + U32(2) + U32(1) + U32(2) + U32(1) + U32(0) + U32(5)).Add("LocT", U32(0));
  const absl::StatusOr<AvmNames> names = AvmNames::Read(*ReadBeamFile(builder.Bytes(), "m.beam"), "m.beam");
  ASSERT_TRUE(names.ok()) << names.status();
  EXPECT_EQ(names->LabelText(1), "before all functions");
  EXPECT_EQ(names->LabelText(2), "f/1");
  EXPECT_EQ(names->LabelText(4), "in f/1");
  EXPECT_EQ(names->LabelText(9), "in m/0");
  EXPECT_EQ(names->LineText(0), "-");
  EXPECT_EQ(names->LineText(3), "line 3");
  builder.Set("ExpT", U32(1) + U32(3) + U32(1) + U32(2));
  EXPECT_THAT(Native("native", builder.Add("avmN", SmallAvmChunk()).Bytes()), HasSubstr("chunk ExpT, byte 4: atom 3"));
  builder.Set("ExpT", U32(0x20000000));
  EXPECT_THAT(Native("native", builder.Bytes()), HasSubstr("functions cannot be in the 0 bytes"));
  EXPECT_THAT(Native("native", builder.Remove("AtU8").Bytes()), HasSubstr("chunk AtU8 is missing"));
}

std::string Pack() {
  return AvmPackOf({AvmEntryOf("m.beam", 3, Sample()), AvmEntryOf("n.beam", 2, BeamBuilder().Bytes()),
                    AvmEntryOf("odd\n", 0x12, "no module!!!"),
                    AvmEntryOf("a/priv/b", 4, U32(5) + std::string("hello\0\0\0", 8))});
}

TEST(DumpAvm, Packs) {
  const absl::StatusOr<AvmPack> pack = ParseAvmPack(Pack() + "rest", "p.avm");
  ASSERT_TRUE(pack.ok()) << pack.status();
  EXPECT_EQ(DumpAvmPack(*pack, "p.avm"), R"(p.avm: 4 entries
  beam,start      276 bytes  m.beam: AtU8 ImpT ExpT Line avmN
  beam            104 bytes  n.beam: AtU8 Code ImpT ExpT
  beam,0x10        12 bytes  odd\n: odd\n: byte 0: not a BEAM file: it does not begin with FOR1
  file              5 bytes  a/priv/b
  4 bytes after the end
)");
  const Json json = Json::parse(DumpAvmPackJson(*pack, "p.avm"));
  EXPECT_EQ(json["bytes_after_end"], 4);
  EXPECT_EQ(json["entries"][0]["name"], "m.beam");
  EXPECT_EQ(json["entries"][0]["chunks"].size(), 5u);
  EXPECT_FALSE(json["entries"][2].contains("chunks"));
  EXPECT_THAT(json["entries"][2]["error"], HasSubstr("not a BEAM file"));
  EXPECT_EQ(json["entries"][3], Json({{"name", "a/priv/b"}, {"flags", 4}, {"bytes", 5}}));
}

TEST(DumpAvm, Tool) {
  const TemporaryFile beam(".beam", Sample());
  const TemporaryFile pack(".avm", Pack());
  const auto dump = [](const std::string& arguments) {
    const ToolResult result = RunTool(BEAMFOLD_TOOL " dump " + arguments);
    return std::to_string(result.exit_code) + " " + result.output;
  };
  // Without instructions the native code is shown.
  EXPECT_THAT(dump(beam.path()), StartsWith("0 " + beam.path() + ": module m\n  native code"));
  EXPECT_THAT(dump("--emit=native-wat " + beam.path()), StartsWith("0 (module"));
  EXPECT_THAT(dump("--emit=ops " + beam.path()), StartsWith("1 beamfold: " + beam.path() + ": chunk Code is missing"));
  EXPECT_THAT(dump("--emit=native-x " + beam.path()), StartsWith("2 beamfold dump: there is no form 'native-x'"));
  EXPECT_THAT(dump(pack.path()), StartsWith("0 " + pack.path() + ": 4 entries\n"));
  EXPECT_THAT(dump("--emit=json " + pack.path()), StartsWith("0 {"));
  EXPECT_THAT(dump("--emit=wat " + pack.path()), StartsWith("2 beamfold dump: a pack has no form 'wat'"));
  EXPECT_THAT(dump("--module=m --emit=native " + pack.path()), StartsWith("0 " + pack.path() + ": m.beam: module m\n"));
  EXPECT_THAT(dump("--module=n.beam " + pack.path()), StartsWith("0 module m\nexport f/1"));
  EXPECT_THAT(dump("--module=odd " + pack.path()), StartsWith("1 beamfold: " + pack.path() + ": no module odd"));
  EXPECT_THAT(dump("--module=n " + beam.path()), StartsWith("2 beamfold dump: --module is for packs"));
  const TemporaryFile damaged(".avm", Pack().substr(0, 100));
  EXPECT_THAT(dump(damaged.path()), StartsWith("1 beamfold: " + damaged.path() + ": byte 24: an entry cannot take"));
}

}  // namespace
}  // namespace beamfold
