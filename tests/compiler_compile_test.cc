// SPDX-License-Identifier: Apache-2.0
//
// What the compiler makes of small Erlang modules, looked at through the listing and the bytes. (What the code does is
// tested by running it: tests/differential.mjs.)

#include "compiler/compile.h"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/decode.h"
#include "compiler/entries.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "runtime/abi.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Compiles Erlang source with erlc and decodes the result.
Program FromSource(const std::string& name, const std::string& source) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("beamfold_compile_test." + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::filesystem::path file = folder / (name + ".erl");
  std::ofstream(file) << source;
  testing::Run("cd " + folder.string() + " && erlc " + file.string() + " 2>&1");
  absl::StatusOr<Program> program = DecodeBeam(testing::ReadFile(folder / (name + ".beam")), name + ".beam");
  EXPECT_TRUE(program.ok()) << program.status();
  std::filesystem::remove_all(folder);
  return program.ok() ? *std::move(program) : Program{};
}

size_t Count(const std::string& text, const std::string& what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

constexpr char kFib[] = R"(
-module(fib).
-export([fib/1]).
fib(N) when N < 2 -> N;
fib(N) -> fib(N-1) + fib(N-2).
)";

TEST(CompileTest, FibIsOneFunctionWithOneTable) {
  const Program program = FromSource("fib", kFib);
  CompileOptions options;
  options.listing = true;
  options.strict = true;
  const absl::StatusOr<CompileResult> result = CompileModule(program, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(Count(result->listing, "\n  (func "), 1u);
  EXPECT_EQ(Count(result->listing, "br_table"), 1u);
  EXPECT_THAT(result->skipped, IsEmpty());
  EXPECT_EQ(result->stats.functions, 3u);
}

// Beyond the budget: a function a part, and a driver in front of them. What calls each other stays together.
TEST(CompileTest, ALargeModuleIsSeveralFunctions) {
  const Program program = FromSource("parts", R"(
-module(parts).
-export([a/1, b/1, even/1]).
a(X) -> b(X).
b(X) -> even(X).
even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).
)");
  CompileOptions options;
  options.listing = true;
  options.budget = {.bytes = 1};
  const absl::StatusOr<CompileResult> result = CompileModule(program, options);
  ASSERT_TRUE(result.ok()) << result.status();
  // a, b, even with odd, and two module_info.
  EXPECT_EQ(result->stats.parts, 5u);
  EXPECT_EQ(Count(result->listing, "\n  (func "), 6u);
  options.budget = {};
  EXPECT_EQ(CompileModule(program, options)->stats.parts, 1u);
}

// A local call is an edge of the graph: the only way through the dispatch is `return`.
TEST(CompileTest, LocalCallsAreEdges) {
  const absl::StatusOr<cfg::Graph> graph = BuildGraph(FromSource("fib", kFib));
  ASSERT_TRUE(graph.ok());
  // fib/1's entry is entry 0; its two return points call it again, and so does its own second clause.
  const cfg::BlockId fib = graph->entries[0];
  size_t calls = 0;
  size_t indirect = 0;
  for (const cfg::Block& block : graph->blocks) {
    for (const cfg::Edge& edge : block.succ) calls += edge.target == fib ? 1 : 0;
    indirect += block.term == cfg::Terminator::kIndirect ? 1 : 0;
  }
  EXPECT_EQ(calls, 2u);     // fib(N-1) from the clause, fib(N-2) from the first return point
  EXPECT_EQ(indirect, 2u);  // the two returns
}

// For the runtime's stress mode there never is room: a frame's words and the 2^31 bytes beyond what any heap has.
TEST(CompileTest, StressedCodeAsksForRoomEachTime) {
  const Program program = FromSource("fib", kFib);
  CompileOptions options;
  options.listing = true;
  const std::string frame_of_two = "i32.const -2147483640";
  EXPECT_EQ(Count(CompileModule(program, options)->listing, frame_of_two), 0u);
  options.gc_stress = true;
  EXPECT_EQ(Count(CompileModule(program, options)->listing, frame_of_two), 1u);
}

TEST(CompileTest, SameInputSameBytes) {
  const Program program = FromSource("fib", kFib);
  EXPECT_EQ(CompileModule(program)->wasm, CompileModule(program)->wasm);
}

// wide/1 builds a binary of more fields than one instruction can hand to the runtime.
std::string Mixed() {
  std::string source = "-module(mixed).\n-export([wide/1, add/2]).\nadd(A, B) -> A + B.\nwide(X) -> <<X:8";
  for (int i = 0; i < 600; ++i) source += ", X:8";
  return source + ">>.\n";
}

TEST(CompileTest, AFunctionThatCannotBeCompiledIsSkipped) {
  const Program program = FromSource("mixed", Mixed());
  const absl::StatusOr<CompileResult> result = CompileModule(program);
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->skipped.size(), 1u);
  EXPECT_EQ(result->skipped[0].function, "mixed:wide/1");
  EXPECT_EQ(result->stats.functions_compiled + 1, result->stats.functions);
}

TEST(CompileTest, StrictMakesItAnError) {
  CompileOptions options;
  options.strict = true;
  const absl::StatusOr<CompileResult> result = CompileModule(FromSource("mixed", Mixed()), options);
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(std::string(result.status().message()),
              HasSubstr("mixed.beam: mixed:wide/1: opcode bs_create_bin: needs "));
}

// The custom section has a bit for each entry: 0 for those of the function that was left out.
TEST(CompileTest, EntriesSectionTellsWhatIsCompiled) {
  const Program program = FromSource("mixed", Mixed());
  const absl::StatusOr<EntryTable> entries = NumberEntries(program);
  ASSERT_TRUE(entries.ok());
  const std::string wasm = CompileModule(program)->wasm;
  const size_t at = wasm.find(abi::kEntriesSection);
  ASSERT_NE(at, std::string::npos);
  const std::string data = wasm.substr(at + std::string(abi::kEntriesSection).size());
  ASSERT_GE(data.size(), 8 + (entries->entries.size() + 7) / 8);
  EXPECT_EQ(static_cast<uint8_t>(data[0]), abi::kVersion);
  EXPECT_EQ(static_cast<uint8_t>(data[4]), entries->entries.size());
  for (size_t i = 0; i < entries->entries.size(); ++i) {
    const bool compiled = (data[8 + i / 8] >> (i % 8) & 1) != 0;
    const std::string function = program.FunctionName(entries->entries[i].function);
    EXPECT_EQ(compiled, function != "mixed:wide/1") << "entry " << i << " of " << function;
  }
}

TEST(EntriesTest, NumbersFollowTheCode) {
  const Program program = FromSource("entries", R"(
-module(entries).
-export([f/2]).
f(X, Y) -> try g(X) of Z -> {Z, Y} catch _:_ -> Y end.
g(X) -> h(X), h(X).
h(X) -> X.
)");
  const absl::StatusOr<EntryTable> table = NumberEntries(program);
  ASSERT_TRUE(table.ok());
  std::vector<EntryKind> kinds;
  uint32_t last = 0;
  for (const Entry& entry : table->entries) {
    if (program.atoms[program.functions[entry.function].name] == "module_info") break;
    kinds.push_back(entry.kind);
    EXPECT_GE(entry.instruction, last);
    last = entry.instruction;
  }
  EXPECT_THAT(kinds, ::testing::ElementsAre(EntryKind::kFunction, EntryKind::kReturn, EntryKind::kHandler,
                                            EntryKind::kFunction, EntryKind::kReturn, EntryKind::kFunction));
  EXPECT_EQ(table->entries[0].live, 2u);
  EXPECT_EQ(table->entries[1].live, 1u);
  EXPECT_EQ(table->entries[2].live, 4u);
}

// Every location number is used in order, and every instruction has the one of the last line instruction before it.
TEST(EntriesTest, LocationsNeverGoBack) {
  const Program program = FromSource("fib", kFib);
  const absl::StatusOr<EntryTable> table = NumberEntries(program);
  ASSERT_TRUE(table.ok());
  uint32_t last = 0;
  for (size_t i = 0; i < program.code.size(); ++i) {
    const Opcode op = program.code[i].op;
    const uint32_t step = op == Opcode::kLine || op == Opcode::kFuncInfo ? 1 : 0;
    EXPECT_EQ(table->location[i], last + step);
    last = table->location[i];
  }
  EXPECT_GT(last, 3u);
}

}  // namespace
}  // namespace beamfold
