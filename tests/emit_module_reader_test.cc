// SPDX-License-Identifier: Apache-2.0
//
// Modules read back: what was written, what others wrote, and what nobody should have.

#include <random>
#include <string>
#include <utility>

#include "emit/listing.h"
#include "emit/module_reader.h"
#include "emit/module_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/wasm_tools.h"

namespace beamfold::emit {
namespace {

using ::beamfold::testing::RunTool;
using ::beamfold::testing::SmallWasm;
using ::beamfold::testing::TemporaryFile;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Listing(const std::string& wasm) {
  const absl::StatusOr<ModuleContents> module = ReadModule(wasm);
  return module.ok() ? PrintModule(*module) : std::string(module.status().message());
}

// The bytes of a module in text form.
std::string Assemble(const std::string& text) {
  const TemporaryFile source(".wat", text);
  const TemporaryFile out(".wasm");
  const auto result = RunTool("wat2wasm --enable-threads --debug-names -o " + out.path() + " " + source.path());
  EXPECT_EQ(result.exit_code, 0) << result.output;
  return out.Read();
}

class ModuleReader : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(Assembler::Initialize().ok()); }
};

TEST_F(ModuleReader, WhatWasWritten) {
  ModuleWriter writer;
  writer.SetModuleName("sample");
  const uint32_t type = writer.AddType({ValType::kI32, ValType::kF64}, {ValType::kI32});
  writer.ImportFunction("env", "help", writer.AddType({}, {}));
  writer.ImportGlobal("env", "base", ValType::kI64);
  writer.ImportTable("env", "table", 300);
  writer.ImportSharedMemory("env", "memory", 200, 65536);
  for (const std::string name : {"counter", ""}) writer.AddGlobal(name);
  for (const std::string name : {"first", "", "third"}) {
    Assembler code;
    code.Block(BlockType::kEmpty);
    code.LocalGet(0);
    code.BrIf(0);
    code.End();
    code.LocalGet(0);
    FunctionBody body;
    body.type = type;
    body.locals = {ValType::kI32, ValType::kI32, ValType::kI64};
    body.code = code.code();
    body.name = name;
    if (!name.empty()) body.local_names = {"x", "", "spare"};
    const uint32_t function = writer.AddFunction(std::move(body));
    writer.ExportFunction(name + "!", function);
  }
  writer.AddCustomSection("other", "data");
  const absl::StatusOr<std::string> wasm = writer.Finish();
  ASSERT_TRUE(wasm.ok()) << wasm.status();
  EXPECT_EQ(Listing(*wasm), writer.Print());
  EXPECT_THAT(writer.Print(), HasSubstr("(global $counter (mut i32) (i32.const 0))"));
  EXPECT_THAT(writer.Print(), HasSubstr("(func $third (type 0) (param $x i32) (param (;1;) f64)"));
}

TEST_F(ModuleReader, SmallModule) {
  const absl::StatusOr<ModuleContents> module = ReadModule(SmallWasm());
  ASSERT_TRUE(module.ok()) << module.status();
  ASSERT_EQ(module->functions.size(), 3u);
  EXPECT_THAT(module->functions[1].locals, ElementsAre(ValType::kI32));
  EXPECT_EQ(module->functions[1].code, std::string("\3\x40\x0b\x20\0", 5));
  ASSERT_EQ(module->imports.size(), 2u);
  EXPECT_TRUE(module->imports[0].shared);
  EXPECT_EQ(module->imports[0].min, 256u);
  EXPECT_EQ(module->imports[0].max, 65536u);
  EXPECT_EQ(module->exports[2].name, "f4");
  EXPECT_EQ(module->exports[2].function, 2u);
}

// The text assembles back to the same bytes.
TEST_F(ModuleReader, SomebodyElsesModule) {
  const std::string wasm = Assemble(R"((module
    (type (func (param i32 i32 i32) (result i32)))
    (import "env" "memory" (memory 256 65536 shared))
    (import "env" "__indirect_function_table" (table 0 funcref))
    (func (export "f2") (type 0)
      (i32.store offset=4 (local.get 1) (i32.const 12))
      (call_indirect (type 0) (local.get 0) (local.get 1) (local.get 2) (i32.load offset=8 (local.get 2))))))");
  const std::string text = Listing(wasm);
  EXPECT_THAT(text, HasSubstr("i32.load offset=8"));
  EXPECT_EQ(Assemble(text), wasm);
}

TEST_F(ModuleReader, WhatCannotBeHeld) {
  const std::pair<std::string, std::string> rows[] = {
      {"(memory 1)", "section 5 cannot be shown"},
      {"(table 1 funcref)", "section 4 cannot be shown"},
      {"(global i32 (i32.const 0))", "a global that cannot be shown"},
      {"(global (mut i32) (i32.const 1))", "a global that cannot be shown"},
      {"(import \"a\" \"b\" (global (mut i32)))", "an import of a kind"},
      {"(import \"a\" \"b\" (memory 1 2))", "an import of a kind"},
      {"(import \"a\" \"b\" (memory 1)) (export \"m\" (memory 0))", "an export that is not a function"},
      {"(func (param v128))", "a type of values"},
  };
  for (const auto& [field, error] : rows) {
    const absl::StatusOr<ModuleContents> module = ReadModule(Assemble("(module " + field + ")"));
    EXPECT_TRUE(absl::IsUnimplemented(module.status())) << field;
    EXPECT_THAT(std::string(module.status().message()), HasSubstr(error));
  }
}

TEST_F(ModuleReader, Hostile) {
  using namespace std::string_literals;  // NOLINT
  const std::string head = "\0asm\1\0\0\0"s;
  const std::string huge = "\xff\xff\xff\xff\x0f";
  const std::pair<std::string, std::string> rows[] = {
      {"asm", "not a WebAssembly module"},
      {head + "\1", "byte 9 of the module: it ends too early"},
      {head + "\1" + huge, "it ends too early"},
      {head + "\1\5" + huge, "byte 15 of the module: so many cannot follow: 4294967295"},
      {head + "\1\6\xff\xff\xff\xff\xff\1", "a number has too many bits"},
      {head + "\1\1\0\1\1\0"s, "section 1 is out of order"},
      {head + "\1\2\0\0"s, "bytes too many"},
      {head + "\1\4\1\x60\0\0\3\2\1\0"s, "functions without code"},
      {head + "\1\4\1\x60\0\0\3\2\1\0\x0a\1\0"s, "0 bodies for 1 functions"},
      {head + "\1\4\1\x60\0\0\3\2\1\0\x0a\4\1\2\0\1"s, "a function without an end"},
      {head + "\1\4\1\x60\0\0\3\2\1\0\x0a\x0a\1\x08\1"s + huge + "\x7f\x0b", "too many locals"},
  };
  for (const auto& [wasm, error] : rows) EXPECT_THAT(Listing(wasm), HasSubstr(error));
  const std::string wasm = SmallWasm();
  for (size_t size = 0; size < wasm.size(); ++size) {
    const absl::StatusOr<ModuleContents> module = ReadModule(wasm.substr(0, size));
    EXPECT_TRUE(!module.ok() || module->functions.empty()) << size;
  }
}

// Names of the 4-billionth local, and of functions that are not there.
TEST_F(ModuleReader, HostileNames) {
  using namespace std::string_literals;  // NOLINT
  const std::string names = "\4name\1\4\1\x09\1x\2\x0b\1\0\1\xfe\xff\xff\xff\x0f\1x"s;
  const std::string wasm = SmallWasm() + std::string(1, '\0') + static_cast<char>(names.size()) + names;
  const absl::StatusOr<ModuleContents> module = ReadModule(wasm);
  ASSERT_TRUE(module.ok()) << module.status();
  EXPECT_TRUE(module->functions[0].local_names.empty());
}

TEST_F(ModuleReader, DamagedBytes) {
  std::mt19937 random(7);
  int read = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string wasm = SmallWasm();
    for (int i = 0; i < 2; ++i) wasm[8 + random() % (wasm.size() - 8)] = static_cast<char>(random());
    const absl::StatusOr<ModuleContents> module = ReadModule(wasm);
    if (!module.ok()) continue;
    ++read;
    EXPECT_LT(PrintModule(*module).size(), 100'000u);
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace beamfold::emit
