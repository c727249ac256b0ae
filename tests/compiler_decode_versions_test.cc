// SPDX-License-Identifier: Apache-2.0
//
// Forms of chunks and instructions that the installed compiler does not write, built by hand.

#include <zlib.h>

#include <string>

#include "compiler/decode.h"
#include "compiler/dump.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/beam_builder.h"

namespace beamfold {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace testing;  // NOLINT: the builder

absl::StatusOr<Program> Decode(const BeamBuilder& builder) { return DecodeBeam(builder.Bytes(), "m.beam"); }

std::string ErrorOf(const BeamBuilder& builder) {
  const absl::StatusOr<Program> program = Decode(builder);
  return program.ok() ? "no error" : std::string(program.status().message());
}

// The instructions of the body of f/1, one a line.
std::string BodyText(const BeamBuilder& builder) {
  const absl::StatusOr<Program> program = Decode(builder);
  if (!program.ok()) return std::string(program.status().message());
  std::string text;
  for (uint32_t i = 3; i < program->functions[0].end; ++i) {
    text += InstructionText(*program, program->code[i]) + "\n";
  }
  return text;
}

std::string Zlib(const std::string& data) {
  uLongf size = compressBound(data.size());
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(data.data()), data.size());
  packed.resize(size);
  return packed;
}

TEST(DecodeVersions, SmallestModule) {
  const absl::StatusOr<Program> program = Decode(BeamBuilder());
  ASSERT_TRUE(program.ok()) << program.status();
  EXPECT_EQ(program->module_name(), "m");
  ASSERT_EQ(program->functions.size(), 1u);
  EXPECT_EQ(program->FunctionName(0), "m:f/1");
  EXPECT_EQ(program->functions[0].begin, 0u);
  EXPECT_EQ(program->functions[0].end, 4u);
  EXPECT_EQ(program->functions[0].info_label, 1u);
  EXPECT_EQ(program->functions[0].entry_label, 2u);
  EXPECT_THAT(program->label_position, ElementsAre(0, 0, 2));
  EXPECT_EQ(program->code_size, 2u + 4 + 2 + 1 + 1);
  EXPECT_EQ(program->code[3].offset, 8u);
}

TEST(DecodeVersions, AtomsOfOtp28HaveCompactLengths) {
  std::string characters;  // 255 of them in 510 bytes
  for (int i = 0; i < 255; ++i) characters += "\u00e9";
  BeamBuilder builder;
  builder.Set("AtU8", U32(static_cast<uint32_t>(-3)) + U(1) + "m" + U(1) + "f" + U(510) + characters);
  const absl::StatusOr<Program> program = Decode(builder);
  ASSERT_TRUE(program.ok()) << program.status();
  EXPECT_THAT(program->atoms, ElementsAre("", "m", "f", characters));

  builder.Set("AtU8", U32(static_cast<uint32_t>(-3)) + U(1) + "m" + U(1) + "f" + U(256) + std::string(256, 'a'));
  EXPECT_THAT(ErrorOf(builder), HasSubstr("chunk AtU8, byte 8: an atom of 256 characters, 255 is the most"));
  builder.Set("AtU8", U32(static_cast<uint32_t>(-2)) + I(1) + "m" + U(1) + "f");
  EXPECT_THAT(ErrorOf(builder), HasSubstr("a number tagged u is wanted"));
}

TEST(DecodeVersions, AtomsMustBeUtf8) {
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("AtU8", U32(2) + "\x01m\x02\xc3(")), HasSubstr("byte 6: an atom is not UTF-8"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("AtU8", U32(0))), HasSubstr("the first one names the module"));
}

TEST(DecodeVersions, ObsoleteAtomChunk) {
  EXPECT_EQ(ErrorOf(BeamBuilder().Remove("AtU8").Add("Atom", U32(1) + "\x01m")),
            "m.beam: chunk Atom is obsolete, AtU8 is missing: compile again with OTP 20 or later");
  EXPECT_EQ(ErrorOf(BeamBuilder().Remove("AtU8")), "m.beam: chunk AtU8 is missing");
  EXPECT_EQ(ErrorOf(BeamBuilder().Add("Code", "")), "m.beam: chunk Code is there twice");
}

// One literal: {a, 5}.
const std::string kTuple = std::string(
    "\x83h\x02w\x01"
    "aa\x05",
    8);
const std::string kLiterals = U32(1) + U32(8) + kTuple;

TEST(DecodeVersions, LiteralsInEveryForm) {
  BeamBuilder builder;
  builder.Body(Op(64, {LiteralOperand(0), X(0)}) + Op(19));
  const std::string text = "move {a,5}, x0\nreturn\n";
  EXPECT_EQ(BodyText(BeamBuilder(builder).Add("LitT", U32(16) + Zlib(kLiterals))), text);
  EXPECT_EQ(BodyText(BeamBuilder(builder).Add("LitT", U32(0) + kLiterals)), text);
  EXPECT_EQ(BodyText(BeamBuilder(builder).Add("LitU", kLiterals)), text);
}

TEST(DecodeVersions, LiteralsThatAreNoTerms) {
  const auto error = [](const std::string& data) { return ErrorOf(BeamBuilder().Add("LitT", data)); };
  EXPECT_THAT(error(U32(17) + Zlib(kLiterals)), HasSubstr("the header says 17 bytes of literals, there are 16"));
  EXPECT_THAT(error(U32(15) + Zlib(kLiterals)), HasSubstr("become more than the 15 allowed"));
  EXPECT_THAT(error(U32(16) + Zlib(kLiterals).substr(0, 10)), HasSubstr("compressed data end too early"));
  EXPECT_THAT(error(U32(16) + "not zlib"), HasSubstr("compressed data are damaged"));
  EXPECT_THAT(error(U32(0) + U32(2) + U32(8) + kTuple + U32(0)), HasSubstr("literal at byte 20, byte 0"));
  EXPECT_THAT(error(U32(0) + U32(1) + U32(9) + kTuple + "x"), HasSubstr("1 bytes too many"));
  EXPECT_THAT(error(U32(0) + U32(1) + U32(8) + "\x82" + kTuple.substr(1)), HasSubstr("not in external format"));
  EXPECT_THAT(error(U32(0) + U32(0xffffffff)), HasSubstr("4294967295 literals cannot be in the 0 bytes that follow"));
}

std::string TypeOfX0(const std::string& types) {
  return BodyText(BeamBuilder().Body(Op(64, {Typed(X(0), 0), X(1)})).Add("Type", types));
}

TEST(DecodeVersions, TypesOfEveryRelease) {
  const auto move = [](const std::string& type) { return "move x0: " + type + ", x1\n"; };
  // OTP 25
  EXPECT_EQ(TypeOfX0(U32(1) + U32(1) + U16(0x40) + U64(3) + U64(9)), move("integer 3..9"));
  EXPECT_EQ(TypeOfX0(U32(1) + U32(1) + U16(0x40) + U64(0) + U64(~uint64_t{0})), move("integer"));
  EXPECT_EQ(TypeOfX0(U32(1) + U32(1) + U16(0x1fff) + U64(0) + U64(~uint64_t{0})), move("any"));
  EXPECT_EQ(TypeOfX0(U32(1) + U32(1) + U16(0x1004) + U64(0) + U64(~uint64_t{0})), move("bitstring | tuple"));
  // OTP 26
  EXPECT_EQ(TypeOfX0(U32(2) + U32(1) + U16(0x2040) + U64(static_cast<uint64_t>(-5))), move("integer -5.."));
  EXPECT_EQ(TypeOfX0(U32(2) + U32(1) + U16(0x8002) + "\x07"), move("bitstring, unit 8"));
  // OTP 27
  EXPECT_EQ(TypeOfX0(U32(3) + U32(1) + U16(0x3020) + U64(1) + U64(100)), move("integer 1..100"));
  EXPECT_EQ(TypeOfX0(U32(3) + U32(1) + U16(0x2028) + U64(100)), move("float | integer ..100"));
  EXPECT_EQ(TypeOfX0(U32(3) + U32(1) + U16(0x7022) + U64(1) + U64(2) + "\xff"),
            move("bitstring | integer 1..2, unit 256"));
  EXPECT_EQ(TypeOfX0(U32(3) + U32(1) + U16(0x0fff)), move("any"));
  EXPECT_EQ(TypeOfX0(U32(3) + U32(1) + U16(0x0801)), move("atom | tuple"));
  // OTP 29
  EXPECT_EQ(TypeOfX0(U32(4) + U32(1) + U16(0x1000)), move("record"));
  EXPECT_EQ(TypeOfX0(U32(4) + U32(1) + U16(0x6020) + U64(1) + U64(100)), move("integer 1..100"));
  EXPECT_EQ(TypeOfX0(U32(4) + U32(1) + U16(0x1fff)), move("any"));
}

TEST(DecodeVersions, TypesOfOtherVersionsSayNothing) {
  EXPECT_EQ(TypeOfX0(U32(5) + "what a later release writes"), "move x0, x1\n");
  EXPECT_EQ(TypeOfX0(U32(0)), "move x0, x1\n");
  EXPECT_EQ(BodyText(BeamBuilder().Body(Op(64, {Typed(X(0), 7), X(1)}))), "move x0, x1\n");
}

TEST(DecodeVersions, TypesThatCannotBe) {
  EXPECT_THAT(TypeOfX0(U32(3) + U32(1) + U16(0)), HasSubstr("a type that no value has"));
  EXPECT_THAT(TypeOfX0(U32(3) + U32(1) + U16(0x3020) + U64(2) + U64(1)), HasSubstr("the wrong way round"));
  EXPECT_THAT(TypeOfX0(U32(3) + U32(1) + U16(0x3020) + U64(2)), HasSubstr("chunk Type, byte 18"));
  EXPECT_THAT(BodyText(BeamBuilder().Body(Op(64, {Typed(X(0), 7), X(1)})).Add("Type", U32(3) + U32(1) + U16(1))),
              HasSubstr("type 7 is out of range, there are 1"));
}

TEST(DecodeVersions, LinesWithFilesAndWithoutTheChunk) {
  BeamBuilder builder;
  builder.Body(Op(153, {U(2)}) + Op(19));
  EXPECT_EQ(BodyText(builder), "line -\nreturn\n");
  builder.Add("Line", U32(0) + U32(0) + U32(1) + U32(2) + U32(1) + I(7) + A(1) + I(2000) + U16(5) + "x.hrl");
  EXPECT_EQ(BodyText(builder), "line x.hrl:2000\nreturn\n");
  EXPECT_THAT(ErrorOf(builder.Set("Line", U32(1))), HasSubstr("unknown version 1 of line information"));
  EXPECT_THAT(ErrorOf(builder.Set("Line", U32(0) + U32(0) + U32(1) + U32(1) + U32(1) + A(2) + I(1) + U16(0))),
              HasSubstr("file 2 is out of range, there are 1"));
}

// Atoms 1 m, 2 f, then the given ones.
std::string Atoms(const std::vector<std::string>& names) {
  std::string data = U32(static_cast<uint32_t>(names.size()) + 2) +
                     "\x01m\x01"
                     "f";
  for (const std::string& name : names) data += static_cast<char>(name.size()) + name;
  return data;
}

TEST(DecodeVersions, BsMatchOfOtp26) {
  BeamBuilder builder;
  builder.Set("AtU8", Atoms({"ensure_at_least", "integer", "binary", "skip", "get_tail", "=:=", "ensure_exactly"}));
  const std::string none = A(0);
  builder.Body(Op(182, {F(1), X(0), List({A(3), U(16), U(1), A(4), U(1), none, U(8), U(1), X(1), A(5), U(2), none, U(8),
                                          U(1), X(2),  A(6), U(3), A(8), none, U(4), U(9), A(7), U(1), U(1), X(3)})}));
  EXPECT_EQ(BodyText(builder),
            "bs_match L1, x0, [ensure_at_least, 16, 1, integer, 1, [], 8, 1, x1, binary, 2, [], 8, 1, x2, skip, 3, "
            "'=:=', [], 4, 9, get_tail, 1, 1, x3]\n");
  builder.Body(Op(182, {F(1), X(0), List({A(4), U(1), none, U(8), U(1)})}));
  EXPECT_THAT(ErrorOf(builder), HasSubstr("bs_match: operand 3 ends in the middle of integer"));
  builder.Body(Op(182, {F(1), X(0), List({A(2)})}));
  EXPECT_THAT(ErrorOf(builder), HasSubstr("bs_match: operand 3 has an unknown command f"));
}

TEST(DecodeVersions, InstructionsOfOtp26To29) {
  BeamBuilder builder;
  builder.Set("AtU8", Atoms({"reuse", "entry", "rec", "erlang", "is_integer"}));
  builder.Set("ImpT", U32(1) + U32(6) + U32(7) + U32(3));
  builder.Body(Op(181, {A(3), U(3), X(0), X(1), List({U(2), Y(0), U(3), I(5)})}) + Op(183, {U(0), U(1)}) +
               Op(184, {A(4), U(0), U(1), U(2)}) + Op(185, {F(1), U(0), X(0), I(1), I(9), X(0)}) +
               Op(186, {F(1), X(0)}) + Op(187, {F(1), X(0), A(1), A(5)}) +
               Op(188, {F(1), X(0), List({A(3), X(1), A(4), Y(2)})}) +
               Op(189, {F(0), A(5), A(0), X(0), U(2), List({A(3), X(1)})}) + Op(190, {F(1), X(0), A(3)}) +
               Op(191, {F(0), X(0), A(5), A(4), X(1)}) + Op(192, {F(1), A(5), X(0), List({A(3), X(1)})}) +
               Op(193, {A(3), A(5), X(0), X(1), U(2), List({A(3), I(7)})}));
  EXPECT_EQ(BodyText(builder),
            "update_record reuse, 3, x0, x1, [2, y0, 3, 5]\n"
            "executable_line -, 1\n"
            "debug_line entry, -, 1, 2\n"
            "bif3 L1, erlang:is_integer/3, x0, 1, 9, x0\n"
            "is_any_native_record L1, x0\n"
            "is_native_record L1, x0, m, rec\n"
            "get_record_elements L1, x0, [reuse, x1, entry, y2]\n"
            "put_record -, rec, [], x0, 2, [reuse, x1]\n"
            "is_record_accessible L1, x0, reuse\n"
            "get_record_field -, x0, rec, entry, x1\n"
            "get_record_elements_id L1, rec, x0, [reuse, x1]\n"
            "update_record_id reuse, rec, x0, x1, 2, [reuse, 7]\n");
}

}  // namespace
}  // namespace beamfold
