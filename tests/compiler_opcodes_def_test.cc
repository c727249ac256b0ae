// SPDX-License-Identifier: Apache-2.0
//
// opcodes.def says what the installed OTP says.

#include <cctype>
#include <string>

#include "absl/strings/str_format.h"
#include "compiler/opcode.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

TEST(OpcodesDef, NumbersNamesAndAritiesAreThoseOfTheInstalledOtp) {
  // The list ends where beam_opcodes:opname/1 has no clause.
  const std::string output = testing::Erl(
      "[case catch beam_opcodes:opname(N) of {A, B} when is_integer(B) -> io:format(\"~w ~s/~w~n\", [N, A, B]); "
      "_ -> ok end || N <- lists:seq(1, 255)]");
  uint32_t compared = 0;
  for (const std::string& line : testing::Lines(output)) {
    const size_t space = line.find(' ');
    ASSERT_NE(space, std::string::npos) << line;
    const uint32_t number = static_cast<uint32_t>(std::stoul(line));
    const OpcodeInfo& info = GetOpcodeInfo(number);
    EXPECT_EQ(line.substr(space + 1), std::string(info.name) + "/" + std::to_string(info.arity)) << number;
    ++compared;
  }
  EXPECT_GE(compared, 180u) << output;
}

TEST(OpcodesDef, EnumSuffixIsTheNameInCamelCase) {
  const auto camel = [](std::string_view name) {
    std::string text;
    bool upper = true;
    for (const char c : name) {
      if (c != '_') text += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      upper = c == '_';
    }
    return text;
  };
#define BEAM_OP(number, name, suffix, arity, operands, flow, area, since) EXPECT_EQ(camel(#name), #suffix);
#include "compiler/opcodes.def"
#undef BEAM_OP
}

TEST(OpcodesDef, EveryLetterIsInTheLegend) {
  constexpr std::string_view kLegend = "szrdwyvDFGalfjemuAnktbHIghiLSMPYBC.";
  for (uint32_t number = 1; number <= kMaxOpcode; ++number) {
    const OpcodeInfo& info = GetOpcodeInfo(number);
    for (const char letter : info.operands) EXPECT_NE(kLegend.find(letter), std::string_view::npos) << info.name;
  }
}

TEST(OpcodesDef, FlowAgreesWithOperands) {
  for (uint32_t number = 1; number <= kMaxOpcode; ++number) {
    const OpcodeInfo& info = GetOpcodeInfo(number);
    const bool has_target = info.operands.find_first_of("fjm") != std::string_view::npos;
    if (info.flow == Flow::kBranch || info.flow == Flow::kJump || info.flow == Flow::kSwitch) {
      // Instructions that no compiler since OTP 20 writes have operands of no known kind.
      EXPECT_TRUE(has_target || info.operands.find('.') != std::string_view::npos) << info.name;
    }
    if (info.flow == Flow::kRaise || info.flow == Flow::kReturn) {
      EXPECT_FALSE(has_target) << info.name;
    }
  }
}

// Erlang/OTP's assembler has no obsolete opcode.
TEST(OpcodesDef, ObsoleteOpcodesAreObsoleteInOtp) {
  std::string names;
  for (uint32_t number = 1; number <= kMaxOpcode; ++number) {
    const OpcodeInfo& info = GetOpcodeInfo(number);
    if (info.area == Area::kObsolete) absl::StrAppendFormat(&names, ",{%s,%d}", info.name, info.arity);
  }
  const std::string output = testing::Erl("[io:format(\"~s~n\", [F]) || {F, A} <- [" + names.substr(1) +
                                          "], try beam_opcodes:opcode(F, A), true catch _:_ -> false end]");
  EXPECT_EQ(output, "");
}

TEST(OpcodesDef, NumbersBeyondTheTableHaveNoName) {
  EXPECT_EQ(GetOpcodeInfo(0).name, "");
  EXPECT_EQ(GetOpcodeInfo(kMaxOpcode + 1).name, "");
  EXPECT_EQ(GetOpcodeInfo(0xffffffffu).name, "");
}

}  // namespace
}  // namespace beamfold
