// SPDX-License-Identifier: Apache-2.0
//
// The assembler's bytes against the specification's, and the whole instruction table against wabt.

#include <cctype>
#include <cstdint>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/casts.h"
#include "absl/status/status.h"
#include "emit/assembler.h"
#include "emit/module_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/wasm_tools.h"

namespace beamfold::emit {
namespace {

using ::beamfold::testing::RunTool;
using ::beamfold::testing::TemporaryFile;
using ::beamfold::testing::ToolResult;
using ::beamfold::testing::ValidateWasm;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Entry {
  std::string id;
  Instr instr;
};

struct MemoryEntry {
  std::string id;
  Instr instr;
  uint32_t natural_align;
};

const Entry kInstructions[] = {
#define WASM_INSTR(id, llvm_name) {#id, Instr::k##id},
#include "emit/instructions.def"
};

const MemoryEntry kMemory[] = {
#define WASM_MEMORY(id, llvm_name, natural_align) {#id, Instr::k##id, natural_align},
#include "emit/instructions.def"
};

// I32Load8U -> i32.load8_u, F64ConvertI32S -> f64.convert_i32_s, Drop -> drop.
std::string SpecificationName(const std::string& id) {
  std::string name;
  for (size_t i = 0; i < id.size(); ++i) {
    if (isupper(static_cast<unsigned char>(id[i])) && i > 0) name += name.find('.') == std::string::npos ? '.' : '_';
    name += static_cast<char>(tolower(static_cast<unsigned char>(id[i])));
  }
  // The one operation that the binary format does not type.
  return name.ends_with(".select") ? "select" : name;
}

std::vector<int> BytesOf(const std::function<void(Assembler&)>& emit) {
  Assembler assembler;
  emit(assembler);
  std::vector<int> bytes;
  for (char c : assembler.code()) bytes.push_back(static_cast<unsigned char>(c));
  return bytes;
}

// A module with one function, whose stack may hold anything at `code`.
ModuleWriter Unreachable(const std::string& code) {
  ModuleWriter writer;
  writer.ImportMemory("env", "memory", 1);
  FunctionBody body;
  body.type = writer.AddType({}, {});
  Assembler trap;
  trap.Unreachable();
  body.code = trap.code() + code + trap.code();
  writer.AddFunction(std::move(body));
  return writer;
}

std::string AllInstructions() {
  Assembler assembler;
  for (const Entry& entry : kInstructions) {
    assembler.Op(entry.instr);
    assembler.Unreachable();
  }
  for (const MemoryEntry& entry : kMemory) {
    assembler.Memory(entry.instr, 300, entry.natural_align);
    assembler.Unreachable();
  }
  return assembler.code();
}

std::vector<std::string> AllNames() {
  std::vector<std::string> names;
  for (const Entry& entry : kInstructions) names.push_back(SpecificationName(entry.id));
  for (const MemoryEntry& entry : kMemory) names.push_back(SpecificationName(entry.id));
  return names;
}

class AssemblerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_EQ(Assembler::Initialize(), absl::OkStatus()); }
};

TEST_F(AssemblerTest, Variables) {
  EXPECT_THAT(BytesOf([](Assembler& a) { a.LocalGet(0); }), ElementsAre(0x20, 0));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.LocalGet(300); }), ElementsAre(0x20, 0xac, 0x02));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.LocalSet(1); }), ElementsAre(0x21, 1));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.LocalTee(127); }), ElementsAre(0x22, 127));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.GlobalGet(128); }), ElementsAre(0x23, 0x80, 1));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.GlobalSet(2); }), ElementsAre(0x24, 2));
}

TEST_F(AssemblerTest, IndicesUpTo32Bits) {
  constexpr uint32_t kMax = std::numeric_limits<uint32_t>::max();
  EXPECT_THAT(BytesOf([](Assembler& a) { a.LocalGet(kMax); }), ElementsAre(0x20, 0xff, 0xff, 0xff, 0xff, 0x0f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.GlobalGet(kMax); }), ElementsAre(0x23, 0xff, 0xff, 0xff, 0xff, 0x0f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Load32(kMax); }), ElementsAre(0x28, 2, 0xff, 0xff, 0xff, 0xff, 0x0f));
}

TEST_F(AssemblerTest, Constants) {
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I32Const(-5); }), ElementsAre(0x41, 0x7b));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I32Const(64); }), ElementsAre(0x41, 0xc0, 0));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I32Const(INT32_MIN); }), ElementsAre(0x41, 0x80, 0x80, 0x80, 0x80, 0x78));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I32Const(INT32_MAX); }), ElementsAre(0x41, 0xff, 0xff, 0xff, 0xff, 0x07));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I64Const(-1); }), ElementsAre(0x42, 0x7f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.I64Const(INT64_MIN); }),
              ElementsAre(0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.F64Const(1.5); }), ElementsAre(0x44, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.F64Const(-0.0); }), ElementsAre(0x44, 0, 0, 0, 0, 0, 0, 0, 0x80));
  // A NaN keeps its bits.
  const auto nan = absl::bit_cast<double>(uint64_t{0xfff8000000000123});
  EXPECT_THAT(BytesOf([&](Assembler& a) { a.F64Const(nan); }), ElementsAre(0x44, 0x23, 1, 0, 0, 0, 0, 0xf8, 0xff));
}

TEST_F(AssemblerTest, Memory) {
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Load32(24); }), ElementsAre(0x28, 2, 24));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Store32(0); }), ElementsAre(0x36, 2, 0));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Memory(Instr::kI64Store, 8, 2); }), ElementsAre(0x37, 2, 8));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Memory(Instr::kI32Load8U, 200, 0); }), ElementsAre(0x2d, 0, 0xc8, 1));
}

TEST_F(AssemblerTest, Control) {
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Block(); }), ElementsAre(0x02, 0x40));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Block(BlockType::kI64); }), ElementsAre(0x02, 0x7e));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Loop(BlockType::kI32); }), ElementsAre(0x03, 0x7f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.If(BlockType::kF64); }), ElementsAre(0x04, 0x7c));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Else(); }), ElementsAre(0x05));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.End(); }), ElementsAre(0x0b));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Br(200); }), ElementsAre(0x0c, 0xc8, 1));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.BrIf(0); }), ElementsAre(0x0d, 0));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.BrTable({7}); }), ElementsAre(0x0e, 0, 7));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.BrTable({0, 300, 2}); }), ElementsAre(0x0e, 2, 0, 0xac, 2, 2));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Call(9); }), ElementsAre(0x10, 9));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.CallIndirect(5, 1); }), ElementsAre(0x11, 5, 1));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.CallIndirect(128); }), ElementsAre(0x11, 0x80, 1, 0));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Return(); }), ElementsAre(0x0f));
  EXPECT_THAT(BytesOf([](Assembler& a) { a.Unreachable(); }), ElementsAre(0x00));
}

TEST_F(AssemblerTest, LargeBrTable) {
  const std::vector<uint32_t> targets(65521, 1);
  const std::vector<int> bytes = BytesOf([&](Assembler& a) {
    a.BrTable(targets);
    a.End();
  });
  ASSERT_EQ(bytes.size(), 1 + 3 + targets.size() + 1);
  EXPECT_THAT(std::vector<int>(bytes.begin(), bytes.begin() + 4), ElementsAre(0x0e, 0xf0, 0xff, 0x03));
  EXPECT_EQ(bytes.back(), 0x0b);
}

TEST_F(AssemblerTest, InstructionsFollowEachOther) {
  Assembler a;
  a.LocalGet(0);
  a.I32Const(1);
  EXPECT_EQ(a.size(), 4u);
  a.Op(Instr::kI32Add);
  EXPECT_EQ(a.code(), std::string("\x20\x00\x41\x01\x6a", 5));
}

TEST_F(AssemblerTest, NotesRememberWhereTheyStand) {
  Assembler a;
  a.Note("first");
  a.LocalGet(0);
  a.Note("second");
  a.Op(Instr::kDrop);
  ASSERT_EQ(a.notes().size(), 2u);
  EXPECT_EQ(a.notes()[0].offset, 0u);
  EXPECT_EQ(a.notes()[0].text, "first");
  EXPECT_EQ(a.notes()[1].offset, 2u);
  EXPECT_EQ(a.notes()[1].text, "second");
}

TEST_F(AssemblerTest, CanBeMoved) {
  Assembler a;
  a.LocalGet(1);
  Assembler b = std::move(a);
  b.Return();
  EXPECT_EQ(b.code(), std::string("\x20\x01\x0f", 3));
  Assembler c;
  c.Unreachable();
  c = std::move(b);
  c.End();
  EXPECT_EQ(c.code(), std::string("\x20\x01\x0f\x0b", 4));
}

// Each entry of the table must be the instruction that its id says, by wabt's reading of the bytes.
TEST_F(AssemblerTest, WabtReadsEveryInstructionByItsName) {
  const absl::StatusOr<std::string> wasm = Unreachable(AllInstructions()).Finish();
  ASSERT_EQ(wasm.status(), absl::OkStatus());
  const TemporaryFile file(".wasm", *wasm);
  const ToolResult dump = RunTool("wasm-objdump -d " + file.path());
  ASSERT_EQ(dump.exit_code, 0) << dump.output;

  std::vector<std::string> names;
  std::istringstream lines(dump.output);
  for (std::string line; std::getline(lines, line);) {
    const size_t bar = line.find("| ");
    if (bar == std::string::npos) continue;
    const std::string name = line.substr(bar + 2, line.find(' ', bar + 2) - bar - 2);
    if (name != "unreachable" && name != "end") names.push_back(name);
  }
  EXPECT_EQ(names, AllNames());
}

TEST_F(AssemblerTest, LlvmReadsEveryInstructionByItsName) {
  std::string expected;
  for (const Entry& entry : kInstructions) expected += "\n    " + SpecificationName(entry.id) + "\n    unreachable";
  for (const MemoryEntry& entry : kMemory) {
    expected += "\n    " + SpecificationName(entry.id) + " offset=300\n    unreachable";
  }
  EXPECT_THAT(Unreachable(AllInstructions()).Print(), HasSubstr(expected));
}

TEST_F(AssemblerTest, EveryInstructionIsValidAlone) {
  const absl::StatusOr<std::string> wasm = Unreachable(AllInstructions()).Finish();
  ASSERT_EQ(wasm.status(), absl::OkStatus());
  const ToolResult verdict = ValidateWasm(*wasm);
  EXPECT_EQ(verdict.exit_code, 0) << verdict.output;
}

// The table's alignments are the largest that are valid.
TEST_F(AssemblerTest, NaturalAlignmentIsTheLimit) {
  for (const MemoryEntry& entry : kMemory) {
    Assembler a;
    a.Memory(entry.instr, 0, entry.natural_align + 1);
    const absl::StatusOr<std::string> wasm = Unreachable(a.code()).Finish();
    ASSERT_EQ(wasm.status(), absl::OkStatus());
    const ToolResult verdict = ValidateWasm(*wasm);
    EXPECT_EQ(verdict.exit_code, 1) << entry.id;
    EXPECT_THAT(verdict.output, HasSubstr("alignment")) << entry.id;
  }
}

}  // namespace
}  // namespace beamfold::emit
