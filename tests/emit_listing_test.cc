// SPDX-License-Identifier: Apache-2.0
//
// The printed form: wabt assembles it back to the same sections, and no input makes it long, slow or wrong.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/casts.h"
#include "absl/status/status.h"
#include "emit/module_writer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/wasm_tools.h"

namespace beamfold::emit {
namespace {

using ::beamfold::testing::RunTool;
using ::beamfold::testing::TemporaryFile;
using ::beamfold::testing::ToolResult;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

// The sections of a module by number, custom ones left out.
std::map<int, std::string> Sections(const std::string& wasm) {
  std::map<int, std::string> sections;
  for (size_t at = 8; at < wasm.size();) {
    const int id = wasm[at++];
    size_t size = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(wasm.at(at++));
      size |= static_cast<size_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (id != 0) sections[id] = wasm.substr(at, size);
    at += size;
  }
  return sections;
}

FunctionBody Body(uint32_t type, const std::function<void(Assembler&)>& emit) {
  Assembler assembler;
  emit(assembler);
  FunctionBody body;
  body.type = type;
  body.code = assembler.code();
  body.notes = assembler.notes();
  return body;
}

size_t LongestIndent(const std::string& text) {
  size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.find_first_not_of(' '));
  return longest;
}

class ListingTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_EQ(Assembler::Initialize(), absl::OkStatus()); }

  // What the text says is what the bytes say.
  static void ExpectRoundTrip(const ModuleWriter& writer) {
    const absl::StatusOr<std::string> wasm = writer.Finish();
    ASSERT_EQ(wasm.status(), absl::OkStatus());
    const std::string text = writer.Print();
    const TemporaryFile wat(".wat", text);
    const TemporaryFile assembled(".wasm");
    const ToolResult run = RunTool("wat2wasm --enable-threads " + wat.path() + " -o " + assembled.path());
    ASSERT_EQ(run.exit_code, 0) << run.output.substr(0, 2000) << text.substr(0, 5000);
    EXPECT_EQ(Sections(assembled.Read()), Sections(*wasm)) << text.substr(0, 5000);
  }
};

TEST_F(ListingTest, LooksLikeThis) {
  ModuleWriter writer;
  writer.SetModuleName("demo");
  const uint32_t unary = writer.AddType({ValType::kI32}, {ValType::kI32});
  writer.ImportMemory("env", "memory", 1);
  const uint32_t atom = writer.ImportGlobal("atoms", "ok", ValType::kI32);
  const uint32_t gc = writer.ImportFunction("env", "gc", unary);
  FunctionBody body = Body(unary, [&](Assembler& a) {
    a.Note("is_tuple f2 x0");
    a.Loop();
    a.LocalGet(0);
    a.I32Const(-3);
    a.Op(Instr::kI32And);
    a.If(BlockType::kI32);
    a.Note("move ok x0");
    a.GlobalGet(atom);
    a.LocalTee(1);
    a.Else();
    a.LocalGet(0);
    a.Call(gc);
    a.End();
    a.Load32(8);
    a.BrIf(0);
    a.End();
    a.LocalGet(1);
    a.Note("the end");
  });
  body.locals = {ValType::kI32, ValType::kF64};
  body.name = "demo:f/1";
  body.local_names = {"x0", "t"};
  writer.ExportFunction("f", writer.AddFunction(body));
  writer.AddCustomSection("extra", "12345");
  EXPECT_EQ(writer.Print(), R"((module $demo
  (type (;0;) (func (param i32) (result i32)))
  (import "env" "memory" (memory 1))
  (import "atoms" "ok" (global $ok i32))
  (import "env" "gc" (func $gc (type 0)))
  (export "f" (func $demo:f/1))
  (func $demo:f/1 (type 0) (param $x0 i32) (result i32) (local $t i32) (local (;2;) f64)
    ;; is_tuple f2 x0
    loop $L0
      local.get $x0
      i32.const -3
      i32.and
      if $L1 (result i32)
        ;; move ok x0
        global.get $ok
        local.tee $t
      else
        local.get $x0
        call $gc
      end  ;; $L1
      i32.load offset=8
      br_if $L0
    end  ;; $L0
    local.get $t
    ;; the end
  )
  ;; custom section "extra", 5 bytes
)
)");
  ExpectRoundTrip(writer);
}

TEST_F(ListingTest, EmptyModule) {
  EXPECT_EQ(ModuleWriter().Print(), "(module\n)\n");
  ExpectRoundTrip(ModuleWriter());
}

TEST_F(ListingTest, EveryInstructionRoundTrips) {
  ModuleWriter writer;
  const uint32_t type = writer.AddType({}, {});
  writer.ImportMemory("env", "memory", 1);
  writer.AddFunction(Body(type, [](Assembler& a) {
#define WASM_INSTR(id, llvm_name) \
  a.Unreachable();                \
  a.Op(Instr::k##id);
#define WASM_MEMORY(id, llvm_name, natural_align)        \
  a.Unreachable();                                       \
  for (uint32_t n = 0; n <= natural_align; ++n) {        \
    a.Memory(Instr::k##id, n * 1000, natural_align - n); \
    a.Unreachable();                                     \
  }
#include "emit/instructions.def"
    a.Unreachable();
  }));
  ExpectRoundTrip(writer);
}

TEST_F(ListingTest, EveryConstantRoundTrips) {
  ModuleWriter writer;
  writer.AddFunction(Body(writer.AddType({}, {}), [](Assembler& a) {
    for (const int32_t value : {0, 1, -1, 63, 64, INT32_MAX, INT32_MIN}) {
      a.I32Const(value);
      a.Op(Instr::kDrop);
    }
    for (const int64_t value : {int64_t{0}, int64_t{-1}, int64_t{1} << 40, INT64_MAX, INT64_MIN}) {
      a.I64Const(value);
      a.Op(Instr::kDrop);
    }
    for (const uint64_t bits : {
             uint64_t{0x0000000000000000},  // 0
             uint64_t{0x8000000000000000},  // -0
             uint64_t{0x0000000000000001},  // the smallest
             uint64_t{0x7fefffffffffffff},  // the largest
             uint64_t{0x3fb999999999999a},  // 0.1
             uint64_t{0x7ff0000000000000},  // infinity
             uint64_t{0xfff0000000000000},  // -infinity
             uint64_t{0x7ff8000000000000},  // the usual NaN
             uint64_t{0xfff8000000000001},  // another
             uint64_t{0x7ff0000000000001},  // a signalling one
         }) {
      a.F64Const(absl::bit_cast<double>(bits));
      a.Op(Instr::kDrop);
    }
  }));
  ExpectRoundTrip(writer);
}

TEST_F(ListingTest, ControlAndCallsRoundTrip) {
  ModuleWriter writer;
  const uint32_t action = writer.AddType({}, {});
  const uint32_t sum = writer.AddType({ValType::kI32, ValType::kF64}, {ValType::kI64});
  writer.ImportSharedMemory("env", "memory", 1, 100);
  writer.ImportTable("env", "table", 0);
  writer.ImportTable("env", "other", 5);
  FunctionBody body = Body(action, [&](Assembler& a) {
    a.Block();
    a.Loop();
    a.Block();
    a.LocalGet(0);
    a.BrTable({0, 1, 2, 3});
    a.End();
    a.LocalGet(0);
    a.BrIf(0);
    a.Br(1);
    a.End();
    a.Return();
    a.End();
    a.LocalGet(0);
    a.If(BlockType::kF64);
    a.F64Const(1);
    a.Else();
    a.F64Const(2);
    a.End();
    a.LocalSet(1);
    a.LocalGet(0);
    a.LocalGet(1);
    a.I32Const(0);
    a.CallIndirect(sum);
    a.LocalSet(2);
    a.I32Const(0);
    a.CallIndirect(action, 1);
    a.Call(0);
    a.Block(BlockType::kI64);
    a.Loop(BlockType::kI32);
    a.Unreachable();
    a.End();
    a.Op(Instr::kI64ExtendI32U);
    a.End();
    a.LocalTee(2);
    a.Op(Instr::kDrop);
  });
  body.locals = {ValType::kI32, ValType::kF64, ValType::kI64};
  writer.AddFunction(body);
  ExpectRoundTrip(writer);
  EXPECT_THAT(writer.Print(), AllOf(HasSubstr("br_table $L2 $L1 $L0 3"), HasSubstr("call_indirect (type 1)"),
                                    HasSubstr("call_indirect 1 (type 0)"), HasSubstr("(memory 1 100 shared)")));
}

// Names that the text format cannot spell, and equal ones, still give a text that assembles.
TEST_F(ListingTest, StrangeNames) {
  ModuleWriter writer;
  writer.SetModuleName("a b\"c");
  const uint32_t type = writer.AddType({ValType::kI32, ValType::kI32}, {});
  writer.ImportGlobal("m\n", "räv", ValType::kI32);
  writer.ImportGlobal("m", "r__v", ValType::kI32);
  writer.ImportGlobal("m", "", ValType::kI64);
  writer.ImportFunction("m\\", "f", type);
  FunctionBody body = Body(type, [](Assembler& a) {
    a.Note("two\nlines \xff\x01 ;) (;");
    a.GlobalGet(0);
    a.GlobalGet(1);
    a.Call(0);
    a.LocalGet(1);
    a.LocalGet(2);
    a.Call(1);
    a.GlobalGet(2);
    a.Op(Instr::kDrop);
    a.LocalGet(0);
    a.LocalGet(3);
    a.Call(2);
  });
  body.locals = {ValType::kI32, ValType::kI32};
  body.name = "f";
  body.local_names = {"x", "x", "x.1"};
  writer.AddFunction(body);
  body.name = "f.1";
  writer.AddFunction(body);
  writer.ExportFunction("\"\\\x01é", 1);
  writer.AddCustomSection("new\nline", "");
  ExpectRoundTrip(writer);
  EXPECT_THAT(writer.Print(), HasSubstr(";; two\\0alines \\ff\\01 ;) (;\n"));
}

TEST_F(ListingTest, ManyLocalsAreWrapped) {
  ModuleWriter writer;
  FunctionBody body = Body(writer.AddType({ValType::kI32}, {}), [](Assembler&) {});
  body.locals.assign(1000, ValType::kI32);
  for (int i = 0; i <= 500; ++i) body.local_names.push_back("local_" + std::to_string(i));
  writer.AddFunction(body);
  std::istringstream lines(writer.Print());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u);
  ExpectRoundTrip(writer);
}

TEST_F(ListingTest, DeepNestingStaysLinear) {
  constexpr int kDepth = 20'000;
  ModuleWriter writer;
  writer.AddFunction(Body(writer.AddType({}, {}), [](Assembler& a) {
    for (int i = 0; i < kDepth; ++i) a.Block();
    a.Br(kDepth - 1);
    for (int i = 0; i < kDepth; ++i) a.End();
  }));
  const std::string text = writer.Print();
  EXPECT_EQ(LongestIndent(text), 40u);
  EXPECT_LT(text.size(), 2 * kDepth * 64u);
  EXPECT_THAT(text, HasSubstr("br $L0\n"));
}

TEST_F(ListingTest, LongNamesStayShort) {
  ModuleWriter writer;
  FunctionBody body = Body(writer.AddType({}, {}), [](Assembler& a) {
    for (int i = 0; i < 1000; ++i) a.Call(0);
  });
  body.name = std::string(100'000, 'n');
  writer.AddFunction(body);
  EXPECT_LT(writer.Print().size(), 200'000u);
  ExpectRoundTrip(writer);
}

TEST_F(ListingTest, UndecodableCodeIsReported) {
  ModuleWriter writer;
  FunctionBody body;
  body.type = writer.AddType({}, {});
  body.code = std::string("\x01\xff\x01", 3);
  body.notes = {{0, "before"}, {2, "behind"}};
  writer.AddFunction(body);
  EXPECT_THAT(writer.Print(), HasSubstr("    ;; before\n    nop\n    ;; the rest, from byte 1 of 3, cannot be decoded\n"
                                        "    ;; behind\n"));
}

// An `end` or `else` too many, a label out of range, a type that does not exist.
TEST_F(ListingTest, UnbalancedCodeIsPrinted) {
  ModuleWriter writer;
  FunctionBody body = Body(9, [](Assembler& a) {
    a.End();
    a.Else();
    a.Br(5);
    a.Call(77);
    a.LocalGet(3);
    a.Memory(Instr::kI32Load, 0, 40);
    a.Block();
  });
  writer.AddFunction(body);
  EXPECT_EQ(writer.Print(),
            "(module\n  (func (;0;) (type 9)\n    end\n    else\n    br 5\n    call 77\n    local.get 3\n"
            "    i32.load align=0\n    block $L0\n  )\n)\n");
}

TEST_F(ListingTest, RandomBytesArePrinted) {
  constexpr size_t kFunctions = 50'000;
  std::mt19937 random(1);
  ModuleWriter writer;
  const uint32_t type = writer.AddType({}, {});
  size_t bytes = 0;
  for (size_t i = 0; i < kFunctions; ++i) {
    FunctionBody body;
    body.type = type;
    body.code.resize(random() % 40);
    // Two in three bytes are control instructions or small numbers, so that some get far.
    for (char& c : body.code) c = static_cast<char>(random() % 3 == 0 ? random() : random() % 0x12);
    bytes += body.code.size();
    writer.AddFunction(std::move(body));
  }
  const std::string text = writer.Print();
  EXPECT_THAT(text, EndsWith("\n  )\n)\n"));
  EXPECT_LT(text.size(), bytes * 50 + kFunctions * 100);
  std::istringstream lines(text);
  size_t ends = 0;
  for (std::string line; std::getline(lines, line);) ends += line == "  )";
  EXPECT_EQ(ends, kFunctions);
}

}  // namespace
}  // namespace beamfold::emit
