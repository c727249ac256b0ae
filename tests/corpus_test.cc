// SPDX-License-Identifier: Apache-2.0
//
// Every module of an Erlang/OTP and of the Elixir beside it: it decodes, all of its functions compile, what comes out
// is valid WebAssembly for wabt, and V8 compiles it and links it to the runtime. Prints how much that is, and which
// instructions stand in the way of the rest. The environment says where:
//   BEAMFOLD_OTP    root of the system that holds them, '' (or unset) for the one that this runs in
//   BEAMFOLD_NODES  versions of Node.js that judge, 'installed,24,26'; unset: the installed one

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/compile.h"
#include "compiler/decode.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/otp.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;

// A requirement, in percent of all modules.
constexpr double kMinOneFunction = 99;

struct Corpus {
  uint32_t files = 0;
  uint32_t written = 0;
  uint32_t whole = 0;  // modules without a function that is left to the interpreter
  uint32_t cut = 0;    // modules that became several wasm functions
  uint64_t functions = 0;
  uint64_t compiled = 0;
  uint64_t code_bytes = 0;
  uint64_t wasm_bytes = 0;
  double seconds = 0;
  std::vector<std::string> not_decoded;
  std::vector<std::string> not_compiled;
  std::map<std::string, uint32_t> in_the_way;  // "opcode: reason" -> functions
};

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path OutputFolder() {
  const std::string root = fs::path(Environment("BEAMFOLD_OTP")).filename().string();
  return fs::path(BEAMFOLD_BUILD_DIR) / "tests" / (root.empty() ? "corpus" : "corpus-" + root);
}

fs::path Manifest() { return OutputFolder() / "modules.jsonl"; }

// Several applications may have a module of the same name, so each file is numbered. The manifest gets a line a module,
// for the scripts that look further into them.
Corpus CompileEverything() {
  Corpus corpus;
  fs::remove_all(OutputFolder());
  fs::create_directories(OutputFolder());
  std::ofstream manifest(Manifest());
  for (const std::string& file : testing::InstalledBeams(Environment("BEAMFOLD_OTP"))) {
    const std::string bytes = testing::ReadFile(file);
    const auto start = std::chrono::steady_clock::now();
    ++corpus.files;
    const absl::StatusOr<Program> program = DecodeBeam(bytes, file);
    if (!program.ok()) {
      corpus.not_decoded.push_back(std::string(program.status().message()));
      continue;
    }
    const absl::StatusOr<CompileResult> result = CompileModule(*program);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    corpus.seconds += seconds;
    if (!result.ok()) {
      corpus.not_compiled.push_back(file + ": " + std::string(result.status().message()));
      continue;
    }
    corpus.whole += result->skipped.empty() ? 1 : 0;
    corpus.cut += result->stats.parts > 1 ? 1 : 0;
    corpus.functions += result->stats.functions;
    corpus.compiled += result->stats.functions_compiled;
    corpus.code_bytes += result->stats.code_bytes;
    corpus.wasm_bytes += result->wasm.size();
    for (const SkippedFunction& skipped : result->skipped) ++corpus.in_the_way[skipped.opcode + ": " + skipped.reason];
    const fs::path wasm = OutputFolder() / (std::to_string(corpus.files) + "_" + program->module_name() + ".wasm");
    std::ofstream(wasm, std::ios::binary) << result->wasm;
    ++corpus.written;
    manifest << nlohmann::json({{"module", program->module_name()},
                                {"beam", file},
                                {"wasm", wasm.string()},
                                {"beamBytes", bytes.size()},
                                {"codeBytes", result->stats.code_bytes},
                                {"wasmBytes", result->wasm.size()},
                                {"parts", result->stats.parts},
                                {"functions", result->stats.functions},
                                {"skipped", result->skipped.size()},
                                {"compileMs", seconds * 1000}})
                    .dump()
             << '\n';
  }
  return corpus;
}

void Print(const Corpus& corpus) {
  const auto percent = [](uint64_t part, uint64_t all) { return all == 0 ? 0.0 : 100.0 * part / all; };
  printf("modules:   %u, %zu do not decode, %zu do not compile, %u compile whole\n", corpus.files,
         corpus.not_decoded.size(), corpus.not_compiled.size(), corpus.whole);
  printf("cut:       %u modules became several wasm functions\n", corpus.cut);
  printf("functions: %llu of %llu compile (%.2f %%)\n", static_cast<unsigned long long>(corpus.compiled),
         static_cast<unsigned long long>(corpus.functions), percent(corpus.compiled, corpus.functions));
  printf("size:      %llu bytes of wasm for %llu bytes of code: %.2f\n",
         static_cast<unsigned long long>(corpus.wasm_bytes), static_cast<unsigned long long>(corpus.code_bytes),
         corpus.code_bytes == 0 ? 0.0 : static_cast<double>(corpus.wasm_bytes) / corpus.code_bytes);
  printf("time:      %.2f s, %.2f MB of code a second\n", corpus.seconds, corpus.code_bytes / 1e6 / corpus.seconds);
  std::vector<std::pair<uint32_t, std::string>> reasons;
  for (const auto& [reason, count] : corpus.in_the_way) reasons.emplace_back(count, reason);
  std::sort(reasons.rbegin(), reasons.rend());
  for (const auto& [count, reason] : reasons) printf("  in the way of %5u functions: %s\n", count, reason.c_str());
  for (const std::string& message : corpus.not_decoded) printf("  not decoded: %s\n", message.c_str());
  for (const std::string& message : corpus.not_compiled) printf("  not compiled: %s\n", message.c_str());
}

TEST(Corpus, DecodesCompilesAndValidates) {
  const Corpus corpus = CompileEverything();
  Print(corpus);
  ASSERT_GT(corpus.files, 100u) << "no Erlang/OTP here?";
  EXPECT_TRUE(corpus.not_decoded.empty());
  EXPECT_TRUE(corpus.not_compiled.empty());
  EXPECT_EQ(corpus.compiled, corpus.functions);
  EXPECT_GE((corpus.files - corpus.cut) * 100.0, kMinOneFunction * corpus.files);

  EXPECT_EQ(corpus.written, corpus.files - corpus.not_decoded.size() - corpus.not_compiled.size());
  // wasm-validate takes one file at a time.
  const testing::ToolResult wabt =
      testing::RunTool("find " + OutputFolder().string() +
                       " -name '*.wasm' -print0 | xargs -0 -n 1 -P 2 sh -c "
                       "'message=$(wasm-validate \"$0\" 2>&1) || { echo $(basename $0): $message; exit 1; }'");
  EXPECT_EQ(wabt.exit_code, 0) << "wasm-validate refuses:\n" << wabt.output;
  const std::string nodes = Environment("BEAMFOLD_NODES");
  const testing::ToolResult engines =
      testing::RunTool("BEAMFOLD_RUNTIME_WASM=" BEAMFOLD_BUILD_DIR
                       "/runtime/beamfold_runtime.wasm node " BEAMFOLD_SOURCE_DIR "/tests/corpus_engines.mjs --nodes=" +
                       (nodes.empty() ? "installed" : nodes) + " " + Manifest().string());
  printf("%s", engines.output.c_str());
  EXPECT_EQ(engines.exit_code, 0);
}

}  // namespace
}  // namespace beamfold
