// SPDX-License-Identifier: Apache-2.0
//
// Every module of an Erlang/OTP and of the Elixir beside it, compiled for AtomVM: all but those with an instruction in
// atomvm/unsupported.def compile; wabt takes what comes out, and V8 links it as AtomVM does. The environment says where
// the modules are and which engines judge, as for corpus_test.cc:
//   BEAMFOLD_OTP    root of the system that holds them, '' (or unset) for the one that this runs in
//   BEAMFOLD_NODES  versions of Node.js that judge, 'installed,24,26'; unset: the installed one

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/atomvm/compile.h"
#include "compiler/decode.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/otp.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;

struct Corpus {
  uint32_t files = 0;
  uint32_t written = 0;
  uint64_t code_bytes = 0;
  uint64_t wasm_bytes = 0;
  double seconds = 0;
  std::vector<std::string> refused;
  std::vector<std::string> wrong;  // compiled though they should not, or the other way round
};

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// A name that is not corpus...: bench/corpus/measure.mjs takes those.
fs::path OutputFolder() {
  const std::string root = fs::path(Environment("BEAMFOLD_OTP")).filename().string();
  return fs::path(BEAMFOLD_BUILD_DIR) / "tests" / (root.empty() ? "atomvm_corpus" : "atomvm_corpus-" + root);
}

// Why the module must be refused: the first instruction that AtomVM has nothing for; "" if there is none.
std::string DocumentedRefusal(const Program& program) {
  for (const Instruction& in : program.code) {
    switch (in.op) {
#define NOT_FOR_ATOMVM(camel, why) \
  case Opcode::k##camel:           \
    return why;
#include "compiler/atomvm/unsupported.def"
#undef NOT_FOR_ATOMVM
      default:
        break;
    }
  }
  return "";
}

// Of this thread: other work on the machine does not count.
double ProcessorSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Several applications may have a module of the same name, so each file is numbered. modules.jsonl gets a line a
// module, refused ones too, for the script that makes a table of them (bench/corpus/atomvm.mjs), manifest.jsonl those
// that the engines judge.
Corpus CompileEverything() {
  Corpus corpus;
  fs::remove_all(OutputFolder());
  fs::create_directories(OutputFolder());
  std::ofstream modules(OutputFolder() / "modules.jsonl"), manifest(OutputFolder() / "manifest.jsonl");
  for (const std::string& file : testing::InstalledBeams(Environment("BEAMFOLD_OTP"))) {
    ++corpus.files;
    const absl::StatusOr<Program> program = DecodeBeam(testing::ReadFile(file), file);
    if (!program.ok()) {
      corpus.wrong.emplace_back(program.status().message());
      continue;
    }
    const double start = ProcessorSeconds();
    const absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program);
    const double seconds = ProcessorSeconds() - start;
    nlohmann::json row = {{"module", program->module_name()}, {"beam", file}};
    const std::string documented = DocumentedRefusal(*program);
    if (!result.ok()) {
      const std::string message(result.status().message());
      corpus.refused.push_back(message);
      if (documented.empty() || !message.ends_with(documented)) corpus.wrong.push_back(message);
      // The message without the file.
      row["refused"] = message.substr(std::min(file.size() + 2, message.size()));
    } else {
      if (!documented.empty()) corpus.wrong.push_back(file + ": compiles, but: " + documented);
      const std::string& wasm = result->native.wasm()->wasm;
      corpus.seconds += seconds;
      corpus.code_bytes += result->stats.code_bytes;
      corpus.wasm_bytes += wasm.size();
      const fs::path path = OutputFolder() / (std::to_string(corpus.files) + "_" + program->module_name() + ".wasm");
      std::ofstream(path, std::ios::binary) << wasm;
      row.update({{"wasm", path.string()},
                  {"target", "atomvm"},
                  {"codeBytes", result->stats.code_bytes},
                  {"wasmBytes", wasm.size()},
                  {"parts", result->stats.parts},
                  {"compileMs", seconds * 1000}});
      manifest << row.dump() << '\n';
      ++corpus.written;
    }
    modules << row.dump() << '\n';
  }
  return corpus;
}

void Print(const Corpus& corpus) {
  printf("modules:   %u, %u compile\n", corpus.files, corpus.written);
  printf("size:      %llu bytes of wasm for %llu bytes of code: %.2f\n",
         static_cast<unsigned long long>(corpus.wasm_bytes), static_cast<unsigned long long>(corpus.code_bytes),
         static_cast<double>(corpus.wasm_bytes) / static_cast<double>(corpus.code_bytes));
  printf("time:      %.2f s, %.2f MB of code a second\n", corpus.seconds,
         static_cast<double>(corpus.code_bytes) / 1e6 / corpus.seconds);
  for (const std::string& message : corpus.refused) printf("  refused: %s\n", message.c_str());
  for (const std::string& message : corpus.wrong) printf("  wrong: %s\n", message.c_str());
}

TEST(AtomvmCorpus, CompilesAndLinks) {
  const Corpus corpus = CompileEverything();
  ASSERT_GT(corpus.written, 100u) << "no Erlang/OTP here?";
  Print(corpus);
  EXPECT_TRUE(corpus.wrong.empty());
  // Erlang/OTP's own: those with on_load. More than half of Elixir 1.14 has instructions of OTP 24.
  const auto in_the_way = std::ranges::count_if(
      corpus.refused, [](const std::string& message) { return message.find("/elixir/") == std::string::npos; });
  EXPECT_LE(in_the_way * 100, corpus.files);

  // wasm-validate takes one file at a time.
  const testing::ToolResult wabt = testing::RunTool(
      "find " + OutputFolder().string() +
      " -name '*.wasm' -print0 | xargs -0 -n 1 -P 2 sh -c "
      "'message=$(wasm-validate --enable-threads \"$0\" 2>&1) || { echo $(basename $0): $message; exit 1; }'");
  EXPECT_EQ(wabt.exit_code, 0) << "wasm-validate refuses:\n" << wabt.output;
  printf("wabt takes %ld of %u modules\n", corpus.written - std::ranges::count(wabt.output, '\n'), corpus.written);
  const std::string nodes = Environment("BEAMFOLD_NODES");
  const testing::ToolResult engines = testing::RunTool(
      "node " BEAMFOLD_SOURCE_DIR "/tests/corpus_engines.mjs --nodes=" + (nodes.empty() ? "installed" : nodes) + " " +
      (OutputFolder() / "manifest.jsonl").string());
  printf("%s", engines.output.c_str());
  EXPECT_EQ(engines.exit_code, 0);
}

}  // namespace
}  // namespace beamfold
