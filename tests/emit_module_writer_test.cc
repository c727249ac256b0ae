// SPDX-License-Identifier: Apache-2.0
//
// Whole modules: wabt validates them and sees the names, Node runs them, and what engines would refuse is refused here.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "emit/limits.h"
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
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string CodeOf(const std::function<void(Assembler&)>& emit) {
  Assembler assembler;
  emit(assembler);
  return assembler.code();
}

// add(a, b) with a local that is not needed, exported as "add".
ModuleWriter Adder() {
  ModuleWriter writer;
  writer.SetModuleName("arithmetic");
  FunctionBody body;
  body.type = writer.AddType({ValType::kI32, ValType::kI32}, {ValType::kI32});
  body.locals = {ValType::kI32, ValType::kI32, ValType::kF64};
  body.name = "arithmetic:add/2";
  body.local_names = {"a", "b", "sum"};
  body.code = CodeOf([](Assembler& a) {
    a.LocalGet(0);
    a.LocalGet(1);
    a.Op(Instr::kI32Add);
  });
  writer.ExportFunction("add", writer.AddFunction(std::move(body)));
  return writer;
}

class ModuleWriterTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_EQ(Assembler::Initialize(), absl::OkStatus()); }

  static void ExpectValid(const ModuleWriter& writer) {
    const absl::StatusOr<std::string> wasm = writer.Finish();
    ASSERT_EQ(wasm.status(), absl::OkStatus());
    const ToolResult verdict = ValidateWasm(*wasm);
    EXPECT_EQ(verdict.exit_code, 0) << verdict.output;
  }

  static void ExpectError(const ModuleWriter& writer, absl::StatusCode code, const std::string& message) {
    const absl::StatusOr<std::string> wasm = writer.Finish();
    EXPECT_EQ(wasm.status().code(), code) << wasm.status();
    EXPECT_THAT(std::string(wasm.status().message()), HasSubstr(message));
  }

  static ToolResult Dump(const ModuleWriter& writer) {
    const TemporaryFile file(".wasm", writer.Finish().value());
    return RunTool("wasm-objdump -x " + file.path());
  }

  static ToolResult RunInNode(const ModuleWriter& writer, const std::string& imports, const std::string& script) {
    const TemporaryFile wasm(".wasm", writer.Finish().value());
    const TemporaryFile js(".mjs", "import { readFileSync } from 'fs';\nconst bytes = readFileSync('" + wasm.path() +
                                       "');\n"
                                       "const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), " +
                                       imports + ");\n" + script);
    return RunTool("node " + js.path());
  }
};

TEST_F(ModuleWriterTest, EmptyModuleIsItsHeader) {
  EXPECT_EQ(ModuleWriter().Finish().value(), std::string("\0asm\1\0\0\0", 8));
}

TEST_F(ModuleWriterTest, NodeRunsAFunction) {
  const ModuleWriter writer = Adder();
  ExpectValid(writer);
  const ToolResult run = RunInNode(writer, "{}", "console.log(exports.add(40, 2), exports.add(-2147483648, -1));");
  EXPECT_EQ(run.output, "42 2147483647\n");
}

// The offset counts from the start of the body: its runs of locals take 3 bytes, the constant before the branch 2.
TEST_F(ModuleWriterTest, BranchHintsStandBeforeTheCode) {
  ModuleWriter writer;
  FunctionBody body;
  body.type = writer.AddType({}, {});
  body.locals = {ValType::kI32};
  Assembler assembler;
  assembler.Block();
  assembler.I32Const(0);
  assembler.BrIf(0, Hint::kUnlikely);
  assembler.I32Const(1);
  assembler.If(BlockType::kEmpty, Hint::kLikely);
  assembler.End();
  assembler.I32Const(1);
  assembler.BrIf(0);
  assembler.End();
  body.code = assembler.code();
  body.hints = assembler.hints();
  writer.AddFunction(std::move(body));
  ExpectValid(writer);
  const std::string wasm = writer.Finish().value();
  const std::string items("\1\0\2\7\1\0\13\1\1", 9);  // one function, its index, two hints
  const size_t at = wasm.find("metadata.code.branch_hint" + items);
  ASSERT_NE(at, std::string::npos);
  EXPECT_LT(at, wasm.find(assembler.code()));
  EXPECT_THAT(writer.Print(), AllOf(HasSubstr("br_if $L0  ;; unlikely"), HasSubstr(";; likely")));
}

TEST_F(ModuleWriterTest, NodeLinksEveryKindOfImport) {
  ModuleWriter writer;
  const uint32_t unary = writer.AddType({ValType::kI32}, {ValType::kI32});
  const uint32_t twice = writer.ImportFunction("env", "twice", unary);
  writer.ImportMemory("env", "memory", 1);
  writer.ImportTable("env", "table", 1);
  const uint32_t base = writer.ImportGlobal("env", "base", ValType::kI32);
  const uint32_t scale = writer.ImportGlobal("env", "scale", ValType::kF64);
  EXPECT_EQ(twice, 0u);
  EXPECT_EQ(base, 0u);
  EXPECT_EQ(scale, 1u);

  // memory[base] = table[0](twice(x)); return trunc(memory[base] * scale)
  FunctionBody body;
  body.type = unary;
  body.code = CodeOf([&](Assembler& a) {
    a.GlobalGet(base);
    a.LocalGet(0);
    a.Call(twice);
    a.I32Const(0);
    a.CallIndirect(unary);
    a.Store32(0);
    a.GlobalGet(base);
    a.Load32(0);
    a.Op(Instr::kF64ConvertI32S);
    a.GlobalGet(scale);
    a.Op(Instr::kF64Mul);
    a.Op(Instr::kI32TruncSatF64S);
  });
  const uint32_t run_index = writer.AddFunction(body);
  EXPECT_EQ(run_index, 1u);
  writer.ExportFunction("run", run_index);
  writer.ExportFunction("twice", twice);
  ExpectValid(writer);

  FunctionBody negate;
  negate.type = unary;
  negate.code = CodeOf([](Assembler& a) {
    a.I32Const(0);
    a.LocalGet(0);
    a.Op(Instr::kI32Sub);
  });
  EXPECT_EQ(writer.AddFunction(negate), 2u);
  writer.ExportFunction("negate", 2);

  const ToolResult run = RunInNode(writer,
                                   "{ env: { twice: (x) => 2 * x, memory: globalThis.m = new WebAssembly.Memory({ "
                                   "initial: 1 }), table: globalThis.t = new WebAssembly.Table({ element: 'anyfunc', "
                                   "initial: 1 }), base: 64, scale: 1.5 } }",
                                   "t.set(0, exports.negate);\n"
                                   "console.log(exports.run(10), new Int32Array(m.buffer)[16], exports.twice(4));");
  EXPECT_EQ(run.output, "-30 -20 8\n");
}

TEST_F(ModuleWriterTest, NodeLinksSharedMemory) {
  ModuleWriter writer;
  writer.ImportSharedMemory("env", "memory", 2, 65536);
  FunctionBody body;
  body.type = writer.AddType({}, {ValType::kI32});
  body.code = CodeOf([](Assembler& a) {
    a.I32Const(8);
    a.Load32(4);
  });
  writer.ExportFunction("load", writer.AddFunction(body));
  ExpectValid(writer);
  const ToolResult run = RunInNode(writer,
                                   "{ env: { memory: globalThis.m = new WebAssembly.Memory({ initial: 4, maximum: 16, "
                                   "shared: true }) } }",
                                   "new Int32Array(m.buffer)[3] = 77;\nconsole.log(exports.load());");
  EXPECT_EQ(run.output, "77\n");
}

TEST_F(ModuleWriterTest, NodeCountsInAGlobal) {
  ModuleWriter writer;
  const uint32_t base = writer.ImportGlobal("env", "base", ValType::kI32);
  const uint32_t other = writer.AddGlobal("other");
  const uint32_t counter = writer.AddGlobal("counter");
  EXPECT_EQ(base, 0u);
  EXPECT_EQ(other, 1u);
  EXPECT_EQ(counter, 2u);
  FunctionBody body;
  body.type = writer.AddType({}, {ValType::kI32});
  body.code = CodeOf([&](Assembler& a) {
    a.GlobalGet(counter);
    a.GlobalGet(base);
    a.Op(Instr::kI32Add);
    a.GlobalSet(counter);
    a.GlobalGet(counter);
    a.GlobalGet(other);
    a.Op(Instr::kI32Add);
  });
  writer.ExportFunction("count", writer.AddFunction(body));
  ExpectValid(writer);
  const ToolResult run =
      RunInNode(writer, "{ env: { base: 5 } }", "console.log(exports.count(), exports.count(), exports.count());");
  EXPECT_EQ(run.output, "5 10 15\n");
}

TEST_F(ModuleWriterTest, NamesAreInTheNameSection) {
  ModuleWriter writer = Adder();
  FunctionBody unnamed;
  unnamed.type = writer.AddType({}, {});
  writer.AddFunction(unnamed);
  FunctionBody exotic;
  exotic.type = unnamed.type;
  exotic.name = "lists:'räv \"x\"'/1";
  writer.AddFunction(exotic);
  ExpectValid(writer);
  const ToolResult dump = Dump(writer);
  EXPECT_THAT(dump.output, AllOf(HasSubstr("module <arithmetic>"), HasSubstr("func[0] <arithmetic:add/2>"),
                                 HasSubstr("func[2] <lists:'räv \"x\"'/1>"), HasSubstr("func[0] local[0] <a>"),
                                 HasSubstr("func[0] local[2] <sum>"), Not(HasSubstr("local[3]"))));
}

TEST_F(ModuleWriterTest, ImportsAreNamedByTheirFields) {
  ModuleWriter writer;
  writer.ImportGlobal("atoms", "ok", ValType::kI32);
  writer.ImportFunction("env", "gc", writer.AddType({}, {}));
  writer.ImportGlobal("atoms", "error", ValType::kI32);
  ExpectValid(writer);
  const ToolResult dump = Dump(writer);
  EXPECT_THAT(dump.output, AllOf(HasSubstr("- func[0] <gc>"), HasSubstr("- global[0] <ok>"),
                                 HasSubstr("- global[1] <error>"), HasSubstr("<- atoms.error")));
}

TEST_F(ModuleWriterTest, EqualTypesAreOne) {
  ModuleWriter writer;
  const uint32_t a = writer.AddType({ValType::kI32}, {});
  const uint32_t b = writer.AddType({}, {ValType::kI32});
  const uint32_t c = writer.AddType({ValType::kI32}, {});
  const uint32_t d = writer.AddType({ValType::kI64}, {});
  EXPECT_EQ(a, 0u);
  EXPECT_EQ(b, 1u);
  EXPECT_EQ(c, a);
  EXPECT_EQ(d, 2u);
  EXPECT_THAT(Dump(writer).output, HasSubstr("Type[3]"));
}

TEST_F(ModuleWriterTest, LocalsAreGroupedInRuns) {
  ModuleWriter writer;
  FunctionBody body;
  body.type = writer.AddType({}, {});
  body.locals.assign(kMaxLocals - 2, ValType::kI32);
  body.locals.push_back(ValType::kF64);
  body.locals.push_back(ValType::kI32);
  writer.AddFunction(body);
  ExpectValid(writer);
  // Three runs of at most four bytes.
  EXPECT_LT(writer.Finish()->size(), 50u);
}

TEST_F(ModuleWriterTest, CustomSectionsKeepTheirBytes) {
  ModuleWriter writer = Adder();
  const std::string data("\0\xff\x80 text", 8);
  writer.AddCustomSection("beamfold.test", data);
  ExpectValid(writer);
  const ToolResult run = RunInNode(writer, "{}",
                                   "const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "
                                   "'beamfold.test');\nconsole.log(Buffer.from(section).toString('hex'));");
  EXPECT_EQ(run.output, "00ff802074657874\n");
}

// Not a byte is given away: the largest body that passes here is one that an engine takes.
TEST_F(ModuleWriterTest, BodyOfTheLargestSizeRuns) {
  const auto module_of = [](size_t body_bytes) {
    ModuleWriter writer;
    FunctionBody body;
    body.type = writer.AddType({}, {ValType::kI32});
    const std::string tail = CodeOf([](Assembler& a) { a.I32Const(7); });
    // One byte for the count of locals and one for `end`.
    body.code.assign(body_bytes - tail.size() - 2, '\x01');  // nop
    body.code += tail;
    writer.ExportFunction("seven", writer.AddFunction(std::move(body)));
    return writer;
  };
  const ToolResult run = RunInNode(module_of(kMaxFunctionBytes), "{}", "console.log(exports.seven());");
  EXPECT_EQ(run.output, "7\n");
  ExpectError(module_of(kMaxFunctionBytes + 1), absl::StatusCode::kResourceExhausted, "7654322 bytes");
  ExpectError(module_of(kMaxFunctionBytes + 10), absl::StatusCode::kResourceExhausted, "bytes: 7654329");
}

TEST_F(ModuleWriterTest, TooManyLocals) {
  ModuleWriter writer;
  FunctionBody body;
  body.type = writer.AddType({ValType::kI32}, {});
  body.locals.assign(kMaxLocals, ValType::kI32);
  body.name = "m:f/1";
  writer.AddFunction(body);
  ExpectError(writer, absl::StatusCode::kResourceExhausted, "function 0 \"m:f/1\": too many locals: 50001");
}

TEST_F(ModuleWriterTest, TooManyParameters) {
  ModuleWriter writer;
  writer.AddType(std::vector<ValType>(kMaxParams, ValType::kI32), {});
  ExpectValid(writer);
  writer.AddType(std::vector<ValType>(kMaxParams + 1, ValType::kI32), {});
  ExpectError(writer, absl::StatusCode::kResourceExhausted, "too many parameters: 1001");
}

TEST_F(ModuleWriterTest, TooManyExports) {
  ModuleWriter writer = Adder();
  for (size_t i = 0; i < kMaxExports; ++i) writer.ExportFunction(std::to_string(i), 0);
  ExpectError(writer, absl::StatusCode::kResourceExhausted, "too many exports: 100001");
}

TEST_F(ModuleWriterTest, TooManyImports) {
  ModuleWriter writer;
  for (size_t i = 0; i <= kMaxImports; ++i) writer.ImportGlobal("g", std::to_string(i), ValType::kI32);
  ExpectError(writer, absl::StatusCode::kResourceExhausted, "too many imports: 100001");
}

TEST_F(ModuleWriterTest, TooLongNames) {
  ModuleWriter writer;
  writer.SetModuleName(std::string(kMaxNameBytes, 'n'));
  ExpectValid(writer);
  writer.SetModuleName(std::string(kMaxNameBytes + 1, 'n'));
  ExpectError(writer, absl::StatusCode::kResourceExhausted, "100001 where 100000");
}

TEST_F(ModuleWriterTest, MemoryAndTableSizes) {
  ModuleWriter pages;
  pages.ImportMemory("env", "memory", 65537);
  ExpectError(pages, absl::StatusCode::kResourceExhausted, "import \"env\" \"memory\": too many pages: 65537");
  ModuleWriter shared;
  shared.ImportSharedMemory("env", "memory", 3, 2);
  ExpectError(shared, absl::StatusCode::kResourceExhausted, "3 where 2 is the limit");
  ModuleWriter table;
  table.ImportTable("env", "table", 10'000'001);
  ExpectError(table, absl::StatusCode::kResourceExhausted, "too many table entries");
}

TEST_F(ModuleWriterTest, NamesMustBeUtf8) {
  ModuleWriter function;
  FunctionBody body;
  body.type = function.AddType({}, {});
  body.name = "bad\xff";
  function.AddFunction(body);
  ExpectError(function, absl::StatusCode::kInvalidArgument, "function 0 \"bad\\xff\": name is not UTF-8");

  ModuleWriter import;
  import.ImportGlobal("a", "\xc0\x80", ValType::kI32);
  ExpectError(import, absl::StatusCode::kInvalidArgument, "field is not UTF-8");

  ModuleWriter exporting = Adder();
  exporting.ExportFunction("\x80", 0);
  ExpectError(exporting, absl::StatusCode::kInvalidArgument, "not UTF-8");

  ModuleWriter custom;
  custom.AddCustomSection("\xed\xa0\x80", "");
  ExpectError(custom, absl::StatusCode::kInvalidArgument, "custom section");
}

TEST_F(ModuleWriterTest, IndicesMustExist) {
  ModuleWriter type;
  FunctionBody body;
  body.type = 3;
  type.AddFunction(body);
  ExpectError(type, absl::StatusCode::kInvalidArgument, "type 3 does not exist; there are 0");

  ModuleWriter import;
  import.ImportFunction("env", "f", 1);
  ExpectError(import, absl::StatusCode::kInvalidArgument, "import \"env\" \"f\": type 1 does not exist");

  ModuleWriter exporting = Adder();
  exporting.ExportFunction("other", 1);
  ExpectError(exporting, absl::StatusCode::kInvalidArgument, "export \"other\": function 1 does not exist");
}

TEST_F(ModuleWriterTest, ExportNamesMustDiffer) {
  ModuleWriter writer = Adder();
  writer.ExportFunction("add", 0);
  ExpectError(writer, absl::StatusCode::kInvalidArgument, "export \"add\": exported twice");
}

TEST_F(ModuleWriterTest, LocalNamesNeedLocals) {
  ModuleWriter writer;
  FunctionBody body;
  body.type = writer.AddType({ValType::kI32}, {});
  body.local_names = {"a", "b"};
  writer.AddFunction(body);
  ExpectError(writer, absl::StatusCode::kInvalidArgument, "2 local names for 1 locals");
}

TEST_F(ModuleWriterTest, ImportsMustComeFirst) {
  ModuleWriter writer = Adder();
  writer.ImportMemory("env", "memory", 1);
  ExpectError(writer, absl::StatusCode::kFailedPrecondition, "an import was added after a function");
  ModuleWriter globals;
  globals.AddGlobal("first");
  globals.ImportGlobal("env", "late", ValType::kI32);
  ExpectError(globals, absl::StatusCode::kFailedPrecondition, "an import was added after a function or global");
}

TEST_F(ModuleWriterTest, FinishCanBeRepeated) {
  const ModuleWriter writer = Adder();
  EXPECT_EQ(writer.Finish().value(), writer.Finish().value());
}

}  // namespace
}  // namespace beamfold::emit
