// SPDX-License-Identifier: Apache-2.0
//
// The form of native code for AtomVM: what its loader, its scheduler and its stack traces take for granted without a
// look. Each rule is checked in modules of Erlang/OTP and in small ones, against the instructions and not against the
// compiler's own tables. (What the code does is tested by running it.)

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/atomvm/compile.h"
#include "compiler/atomvm/native_file.h"
#include "compiler/avm_chunk.h"
#include "compiler/beam_file.h"
#include "compiler/beam_writer.h"
#include "compiler/decode.h"
#include "emit/module_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace testing;  // NOLINT: the builder

// A place where AtomVM can enter, or that a stack trace can name: the function that it is in, and the line there.
struct Place {
  uint32_t function;
  uint32_t line;
};

// What the instructions say about a module.
struct Expected {
  std::set<uint32_t> functions;
  std::set<uint32_t> handlers;
  std::set<uint32_t> receives;
  std::vector<Place> returns;    // behind calls and waits, in order; also receive loops that begin without a label
  std::vector<Place> locations;  // func_info and line instructions, in order
};

Expected Look(const Program& program) {
  Expected out;
  for (uint32_t f = 0; f < program.functions.size(); ++f) {
    const FunctionRange& range = program.functions[f];
    out.functions.insert(range.entry_label);
    uint32_t line = 0;
    uint32_t label = 0;  // right before the instruction, but for lines
    for (uint32_t i = range.begin; i < range.end; ++i) {
      const Instruction& in = program.code[i];
      const auto operand = [&](uint32_t n) { return program.operand(in, n); };
      switch (in.op) {
        case Opcode::kLabel:
          label = static_cast<uint32_t>(operand(0).value);
          continue;
        case Opcode::kLine:
          line = static_cast<uint32_t>(operand(0).value);
          out.locations.push_back({f, line});
          continue;
        case Opcode::kFuncInfo:
          out.locations.push_back({f, line});
          break;
        case Opcode::kTry:
        case Opcode::kCatch:
          out.handlers.insert(operand(1).index);
          break;
        case Opcode::kLoopRec:
          if (label != 0) out.receives.insert(label);
          if (label == 0) out.returns.push_back({f, line});
          break;
        case Opcode::kWaitTimeout:
          out.returns.push_back({f, line});
          [[fallthrough]];
        case Opcode::kLoopRecEnd:
        case Opcode::kWait:
          out.receives.insert(operand(0).index);
          break;
        case Opcode::kCall:
        case Opcode::kCallExt:
        case Opcode::kCallFun:
        case Opcode::kCallFun2:
        case Opcode::kApply:
          out.returns.push_back({f, line});
          break;
        default:
          break;
      }
      label = 0;
    }
  }
  return out;
}

// The exports: label -> function. Each is called f<label>, and is a function of the module's own with AtomVM's type.
std::map<uint32_t, uint32_t> Exports(const emit::ModuleContents& module) {
  std::map<uint32_t, uint32_t> exports;
  std::set<uint32_t> functions;
  for (const emit::Export& item : module.exports) {
    const uint32_t label = static_cast<uint32_t>(std::stoul(item.name.substr(1)));
    EXPECT_EQ(item.name, "f" + std::to_string(label));
    EXPECT_TRUE(exports.emplace(label, item.function).second) << item.name << " is there twice";
    EXPECT_TRUE(functions.insert(item.function).second) << item.name << " shares its function";
    if (item.function >= module.functions.size()) {
      ADD_FAILURE() << item.name << " is no function of the module";
      continue;
    }
    const emit::FunctionType& type = module.types[module.functions[item.function].type];
    EXPECT_EQ(type.params, std::vector<emit::ValType>(3, emit::ValType::kI32));
    EXPECT_EQ(type.results, std::vector<emit::ValType>(1, emit::ValType::kI32));
  }
  return exports;
}

void CheckImports(const emit::ModuleContents& module, uint32_t min, uint32_t max) {
  ASSERT_EQ(module.imports.size(), 2u);
  const emit::Import& memory = module.imports[0];
  EXPECT_EQ(memory.kind, emit::ExternKind::kMemory);
  EXPECT_EQ(memory.module + "." + memory.field, "env.memory");
  EXPECT_TRUE(memory.shared);
  EXPECT_EQ(memory.min, min);
  EXPECT_EQ(memory.max, max);
  const emit::Import& table = module.imports[1];
  EXPECT_EQ(table.kind, emit::ExternKind::kTable);
  EXPECT_EQ(table.module + "." + table.field, "env.__indirect_function_table");
  EXPECT_EQ(table.min, 0u);
  EXPECT_EQ(module.imported_functions, 0u);
}

void CheckExports(const Expected& expected, const AvmNative& native, const std::map<uint32_t, uint32_t>& exports) {
  const uint32_t end = native.labels;
  std::set<uint32_t> labels = expected.functions;
  labels.insert(expected.handlers.begin(), expected.handlers.end());
  labels.insert(expected.receives.begin(), expected.receives.end());
  labels.insert(end);
  // One behind each call, and one that does nothing but return.
  const uint32_t last = end + static_cast<uint32_t>(expected.returns.size()) + 1;
  for (uint32_t label = end + 1; label <= last; ++label) labels.insert(label);
  std::set<uint32_t> there;
  for (const auto& [label, function] : exports) there.insert(label);
  EXPECT_EQ(there, labels);
  EXPECT_EQ(native.wasm()->entries, last + 1);
}

// Rows for every label behind L: which function, and which line.
void CheckTables(const Program& program, const Expected& expected, const AvmNative& native) {
  const AvmWasm& wasm = *native.wasm();
  // The labels behind L: returns, the one that only returns, a number that nobody has, and the locations.
  std::map<uint32_t, Place> places;
  uint32_t label = native.labels;
  for (const Place& place : expected.returns) places[++label] = place;
  label = wasm.entries;
  for (const Place& place : expected.locations) places[++label] = place;
  constexpr uint32_t kMaxNamed = 65535;

  std::set<uint32_t> continued;
  for (const AvmContinuation& row : wasm.continuations) {
    ASSERT_TRUE(places.contains(row.continuation)) << row.continuation;
    EXPECT_TRUE(continued.insert(row.continuation).second);
    const FunctionRange& f = program.functions[places[row.continuation].function];
    ASSERT_LT(row.label, program.label_position.size());
    const uint32_t position = program.label_position[row.label];
    EXPECT_GE(position, f.begin) << row.continuation;
    EXPECT_LT(position, f.end) << row.continuation;
    EXPECT_GE(row.label, f.entry_label);
  }
  uint32_t before = 0;
  std::map<uint32_t, uint32_t> lines;
  for (const AvmLine& row : wasm.lines) {
    EXPECT_EQ(row.offset % 4, 0u);
    EXPECT_GT(row.offset, before);
    before = row.offset;
    EXPECT_LT(row.line, program.lines.size());
    lines[row.offset / 4] = row.line;
  }
  for (const auto& [at, place] : places) {
    if (at > kMaxNamed) continue;
    EXPECT_TRUE(continued.contains(at)) << at;
    ASSERT_TRUE(lines.contains(at)) << at;
    EXPECT_EQ(lines[at], place.line) << at;
  }
  EXPECT_EQ(wasm.continuations.size(), lines.size());
}

void CheckModule(const Program& program, const AtomvmResult& result, const AtomvmOptions& options) {
  const AvmNative& native = result.native;
  EXPECT_EQ(native.version, 1);
  EXPECT_EQ(native.labels, program.label_count);
  ASSERT_EQ(native.codes.size(), 1u);
  EXPECT_EQ(native.codes[0].architecture, 7);
  EXPECT_EQ(native.codes[0].variant, options.float32 ? 3 : 1);
  const AvmWasm& wasm = *native.wasm();
  EXPECT_LE(wasm.entries, kMaxAvmReturnLabels);
  EXPECT_TRUE(wasm.has_tables);
  EXPECT_TRUE(CheckAvmNative(native).ok()) << CheckAvmNative(native);
  // Refuses memories, tables, start functions and data of the module's own.
  const absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(wasm.wasm);
  ASSERT_TRUE(module.ok()) << module.status();
  CheckImports(*module, options.min_pages, options.max_pages);
  const std::map<uint32_t, uint32_t> exports = Exports(*module);
  EXPECT_FALSE(exports.contains(0));
  const Expected expected = Look(program);
  CheckExports(expected, native, exports);
  CheckTables(program, expected, native);
  // Whoever may call from outside names a label: exports, local functions in stack traces, funs.
  for (const std::vector<ExportEntry>* table : {&program.exports, &program.locals}) {
    for (const ExportEntry& entry : *table) EXPECT_TRUE(exports.contains(entry.label)) << entry.label;
  }
  for (const LambdaEntry& entry : program.lambdas) EXPECT_TRUE(exports.contains(entry.label)) << entry.label;
}

absl::StatusOr<Program> CheckBeam(const std::string& bytes, const std::string& name,
                                  const AtomvmOptions& options = {}) {
  const ::testing::ScopedTrace trace(__FILE__, __LINE__, name);
  absl::StatusOr<Program> program = DecodeBeam(bytes, name);
  EXPECT_TRUE(program.ok()) << program.status();
  if (!program.ok()) return program;
  const absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, {}, options);
  EXPECT_TRUE(result.ok()) << result.status();
  if (result.ok()) CheckModule(*program, *result, options);
  return program;
}

TEST(AtomvmModule, OfErlangOtp) {
  for (const char* name : {"lists", "gen_server", "erl_scan", "code_server", "erl_parse", "shell", "prim_inet",
                           "supervisor", "io_lib_pretty", "unicode_util", "ets", "rpc", "global"}) {
    (void)CheckBeam(ReadFile(BeamOf(name)), name);
  }
}

class WithFolder : public ::testing::Test {
 protected:
  WithFolder() : folder_(fs::temp_directory_path() / ("beamfold_atomvm_module_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~WithFolder() override { fs::remove_all(folder_); }
  const fs::path folder_;
};

// The programs of the differential tests, among them some for every kind of instruction; wabt and an engine that links
// them as AtomVM does agree.
TEST_F(WithFolder, OfPrograms) {
  EXPECT_EQ(testing::Run("erlc -W0 -o " + folder_.string() + " " BEAMFOLD_SOURCE_DIR "/tests/programs/*.erl 2>&1"), "");
  std::set<uint32_t> opcodes;
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().stem().string(), bytes = ReadFile(entry.path());
    const AtomvmOptions options = {.float32 = count % 2 == 1, .pinned_only = count % 3 == 1, .min_pages = 1u + count};
    const absl::StatusOr<Program> program = CheckBeam(bytes, name, options);
    ASSERT_TRUE(program.ok());
    for (const Instruction& in : program->code) opcodes.insert(static_cast<uint32_t>(in.op));
    const absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, {}, options);
    ASSERT_TRUE(result.ok());
    std::ofstream(folder_ / (name + ".wasm"), std::ios::binary) << result->native.wasm()->wasm;
    ++count;
  }
  EXPECT_GT(count, 200);
  for (const Opcode op : {Opcode::kTry, Opcode::kCatch, Opcode::kLoopRec, Opcode::kWait, Opcode::kWaitTimeout,
                          Opcode::kCallFun, Opcode::kCallFun2, Opcode::kApply, Opcode::kApplyLast}) {
    EXPECT_TRUE(opcodes.contains(static_cast<uint32_t>(op))) << "no program has opcode " << static_cast<int>(op);
  }
  const ToolResult wabt =
      RunTool("for f in " + folder_.string() + "/*.wasm; do wasm-validate --enable-threads $f || echo $f; done");
  EXPECT_EQ(wabt.output, "");
  EXPECT_EQ(RunTool("node " BEAMFOLD_SOURCE_DIR "/tests/atomvm_link.mjs " + folder_.string()).output, "");
}

// Beyond the budget a module is several functions; what AtomVM sees of it is the same.
TEST(AtomvmModule, InParts) {
  const absl::StatusOr<Program> program = DecodeBeam(ReadFile(BeamOf("lists")), "lists");
  ASSERT_TRUE(program.ok()) << program.status();
  CompileOptions options;
  options.budget = {.bytes = 4000};
  const absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_GT(result->stats.parts, 10u);
  CheckModule(*program, *result, {});
}

// f(X) -> f(f(X)), with so many labels; most of them are in a row.
std::string WithLabels(uint32_t labels) {
  std::string body = Op(12, {U(0), U(1)}) + Op(4, {U(1), F(2)});
  for (uint32_t label = 3; label < labels; ++label) {
    // As a number of three bytes.
    body += Op(1, {"\x38" + U32(label).substr(1)});
  }
  return BeamBuilder().Set("Code", BeamBuilder::Code(body + Op(5, {U(1), F(2), U(0)}), labels)).Bytes();
}

// The tables of lines and continuations have 16 bits for a label: what is beyond has no row.
TEST(AtomvmModule, LabelsThatTheTablesCannotName) {
  for (const uint32_t labels : {65530, 65531, 65532, 65533, 65534, 65535, 65536, 200000}) {
    (void)CheckBeam(WithLabels(labels), std::to_string(labels));
  }
}

TEST(AtomvmModule, TooManyLabels) {
  const absl::StatusOr<NativeFile> file = AddNativeCode(WithLabels(1 << 18), "m.beam");
  EXPECT_FALSE(file.ok());
  EXPECT_EQ(file.status().message(),
            "m.beam: chunk Code: 262147 labels; AtomVM can name 262143 labels of handlers and 1048575 others");
}

// m:f/1 gives back its argument. Labels 1 and 2 are its own, 3 ends processes, 4 does nothing but return, 6 is
// func_info.
TEST(AtomvmModule, ByteByByte) {
  using namespace std::string_literals;  // NOLINT
  const std::string beam =
      BeamBuilder().Add("Line", U32(0) + U32(0) + U32(2) + U32(1) + U32(0) + I(7)).Add("Meta", "\x83j").Bytes();
  const absl::StatusOr<NativeFile> file = AddNativeCode(beam, "m.beam");
  ASSERT_TRUE(file.ok()) << file.status();
  // The .beam: all chunks but Code in their order, then the new one.
  const size_t size = file->bytes.size();
  EXPECT_EQ(file->bytes.substr(0, 12), "FOR1" + U32(static_cast<uint32_t>(size - 8)) + "BEAM");
  const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(file->bytes, "m.beam");
  ASSERT_TRUE(chunks.ok()) << chunks.status();
  std::vector<std::string> names;
  for (const RawChunk& chunk : *chunks) names.push_back(chunk.name);
  EXPECT_THAT(names, ElementsAre("AtU8", "ImpT", "ExpT", "Line", "Meta", "avmN"));
  const std::string& data = chunks->back().data;
  const size_t padding = (4 - data.size() % 4) % 4;
  EXPECT_EQ(file->bytes.substr(size - padding - data.size() - 8),
            "avmN" + U32(static_cast<uint32_t>(data.size())) + data + std::string(padding, '\0'));
  // The header, big-endian: its size, 3 labels, version 1, one architecture: wasm32, variant PIC, at 0.
  EXPECT_EQ(data.substr(0, 20), "\0\0\0\x10\0\0\0\3\0\1\0\1\0\7\0\1\0\0\0\0"s);
  // The code, little-endian: 5 entries, the module from 12 on, the tables behind it.
  const std::string wasm = file->modules[0].result.native.wasm()->wasm;
  const uint32_t tables = 12 + static_cast<uint32_t>(wasm.size());
  EXPECT_EQ(data.substr(20, 12), "\5\0\0\0\x0c\0\0\0"s + Little32(tables));
  EXPECT_TRUE(data.substr(32, wasm.size()) == wasm);
  // One line, number 0, at 4 * 6; one continuation: 6 is of the function with label 2.
  EXPECT_EQ(data.substr(20 + tables), "\1\0\0\0\x18\0\0\0\1\0\6\0\2\0"s);
  EXPECT_EQ(wasm.substr(0, 8), "\0asm\1\0\0\0"s);
  EXPECT_THAT(wasm, ::testing::HasSubstr(
                        "\2\x35\2\3env\6memory\2\3\x80\2\x80\x80\4\3env\x19__indirect_function_table\1\x70\0\0"s));
  const absl::StatusOr<emit::ModuleContents> module = emit::ReadModule(wasm);
  ASSERT_TRUE(module.ok()) << module.status();
  std::vector<std::string> exports;
  for (const emit::Export& item : module->exports) exports.push_back(item.name);
  EXPECT_THAT(exports, ::testing::UnorderedElementsAre("f2", "f3", "f4"));
}

// The judge is not blind.
TEST_F(WithFolder, LinkingFindsWhatIsWrong) {
  const auto judge = [&](const std::string& wasm) {
    std::ofstream(folder_ / "m.wasm", std::ios::binary) << wasm;
    return RunTool("node " BEAMFOLD_SOURCE_DIR "/tests/atomvm_link.mjs " + folder_.string()).output;
  };
  EXPECT_EQ(judge(SmallWasm()), "");
  std::string wasm = SmallWasm();
  wasm[wasm.find("env")] = 'E';
  EXPECT_THAT(judge(wasm), ::testing::HasSubstr("m.wasm: WebAssembly.Instance()"));
  wasm = SmallWasm();
  wasm[wasm.find("\3\x80\2\x80")] = 1;  // not shared
  EXPECT_THAT(judge(wasm), ::testing::HasSubstr("shared"));
  wasm = SmallWasm();
  wasm[wasm.find("f3")] = 'g';
  EXPECT_THAT(judge(wasm), ::testing::HasSubstr("m.wasm: export g3"));
  EXPECT_THAT(judge(SmallWasm().substr(0, 50)), ::testing::HasSubstr("m.wasm: WebAssembly.Module()"));
}

}  // namespace
}  // namespace beamfold
