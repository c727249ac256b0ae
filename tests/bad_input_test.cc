// SPDX-License-Identifier: Apache-2.0
//
// Bad input to the compiler and to the tool. compiler_decode_hostile_test.cc looks at what the decoder alone says; here
// damaged modules that still decode are compiled, and the tool's exit codes, messages and output files are looked at.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "compiler/atomvm/compile.h"
#include "compiler/compile.h"
#include "compiler/decode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class TempFolder {
 public:
  TempFolder() : path_(fs::temp_directory_path() / ("beamfold_bad_input_" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~TempFolder() { fs::remove_all(path_); }
  fs::path operator/(const std::string& name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void Write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// ---- Compiling what is damaged ----

struct Survivors {
  int decoded = 0;
  int compiled = 0;
  int for_atomvm = 0;
};

// Compiles the bytes if they decode, for the runtime and for AtomVM, and keeps the results in the folder.
void TryToCompile(const std::string& bytes, const fs::path& out, Survivors* survivors) {
  const absl::StatusOr<Program> program = DecodeBeam(bytes, "damaged.beam");
  if (!program.ok()) {
    EXPECT_THAT(std::string(program.status().message()), StartsWith("damaged.beam: "));
    return;
  }
  ++survivors->decoded;
  if (const absl::StatusOr<AtomvmResult> native = CompileForAtomvm(*program); native.ok()) {
    ++survivors->for_atomvm;
    Write(out.parent_path() / ("native_" + out.filename().string()), native->native.wasm()->wasm);
  } else {
    EXPECT_THAT(std::string(native.status().message()), StartsWith("damaged.beam: "));
    EXPECT_FALSE(absl::IsInternal(native.status())) << native.status();
  }
  const absl::StatusOr<CompileResult> result = CompileModule(*program);
  if (!result.ok()) {
    EXPECT_THAT(std::string(result.status().message()), Not(IsEmpty()));
    return;
  }
  ++survivors->compiled;
  Write(out, result->wasm);
}

// A changed byte may give another module; what comes out of it is still valid WebAssembly.
TEST(BadInput, ChangedBytesGiveErrorsOrValidModules) {
  constexpr int kSeedsEach = 1500;
  const TempFolder folder;
  Survivors survivors;
  for (const char* module : {"erl_abstract_code", "queue", "calendar"}) {
    const std::string good = testing::ReadFile(testing::BeamOf(module));
    ASSERT_FALSE(good.empty()) << module;
    // Most of a file are chunks that the compiler never reads (debug information), so aim at the code.
    const size_t code = good.find("Code") + 8;
    const auto* size_field = reinterpret_cast<const uint8_t*>(good.data()) + code - 4;
    const size_t code_size = size_field[1] << 16 | size_field[2] << 8 | size_field[3];
    for (int seed = 0; seed < kSeedsEach; ++seed) {
      std::mt19937 random(seed);
      std::string bytes = good;
      const bool in_code = seed % 3 != 0;
      const size_t at = in_code ? code + random() % code_size : random() % bytes.size();
      bytes[at] = static_cast<char>(random());
      TryToCompile(bytes, folder / (std::string(module) + std::to_string(seed) + ".wasm"), &survivors);
    }
  }
  printf("%d of %d damaged modules decode, %d of these compile, %d for AtomVM\n", survivors.decoded, 3 * kSeedsEach,
         survivors.compiled, survivors.for_atomvm);
  EXPECT_GT(survivors.compiled, 100);
  EXPECT_GT(survivors.for_atomvm, 100);
  EXPECT_EQ(testing::Run("node " BEAMFOLD_SOURCE_DIR "/tests/validate_wasm.mjs " + folder.path().string() + " 2>&1"),
            "");
}

long PeakMegabytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

// Every aligned word at the start of every chunk, counts among them, says something huge in turn.
TEST(BadInput, HugeCountsTakeNoMemory) {
  const std::string good = testing::ReadFile(testing::BeamOf("erl_abstract_code"));
  const auto word = [&](size_t at) {
    const auto* p = reinterpret_cast<const uint8_t*>(good.data()) + at;
    return static_cast<uint32_t>(p[0]) << 24 | p[1] << 16 | p[2] << 8 | p[3];
  };
  std::vector<size_t> places = {4};  // the form's size
  for (size_t chunk = 12; chunk + 8 <= good.size(); chunk += 8 + (word(chunk + 4) + 3) / 4 * 4) {
    for (size_t at = chunk + 4; at < chunk + 8 + std::min<size_t>(word(chunk + 4), 28); at += 4) places.push_back(at);
  }
  ASSERT_GT(places.size(), 40u);
  const TempFolder folder;
  Survivors survivors;
  ASSERT_TRUE(DecodeBeam(good, "good").ok());
  const long before = PeakMegabytes();
  for (const size_t at : places) {
    for (const uint32_t value : {0xffffffffu, 0x80000000u, 0x7fffffffu, 0x10000000u, 0x00ffffffu}) {
      std::string bytes = good;
      for (int i = 0; i < 4 && at + i < bytes.size(); ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
      TryToCompile(bytes, folder / "huge.wasm", &survivors);
    }
  }
  EXPECT_LT(PeakMegabytes() - before, 150);
}

// ---- The tool ----

struct Outcome {
  int exit_code = -1;
  std::string out;
  std::string err;
};

class Tool : public ::testing::Test {
 protected:
  Tool() { fs::create_directories(folder_ / "out"); }

  // args as a shell reads them.
  Outcome Run(const std::string& args) {
    const fs::path err = folder_ / "stderr";
    const std::string command =
        BEAMFOLD_TOOL " " + args + " >" + (folder_ / "stdout").string() + " 2>" + err.string() + " </dev/null";
    const int status = system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, testing::ReadFile(folder_ / "stdout"),
            testing::ReadFile(err)};
  }

  // Compiling the file fails with this message, and leaves nothing behind.
  void ExpectError(const fs::path& input, const ::testing::Matcher<std::string>& message) {
    const Outcome outcome = Run("compile " + input.string() + " -o " + (folder_ / "out").string());
    EXPECT_EQ(outcome.exit_code, 1) << input;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(input.string()), message));
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(fs::is_empty(folder_ / "out")) << input;
  }

  TempFolder folder_;
};

TEST_F(Tool, GoodInputIsCompiled) {
  const Outcome outcome = Run("compile -q " + testing::BeamOf("queue") + " -o " + (folder_ / "out").string());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(testing::ReadFile(folder_ / "out" / "queue.wasm"), StartsWith(std::string("\0asm", 4)));
}

TEST_F(Tool, NotAModule) {
  Write(folder_ / "empty.beam", "");
  ExpectError(folder_ / "empty.beam", HasSubstr("byte 0"));
  Write(folder_ / "text.beam", "-module(text).\n-export([f/0]).\nf() -> ok.\n");
  ExpectError(folder_ / "text.beam", HasSubstr("byte 0"));
  fs::create_directories(folder_ / "folder.beam");
  ExpectError(folder_ / "folder.beam", HasSubstr("Is a directory"));
  ExpectError(folder_ / "missing.beam", HasSubstr("No such file"));
}

TEST_F(Tool, DamagedModuleSaysWhere) {
  const std::string good = testing::ReadFile(testing::BeamOf("queue"));
  for (size_t size = 1; size < good.size(); size += good.size() / 10) {
    Write(folder_ / "cut.beam", good.substr(0, size));
    ExpectError(folder_ / "cut.beam", HasSubstr("byte "));
  }
  std::string bytes = good;
  bytes[good.find("Code") + 8 + 20] = '\xff';  // the first instruction
  Write(folder_ / "opcode.beam", bytes);
  ExpectError(folder_ / "opcode.beam", AllOf(HasSubstr("chunk Code"), HasSubstr("byte ")));
}

TEST_F(Tool, OneBadFileAmongSeveral) {
  Write(folder_ / "bad.beam", "FOR1");
  const Outcome outcome = Run("compile -q " + (folder_ / "bad.beam").string() + " " + testing::BeamOf("queue") +
                              " -o " + (folder_ / "out").string());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("bad.beam"));
  EXPECT_FALSE(fs::exists(folder_ / "out" / "bad.wasm"));
}

TEST_F(Tool, OutputThatCannotBeWritten) {
  const Outcome outcome =
      Run("compile -q " + testing::BeamOf("queue") + " -o " + (folder_ / "nowhere/queue.wasm").string());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("nowhere/queue.wasm"), HasSubstr("No such file")));
}

TEST_F(Tool, WrongUsage) {
  const std::string queue = testing::BeamOf("queue");
  for (const std::string& args : std::vector<std::string>{
           "", "frobnicate", "compile", "compile --frobnicate " + queue, "compile --emit=frobnicate " + queue + " -o -",
           "compile -o", "compile --strict=1 " + queue, "compile a.beam b.beam -o missing", "dump",
           "dump --emit=frobnicate " + queue, "cfg", "cfg --emit=frobnicate " + queue}) {
    const Outcome outcome = Run(args);
    EXPECT_EQ(outcome.exit_code, 2) << args;
    EXPECT_THAT(outcome.err, Not(IsEmpty())) << args;
    EXPECT_EQ(outcome.out, "") << args;
  }
}

TEST_F(Tool, HelpAndVersionAreNoErrors) {
  for (const char* args : {"--help", "--version", "compile --help", "dump --help", "cfg --help"}) {
    const Outcome outcome = Run(args);
    EXPECT_EQ(outcome.exit_code, 0) << args;
    EXPECT_THAT(outcome.out, HasSubstr("beamfold")) << args;
    EXPECT_EQ(outcome.err, "") << args;
  }
}

}  // namespace
}  // namespace beamfold
