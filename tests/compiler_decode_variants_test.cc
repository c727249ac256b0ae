// SPDX-License-Identifier: Apache-2.0
//
// The forms that the installed compiler can write: for older releases, compressed, without types or lines.

#include <unistd.h>

#include <algorithm>
#include <string>

#include "compiler/decode.h"
#include "compiler/dump.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DecodeVariants : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    out_ = std::filesystem::temp_directory_path() / ("beamfold_variants_" + std::to_string(getpid()));
    const std::string data = (std::filesystem::path(__FILE__).parent_path() / "data").string();
    printf("%s", testing::Run("escript " + data + "/compile_variants.escript " + data + "/decode_sample.erl " +
                              out_.string() + " 2>&1")
                     .c_str());
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(out_); }

  static std::string Bytes(const std::string& form) { return testing::ReadFile(out_ / form / "decode_sample.beam"); }
  static Program Decode(const std::string& form) {
    absl::StatusOr<Program> program = DecodeBeam(Bytes(form), form);
    EXPECT_TRUE(program.ok()) << program.status();
    return program.ok() ? *std::move(program) : Program();
  }
  static bool Uses(const Program& program, Opcode op) {
    return std::any_of(program.code.begin(), program.code.end(), [&](const Instruction& i) { return i.op == op; });
  }

  static inline std::filesystem::path out_;
};

TEST_F(DecodeVariants, OldReleases) {
  const Program r22 = Decode("r22");
  for (const Opcode op : {Opcode::kAllocateZero, Opcode::kInit, Opcode::kMakeFun2, Opcode::kBsInitBits,
                          Opcode::kBsPutInteger, Opcode::kBsPutString, Opcode::kBsPutUtf8, Opcode::kBsPrivateAppend}) {
    EXPECT_TRUE(Uses(r22, op)) << GetOpcodeInfo(op).name;
  }
  EXPECT_FALSE(Uses(r22, Opcode::kBsCreateBin));
  EXPECT_TRUE(Uses(Decode("r24"), Opcode::kMakeFun3));
  EXPECT_TRUE(Uses(Decode("r25"), Opcode::kBsCreateBin));
  Decode("r23");
}

TEST_F(DecodeVariants, CompressedFileIsTheSameModule) {
  EXPECT_EQ(Bytes("compressed").substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(DumpOps(Decode("compressed")), DumpOps(Decode("plain")));
}

TEST_F(DecodeVariants, DebugInformationIsKept) {
  const Program program = Decode("debug");
  EXPECT_TRUE(std::any_of(program.chunks.begin(), program.chunks.end(),
                          [](const RawChunk& chunk) { return chunk.name == "Dbgi" && chunk.data.size() > 1000; }));
  EXPECT_EQ(DumpOps(program), DumpOps(Decode("plain")));
}

TEST_F(DecodeVariants, TypesAreShownIfThere) {
  EXPECT_THAT(DumpOps(Decode("plain")), HasSubstr(": integer 0..1114111"));
  EXPECT_THAT(DumpOps(Decode("no_types")), Not(HasSubstr(": integer")));
}

TEST_F(DecodeVariants, LinesNameTheSource) {
  const Program program = Decode("plain");
  ASSERT_GT(program.lines.size(), 10u);
  EXPECT_EQ(program.line_files[0], "decode_sample.erl");
  EXPECT_THAT(DumpOps(program), HasSubstr("/decode_sample.erl:10\n    func_info decode_sample, loaded, 0\n"));
  EXPECT_EQ(Decode("no_lines").lines.size(), 1u);
}

TEST_F(DecodeVariants, LargeIntegersAreDecimal) {
  const std::string text = DumpOps(Decode("plain"));
  EXPECT_THAT(text, HasSubstr("erlang:'+'/2, x0, 9223372036854775807, "));
  // 16#123456789abcdef0123456789abcdef and -16#8000000000000000
  EXPECT_THAT(text, HasSubstr("1512366075204170929049582354406559215"));
  EXPECT_THAT(text, HasSubstr("-9223372036854775808"));
  EXPECT_THAT(text, HasSubstr("100000000000000000000"));
}

}  // namespace
}  // namespace beamfold
