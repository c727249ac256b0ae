// SPDX-License-Identifier: Apache-2.0
//
// Every module of the installed Erlang/OTP: it decodes, nearly all of its functions compile, and what comes out is
// valid WebAssembly for two validators that know nothing of each other, wabt's and V8's. Prints how much that is, and
// which instructions stand in the way of the rest.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/compile.h"
#include "compiler/decode.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;

// Requirements, in percent of all functions, and of all modules.
constexpr double kMinCompiled = 90;
constexpr double kMinOneFunction = 99;

struct Corpus {
  uint32_t files = 0;
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

fs::path OutputFolder() { return fs::path(BEAMFOLD_BUILD_DIR) / "tests" / "corpus"; }

// Several applications may have a module of the same name, so each file is numbered.
Corpus CompileEverything() {
  Corpus corpus;
  fs::remove_all(OutputFolder());
  fs::create_directories(OutputFolder());
  for (const std::string& file : testing::InstalledBeams()) {
    const std::string bytes = testing::ReadFile(file);
    const auto start = std::chrono::steady_clock::now();
    ++corpus.files;
    const absl::StatusOr<Program> program = DecodeBeam(bytes, file);
    if (!program.ok()) {
      corpus.not_decoded.push_back(std::string(program.status().message()));
      continue;
    }
    const absl::StatusOr<CompileResult> result = CompileModule(*program);
    corpus.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
    std::ofstream out(OutputFolder() / (std::to_string(corpus.files) + "_" + program->module_name() + ".wasm"),
                      std::ios::binary);
    out << result->wasm;
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

// The lines that a shell command prints; each is a file that a validator refuses.
size_t Refused(const std::string& validator, const std::string& command) {
  const std::vector<std::string> lines = testing::Lines(testing::Run(command));
  printf("%s refuses %zu modules\n", validator.c_str(), lines.size());
  for (size_t i = 0; i < std::min<size_t>(lines.size(), 20); ++i) printf("  %s\n", lines[i].c_str());
  return lines.size();
}

TEST(Corpus, DecodesCompilesAndValidates) {
  const Corpus corpus = CompileEverything();
  Print(corpus);
  ASSERT_GT(corpus.files, 100u) << "no Erlang/OTP here?";
  EXPECT_TRUE(corpus.not_decoded.empty());
  EXPECT_TRUE(corpus.not_compiled.empty());
  EXPECT_GE(corpus.compiled * 100.0, kMinCompiled * corpus.functions);
  EXPECT_GE((corpus.files - corpus.cut) * 100.0, kMinOneFunction * corpus.files);

  const std::string folder = OutputFolder().string();
  const size_t written = std::distance(fs::directory_iterator(folder), fs::directory_iterator());
  EXPECT_EQ(written, corpus.files - corpus.not_decoded.size() - corpus.not_compiled.size());
  // wasm-validate takes one file at a time.
  EXPECT_EQ(Refused("wasm-validate", "find " + folder +
                                         " -name '*.wasm' -print0 | xargs -0 -n 1 -P 2 sh -c "
                                         "'message=$(wasm-validate \"$0\" 2>&1) || echo $(basename $0): $message'"),
            0u);
  EXPECT_EQ(Refused("V8", "node " + std::string(BEAMFOLD_SOURCE_DIR) + "/tests/validate_wasm.mjs " + folder + " 2>&1"),
            0u);
}

}  // namespace
}  // namespace beamfold
