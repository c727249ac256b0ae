// SPDX-License-Identifier: Apache-2.0
//
// The C library: the same output as from C++, and errors as text whatever comes in. tests/install/c uses it from C.

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "compiler/atomvm/native_file.h"
#include "compiler/beamfold.h"
#include "compiler/compile.h"
#include "compiler/decode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/avm_builder.h"
#include "tests/otp.h"
#include "tests/wasm_tools.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

struct Output {
  bool ok;
  std::string error;
  std::string data;
  std::vector<std::string> warnings;
};

Output Compile(const std::string& beam, const beamfold_options* options = nullptr, const char* name = "m.beam") {
  beamfold_result* result = beamfold_compile(beam.data(), beam.size(), name, options);
  Output output = {beamfold_ok(result) != 0,
                   beamfold_error(result),
                   std::string(static_cast<const char*>(beamfold_data(result)), beamfold_size(result)),
                   {}};
  for (size_t i = 0; i < beamfold_warning_count(result); ++i) output.warnings.push_back(beamfold_warning(result, i));
  EXPECT_STREQ(beamfold_warning(result, beamfold_warning_count(result)), "");
  EXPECT_EQ(static_cast<const char*>(beamfold_data(result))[beamfold_size(result)], '\0');
  beamfold_result_free(result);
  return output;
}

class Options {
 public:
  Options() : options_(beamfold_options_new()) {}
  ~Options() { beamfold_options_free(options_); }
  int Set(const char* name, const char* value) { return beamfold_options_set(options_, name, value); }
  const beamfold_options* get() const { return options_; }

 private:
  beamfold_options* options_;
};

std::string Lists() { return ReadFile(BeamOf("lists")); }

TEST(CApi, SameAsFromCpp) {
  const std::string beam = Lists();
  const absl::StatusOr<Program> program = DecodeBeam(beam, "m.beam");
  ASSERT_TRUE(program.ok()) << program.status();
  const absl::StatusOr<CompileResult> result = CompileModule(*program);
  ASSERT_TRUE(result.ok()) << result.status();
  const Output output = Compile(beam);
  EXPECT_TRUE(output.ok);
  EXPECT_EQ(output.error, "");
  EXPECT_TRUE(output.data == result->wasm);
  EXPECT_EQ(output.warnings.size(), result->skipped.size());
}

TEST(CApi, OptionsTakeEffect) {
  const std::string beam = Lists();
  Options options;
  EXPECT_EQ(options.Set("target", "runtime"), 1);
  EXPECT_EQ(options.Set("strict", "1"), 1);
  EXPECT_EQ(options.Set("max-body", "4000"), 1);
  const Output parts = Compile(beam, options.get());
  EXPECT_TRUE(parts.ok) << parts.error;
  EXPECT_FALSE(parts.data == Compile(beam).data);
  EXPECT_EQ(ValidateWasm(parts.data).exit_code, 0);
  EXPECT_EQ(options.Set("max-body", "0"), 1);
  EXPECT_EQ(options.Set("max-entries", "4096"), 1);
  EXPECT_EQ(options.Set("strict", "0"), 1);
  EXPECT_TRUE(Compile(beam, options.get()).data == Compile(beam).data);
  EXPECT_EQ(options.Set("emit", "wat"), 1);
  EXPECT_THAT(Compile(beam, options.get()).data, StartsWith("(module"));
  EXPECT_EQ(options.Set("emit", "wasm"), 1);
  EXPECT_TRUE(Compile(beam, options.get()).data == Compile(beam).data);
}

TEST(CApi, Atomvm) {
  const std::string beam = Lists();
  NativeFileOptions expected;
  Options options;
  EXPECT_EQ(options.Set("target", "atomvm"), 1);
  EXPECT_TRUE(Compile(beam, options.get()).data == AddNativeCode(beam, "m.beam")->bytes);
  EXPECT_EQ(options.Set("float32", "1"), 1);
  EXPECT_EQ(options.Set("pinned-only", "1"), 1);
  EXPECT_EQ(options.Set("memory", "16:32"), 1);
  EXPECT_EQ(options.Set("keep-code", "1"), 1);
  expected.atomvm = {.float32 = true, .pinned_only = true, .min_pages = 16, .max_pages = 32};
  expected.keep_code = true;
  const absl::StatusOr<NativeFile> file = AddNativeCode(beam, "m.beam", expected);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(Compile(beam, options.get()).data == file->bytes);
  EXPECT_EQ(options.Set("emit", "wasm"), 1);
  EXPECT_TRUE(Compile(beam, options.get()).data == file->modules[0].result.native.wasm()->wasm);
  EXPECT_EQ(options.Set("emit", "wat"), 1);
  EXPECT_THAT(Compile(beam, options.get()).data, StartsWith("(module"));
  EXPECT_EQ(options.Set("emit", "beam"), 1);
  EXPECT_TRUE(Compile(beam, options.get()).data == file->bytes);
  EXPECT_EQ(options.Set("target", "beamfold"), 1);
  EXPECT_EQ(Compile(beam, options.get()).error, "only the target atomvm has the form beam");
}

TEST(CApi, AtomvmPacks) {
  const std::string good = BeamBuilder().Bytes(), bad = BeamBuilder().Body(Op(149) + Op(19)).Bytes();
  const std::string pack = AvmPackOf({AvmEntryOf("m.beam", 3, good), AvmEntryOf("bad.beam", 2, bad)});
  Options options;
  EXPECT_EQ(options.Set("target", "atomvm"), 1);
  EXPECT_THAT(Compile(pack, options.get(), "p.avm").error, StartsWith("p.avm: bad.beam: m:f/1: opcode on_load: "));
  EXPECT_EQ(options.Set("keep-going", "1"), 1);
  const Output output = Compile(pack, options.get(), "p.avm");
  EXPECT_TRUE(output.data == AvmPackOf({AvmEntryOf("m.beam", 3, AddNativeCode(good, "m.beam")->bytes),
                                        AvmEntryOf("bad.beam", 2, bad)}));
  EXPECT_THAT(output.warnings, ::testing::ElementsAre(StartsWith("left as it is: p.avm: bad.beam: ")));
  EXPECT_TRUE(Compile(bad, options.get()).data == bad);
  EXPECT_EQ(options.Set("emit", "wat"), 1);
  EXPECT_EQ(Compile(pack, options.get(), "p.avm").error, "p.avm: a pack has no form wat");
  EXPECT_THAT(Compile(bad, options.get()).error, StartsWith("m.beam: m:f/1: opcode on_load: "));
}

TEST(CApi, WrongOptionsChangeNothing) {
  Options options;
  EXPECT_EQ(options.Set("target", "moon"), 0);
  EXPECT_EQ(options.Set("emit", "json"), 0);
  EXPECT_EQ(options.Set("strict", "yes"), 0);
  EXPECT_EQ(options.Set("max-body", "-1"), 0);
  EXPECT_EQ(options.Set("max-body", "99999999999999999999"), 0);
  EXPECT_EQ(options.Set("max-entries", ""), 0);
  EXPECT_EQ(options.Set("float32", "2"), 0);
  EXPECT_EQ(options.Set("memory", "2:1"), 0);
  EXPECT_EQ(options.Set("keep-code", ""), 0);
  EXPECT_EQ(options.Set("keep-going", "no"), 0);
  EXPECT_EQ(options.Set("colour", "1"), 0);
  EXPECT_EQ(options.Set(nullptr, "1"), 0);
  EXPECT_EQ(options.Set("strict", nullptr), 0);
  EXPECT_EQ(beamfold_options_set(nullptr, "strict", "1"), 0);
  const std::string beam = Lists();
  EXPECT_TRUE(Compile(beam, options.get()).data == Compile(beam).data);
}

TEST(CApi, BadInput) {
  const std::string beam = BeamBuilder().Bytes();
  for (size_t size = 0; size < beam.size(); ++size) {
    const Output output = Compile(beam.substr(0, size));
    EXPECT_FALSE(output.ok);
    EXPECT_THAT(output.error, StartsWith("m.beam: "));
    EXPECT_EQ(output.data, "");
  }
  EXPECT_THAT(Compile("no module", nullptr, nullptr).error, StartsWith("<memory>: byte 0: not a BEAM file"));
  beamfold_result* result = beamfold_compile(nullptr, 100, nullptr, nullptr);
  EXPECT_EQ(beamfold_ok(result), 0);
  EXPECT_THAT(beamfold_error(result), HasSubstr("4 bytes wanted, 0 left"));
  beamfold_result_free(result);
  beamfold_result_free(nullptr);
  beamfold_options_free(nullptr);
}

TEST(CApi, Threads) {
  const std::string beam = Lists();
  const std::string expected = Compile(beam).data;
  const Options options;
  std::vector<std::thread> threads;
  std::vector<int> same(4);
  for (size_t i = 0; i < same.size(); ++i) {
    threads.emplace_back([&, i] { same[i] = Compile(beam, options.get()).data == expected; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(same, ::testing::Each(1));
}

// Nothing else can be seen from outside.
TEST(CApi, OnlyItsFunctionsAreExported) {
  const std::string library = std::string(BEAMFOLD_BUILD_DIR) + "/compiler/libbeamfold.so";
  const std::vector<std::string> symbols = Lines(testing::Run("nm -D --defined-only --format=posix " + library));
  EXPECT_GE(symbols.size(), 12u);
  for (const std::string& symbol : symbols) {
    EXPECT_THAT(symbol, ::testing::AnyOf(StartsWith("beamfold_"), StartsWith("BEAMFOLD_0 ")));
  }
  EXPECT_THAT(testing::Run("readelf -d " + library), HasSubstr("soname: [libbeamfold.so.0]"));
  EXPECT_THAT(beamfold_version(), HasSubstr("."));
}

}  // namespace
}  // namespace beamfold
