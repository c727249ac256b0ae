// SPDX-License-Identifier: Apache-2.0
//
// `beamfold compile --target=atomvm`: options, forms, where the output goes, and what is never written.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/avm_chunk.h"
#include "compiler/avm_pack.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "emit/module_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

std::string Refused() { return BeamBuilder().Body(Op(149) + Op(19)).Bytes(); }

class ToolAtomvm : public ::testing::Test {
 protected:
  ToolAtomvm() : folder_(fs::temp_directory_path() / ("beamfold_tool_atomvm_" + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "out");
    Save("m.beam", BeamBuilder().Bytes());
    Save("bad.beam", Refused());
  }
  ~ToolAtomvm() override { fs::remove_all(folder_); }

  void Save(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string Read(const std::string& name) const { return ReadFile(folder_ / name); }
  // In the folder; what is printed is standard output and standard error together.
  ToolResult Compile(const std::string& args) const {
    return RunTool("cd " + folder_.string() + " && " BEAMFOLD_TOOL " </dev/null compile --target=atomvm " + args);
  }
  void ExpectRefused(const std::string& args, int exit_code, const std::string& message) const {
    const ToolResult result = Compile(args);
    EXPECT_EQ(result.exit_code, exit_code) << args;
    EXPECT_THAT(result.output, HasSubstr(message)) << args;
    EXPECT_THAT(Files("out"), IsEmpty()) << args;
  }
  std::vector<std::string> Files(const std::string& name) const {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder_ / name)) files.push_back(entry.path().filename().string());
    std::sort(files.begin(), files.end());
    return files;
  }
  // The native code of a file.
  AvmNative Native(const std::string& name) const {
    const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(Read(name), name);
    EXPECT_TRUE(chunks.ok()) << chunks.status();
    const RawChunk* chunk = chunks.ok() ? FindChunk(*chunks, "avmN") : nullptr;
    EXPECT_NE(chunk, nullptr) << name;
    const absl::StatusOr<AvmNative> native = ParseAvmChunk(chunk == nullptr ? "" : chunk->data, name);
    EXPECT_TRUE(native.ok()) << native.status();
    return native.ok() ? *native : AvmNative();
  }

  const fs::path folder_;
};

TEST_F(ToolAtomvm, OneFile) {
  EXPECT_EQ(Compile("m.beam -o native.beam").output, "");
  EXPECT_EQ(Native("native.beam").codes[0].variant, kAvmPic);
  EXPECT_THAT(RunTool(BEAMFOLD_TOOL " dump " + (folder_ / "native.beam").string()).output,
              AllOf(HasSubstr("module m"), HasSubstr("end of processes")));
  // The name stays; a second time is no error.
  for (int i = 0; i < 2; ++i) EXPECT_EQ(Compile("m.beam -o out").exit_code, 0);
  EXPECT_THAT(Files("out"), ElementsAre("m.beam"));
  EXPECT_TRUE(Read("out/m.beam") == Read("native.beam"));
  EXPECT_EQ(Compile("- -o piped.beam < m.beam").exit_code, 0);
  EXPECT_EQ(Compile("m.beam -o - > printed.beam").exit_code, 0);
  EXPECT_TRUE(Read("printed.beam") == Read("native.beam"));
}

TEST_F(ToolAtomvm, SeveralFiles) {
  Save("p.avm", AvmPackOf({AvmEntryOf("m.beam", 3, Read("m.beam")), AvmEntryOf("a.txt", 4, U32(0))}));
  EXPECT_EQ(Compile("m.beam p.avm " + BeamOf("lists") + " -o out").output, "");
  EXPECT_THAT(Files("out"), ElementsAre("lists.beam", "m.beam", "p.avm"));
  const absl::StatusOr<AvmPack> pack = ParseAvmPack(Read("out/p.avm"), "p.avm");
  ASSERT_TRUE(pack.ok()) << pack.status();
  EXPECT_EQ(AvmPackContents(pack->entries[0]), Read("out/m.beam"));
  EXPECT_EQ(pack->entries[1].data, U32(0));
}

TEST_F(ToolAtomvm, NeverOverAnInput) {
  ExpectRefused("m.beam", 2, "needs -o");
  ExpectRefused("m.beam -o m.beam", 2, "would take the place of m.beam");
  ExpectRefused("m.beam -o .", 2, "would take the place of m.beam");
  fs::create_symlink("m.beam", folder_ / "link.beam");
  ExpectRefused("m.beam -o link.beam", 2, "would take the place of m.beam");
  EXPECT_TRUE(Read("m.beam") == BeamBuilder().Bytes());
  fs::create_directories(folder_ / "other");
  Save("other/m.beam", BeamBuilder().Bytes());
  ExpectRefused("m.beam other/m.beam -o out", 2, "two outputs would be out/m.beam");
  ExpectRefused("- -o out", 2, "standard input has no name");
}

TEST_F(ToolAtomvm, Options) {
  EXPECT_EQ(Compile("--float32 --memory=16:32 --keep-code m.beam -o native.beam").output, "");
  const AvmNative native = Native("native.beam");
  EXPECT_EQ(native.codes[0].variant, kAvmPic | kAvmFloat32);
  const absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(native.wasm()->wasm);
  ASSERT_TRUE(module.ok()) << module.status();
  EXPECT_EQ(module->imports[0].min, 16u);
  EXPECT_EQ(module->imports[0].max, 32u);
  EXPECT_THAT(RunTool(BEAMFOLD_TOOL " dump --emit=chunks " + (folder_ / "native.beam").string()).output,
              HasSubstr("Code"));
  for (const char* memory : {"0:1", "5", "9:8", "1:65537", "x"}) {
    ExpectRefused("m.beam -o out --memory=" + std::string(memory), 2, "--memory takes MIN:MAX");
  }
  for (const char* option : {"--float32", "--pinned-only", "--memory=1:2", "--keep-code", "--keep-going"}) {
    ExpectRefused(std::string("--target=beamfold m.beam -o out ") + option, 2, "is for --target=atomvm");
  }
  ExpectRefused("--target=moon m.beam -o out", 2, "there is no target 'moon'");
}

TEST_F(ToolAtomvm, Forms) {
  EXPECT_THAT(Compile("m.beam -o - --emit=native").output, AllOf(HasSubstr("module m"), HasSubstr("entries")));
  EXPECT_THAT(Compile("m.beam -o - --emit=wat").output, AllOf(StartsWith("(module"), HasSubstr("return")));
  const std::string stats = Compile("m.beam -o - --emit=stats").output;
  EXPECT_THAT(stats, StartsWith("m: 1 of 1 functions, "));
  EXPECT_EQ(Compile("m.beam -o out --stats").output, stats);
  EXPECT_EQ(Compile("m.beam -o out --emit=wasm").output, "");
  EXPECT_EQ(Read("out/m.wasm"), Native("out/m.beam").wasm()->wasm);
  EXPECT_EQ(ValidateWasm(Read("out/m.wasm")).exit_code, 0);
}

TEST_F(ToolAtomvm, FormsThatThereAreNot) {
  Save("p.avm", AvmPackOf({AvmEntryOf("m.beam", 3, Read("m.beam"))}));
  ExpectRefused("m.beam -o out --emit=dot", 2, "has no form 'dot'");
  ExpectRefused("p.avm -o out --emit=wat", 2, "a pack has no form 'wat'");
  EXPECT_THAT(Compile("p.avm -o - --emit=stats").output, StartsWith("m: 1 of 1 functions, "));
}

TEST_F(ToolAtomvm, WhatCannotBeCompiled) {
  const std::string why = "m:f/1: opcode on_load: AtomVM runs nothing when a module is loaded";
  ExpectRefused("m.beam bad.beam -o out", 1, "bad.beam: " + why);
  Save("p.avm", AvmPackOf({AvmEntryOf("m.beam", 3, Read("m.beam")), AvmEntryOf("bad", 2, Refused())}));
  ExpectRefused("p.avm -o out/p.avm", 1, "p.avm: bad: " + why);
  ExpectRefused("--keep-going bad.beam --emit=wasm -o out/bad.wasm", 1, why);
  ExpectRefused("missing.beam -o out", 1, "missing.beam: cannot open");
  Save("native.beam", BeamBuilder().Remove("Code").Add("avmN", SmallAvmChunk()).Bytes());
  ExpectRefused("native.beam -o out", 1, "native.beam: there is native code only");

  EXPECT_EQ(Compile("--keep-going p.avm bad.beam -o out").output,
            "beamfold: warning: left as it is: p.avm: bad: " + why +
                "\nbeamfold: warning: left as it is: bad.beam: " + why + "\n");
  EXPECT_TRUE(Read("out/bad.beam") == Refused());
  EXPECT_EQ(Compile("--keep-going -q p.avm -o -").output, Read("out/p.avm"));
  EXPECT_EQ(Compile("m.beam -o nowhere/m.beam").exit_code, 1);
}

}  // namespace
}  // namespace beamfold
