// SPDX-License-Identifier: Apache-2.0
//
// Damaged and hostile files: an error that says where, or a module that can be shown; never a crash. Run it with
// AddressSanitizer and UndefinedBehaviorSanitizer to see all there is to see.

#include <zlib.h>

#include <random>
#include <string>
#include <vector>

#include "compiler/decode.h"
#include "compiler/dump.h"
#include "compiler/limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/beam_builder.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace testing;  // NOLINT: the builder

std::string ErrorOf(const std::string& bytes) {
  const absl::StatusOr<Program> program = DecodeBeam(bytes, "m.beam");
  return program.ok() ? "no error" : std::string(program.status().message());
}
std::string ErrorOf(const BeamBuilder& builder) { return ErrorOf(builder.Bytes()); }
std::string BodyError(const std::string& body, uint32_t labels = 3) {
  return ErrorOf(BeamBuilder().Body(body, labels));
}

// Decodes, shows what can be shown, and tells whether it was a module.
bool Survives(const std::string& bytes) {
  const absl::StatusOr<Program> program = DecodeBeam(bytes, "m.beam");
  if (!program.ok()) {
    EXPECT_THAT(std::string(program.status().message()), StartsWith("m.beam: "));
    return false;
  }
  EXPECT_FALSE(DumpOps(*program).empty());
  return true;
}

std::string Deflate(const std::string& data, int window_bits) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, data.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;

TEST(DecodeHostile, EveryTruncationIsAnError) {
  const std::string bytes = ReadFile(BeamOf("gen"));
  ASSERT_GT(bytes.size(), 1000u);
  ASSERT_TRUE(Survives(bytes));
  for (size_t length = 0; length < bytes.size(); ++length) ASSERT_FALSE(Survives(bytes.substr(0, length))) << length;
}

// The same with the size in the header made right, so that the chunks are reached.
TEST(DecodeHostile, EveryTruncationOfTheChunks) {
  const std::string bytes = ReadFile(BeamOf("gen"));
  for (size_t length = 12; length < bytes.size(); ++length) {
    Survives("FOR1" + U32(static_cast<uint32_t>(length - 8)) + bytes.substr(8, length - 8));
  }
}

TEST(DecodeHostile, ChangedBytes) {
  std::mt19937 random(1);
  for (const char* module : {"gen", "proplists", "base64", "math", "beam_dict", "gb_sets", "prim_zip"}) {
    const std::string bytes = ReadFile(BeamOf(module));
    ASSERT_GT(bytes.size(), 500u) << module;
    size_t errors = 0;
    for (int i = 0; i < 2000; ++i) {
      std::string changed = bytes;
      changed[random() % changed.size()] = static_cast<char>(random());
      if (i % 4 == 0) changed[random() % changed.size()] = static_cast<char>(random());
      if (!Survives(changed)) ++errors;
    }
    EXPECT_GT(errors, 100u) << module;
  }
}

TEST(DecodeHostile, ChangedBytesOfPlainLiterals) {
  const std::string term = TermToBinary(
      "{[a, \"bc\" | d], #{k => 1.5}, <<1, 2, 3:3>>, fun lists:map/2, 1 bsl 70, 70000, self(), make_ref()}");
  ASSERT_GT(term.size(), 100u);
  const std::string literals = U32(1) + U32(static_cast<uint32_t>(term.size())) + term;
  std::mt19937 random(2);
  for (int i = 0; i < 5000; ++i) {
    std::string changed = literals;
    changed[random() % changed.size()] = static_cast<char>(random());
    Survives(BeamBuilder().Add("LitU", changed).Body(Op(64, {LiteralOperand(0), X(0)})).Bytes());
  }
}

TEST(DecodeHostile, Containers) {
  EXPECT_EQ(ErrorOf(std::string()), "m.beam: byte 0: 4 bytes wanted, 0 left");
  EXPECT_EQ(ErrorOf(std::string("not a beam file")), "m.beam: byte 0: not a BEAM file: it does not begin with FOR1");
  EXPECT_EQ(ErrorOf("FOR1" + U32(100) + "BEAM"), "m.beam: byte 4: the header says 100 bytes, 4 follow");
  EXPECT_EQ(ErrorOf("FOR1" + U32(4) + "AVM1"), "m.beam: byte 8: not a BEAM file: the form is not BEAM");
  EXPECT_EQ(ErrorOf("FOR1" + U32(12) + "BEAMCode" + U32(0xffffffff)),
            "m.beam: byte 16: chunk Code says 4294967295 bytes, 0 are left");
  EXPECT_EQ(ErrorOf("FOR1" + U32(12) + "BEAM\x01\x02\x03\x04" + U32(0)),
            "m.beam: byte 12: the name of a chunk is not four printable characters");
}

TEST(DecodeHostile, CompressedFiles) {
  const std::string good = BeamBuilder().Bytes();
  EXPECT_EQ(ErrorOf(Deflate(good, kGzipWindow)), "no error");
  EXPECT_THAT(ErrorOf(Deflate(good, kGzipWindow) + "x"), HasSubstr("1 bytes follow the compressed data"));
  EXPECT_THAT(ErrorOf(Deflate(good, kGzipWindow).substr(0, 40)), HasSubstr("compressed data end too early"));
  EXPECT_THAT(ErrorOf(std::string("\x1f\x8b nonsense")), HasSubstr("compressed data are damaged"));
  const std::string bomb = Deflate(std::string(size_t{64} << 20, '\0'), kGzipWindow);
  ASSERT_LT(bomb.size(), 100'000u);
  EXPECT_THAT(ErrorOf(bomb), HasSubstr("become more than the 16777216 allowed"));
}

TEST(DecodeHostile, CompressedLiterals) {
  const std::string bomb = Deflate(std::string(size_t{64} << 20, '\0'), kZlibWindow);
  EXPECT_THAT(ErrorOf(BeamBuilder().Add("LitT", U32(64 << 20) + bomb)), HasSubstr("16777216 allowed"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Add("LitT", U32(0xffffffff) + bomb)), HasSubstr("4294967295 bytes of literals"));
}

TEST(DecodeHostile, Counts) {
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("AtU8", U32(0x7fffffff))), HasSubstr("2147483647 atoms cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("AtU8", U32(0x80000000))), HasSubstr("2147483648 atoms cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("ImpT", U32(0xffffffff))), HasSubstr("4294967295 imports cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("ExpT", U32(0x15555556))), HasSubstr("357913942 functions cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("FunT", U32(0x0aaaaaab))), HasSubstr("178956971 funs cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("Line", U32(0) + U32(0) + U32(0) + U32(0xffffffff) + U32(0xffffffff))),
              HasSubstr("12884901885 locations and names cannot be"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("Type", U32(3) + U32(0xffffffff))), HasSubstr("4294967295 types cannot be"));
  EXPECT_THAT(BodyError(Op(19), 0xffffffff), HasSubstr("4294967294 labels cannot be"));
  EXPECT_THAT(BodyError(Op(172, {Z(1) + "\x58" + U32(0x7fffffff)})), HasSubstr("list elements cannot be"));
}

TEST(DecodeHostile, Labels) {
  EXPECT_THAT(BodyError(Op(61, {F(3)})), HasSubstr("label 3 is out of range, there are 3"));
  EXPECT_THAT(BodyError(Op(61, {F(0)})), HasSubstr("jump: operand 1 is label 0"));
  EXPECT_THAT(BodyError(Op(1, {U(2)})), HasSubstr("m:f/1, byte 28: label 2 is defined twice"));
  EXPECT_THAT(BodyError(Op(1, {U(0)})), HasSubstr("label: operand 1 is label 0"));
  EXPECT_THAT(BodyError(Op(1, {U(3)})), HasSubstr("label: operand 1 is out of range: 3, the most is 2"));
  EXPECT_THAT(BodyError(Op(19), 4), HasSubstr("label 3 is not defined"));
  EXPECT_THAT(BodyError(Op(6, {U(1), F(1)})), HasSubstr("m:f/1: label 1 is not the entry of a function"));
  EXPECT_THAT(BodyError(Op(6, {U(2), F(2)})), HasSubstr("a call of m:f/1 with 2 arguments"));
  EXPECT_EQ(BodyError(Op(6, {U(1), F(2)})), "no error");
}

TEST(DecodeHostile, Functions) {
  const std::string header = U32(16) + U32(0) + U32(193);
  const std::string function = Op(1, {U(1)}) + Op(2, {A(1), A(2), U(1)}) + Op(1, {U(2)}) + Op(19);
  const auto error = [](const std::string& code) { return ErrorOf(BeamBuilder().Set("Code", code)); };
  EXPECT_EQ(error(header + U32(3) + U32(1) + function + Op(3)), "no error");
  EXPECT_THAT(error(header + U32(3) + U32(2) + function + Op(3)),
              HasSubstr("the header says 2 functions, there are 1"));
  EXPECT_THAT(error(header + U32(3) + U32(1) + Op(19) + function + Op(3)), HasSubstr("that belongs to no function"));
  EXPECT_THAT(error(header + U32(3) + U32(1) + function), HasSubstr("the code does not end in int_code_end"));
  EXPECT_THAT(error(header + U32(3) + U32(1) + function + Op(3) + Op(3)), HasSubstr("1 bytes too many"));
  EXPECT_THAT(error(header + U32(3) + U32(2) + function + Op(2, {A(1), A(2), U(1)}) + Op(3)),
              HasSubstr("func_info without a label before it"));
  EXPECT_THAT(error(header + U32(4) + U32(2) + function + Op(1, {U(3)}) + Op(2, {A(1), A(2), U(1)}) + Op(3)),
              HasSubstr("func_info without a label after it"));
  EXPECT_THAT(error(header + U32(2) + U32(1) + Op(1, {U(1)}) + Op(2, {A(2), A(2), U(1)}) + Op(3)),
              HasSubstr("func_info without a label after it"));
  EXPECT_THAT(error(header + U32(3) + U32(1) + Op(1, {U(1)}) + Op(2, {A(2), A(2), U(1)}) + Op(1, {U(2)}) + Op(3)),
              HasSubstr("func_info of another module"));
  EXPECT_THAT(error(header + U32(4) + U32(2) + Op(1, {U(1)}) + Op(2, {A(1), A(2), U(1)}) + Op(1, {U(2)}) +
                    Op(2, {A(1), A(2), U(1)}) + Op(1, {U(3)}) + Op(3)),
              HasSubstr("a function without instructions"));
  EXPECT_THAT(error(U32(8) + U32(0)), HasSubstr("a header of 8 bytes"));
  EXPECT_THAT(error(U32(16) + U32(1) + U32(193) + U32(3) + U32(1)), HasSubstr("unknown instruction set 1"));
}

TEST(DecodeHostile, Operands) {
  EXPECT_EQ(BodyError(Op(201)),
            "m.beam: chunk Code, m:f/1, byte 28: unknown opcode 201 (the file's highest is 193, 193 is known)");
  EXPECT_THAT(BodyError(Op(64, {F(1), X(0)})), HasSubstr("move: operand 1 is of the wrong kind"));
  EXPECT_THAT(BodyError(Op(64, {X(1024), X(0)})), HasSubstr("x register 1024 is out of range, there are 1024"));
  EXPECT_THAT(BodyError(Op(64, {A(3), X(0)})), HasSubstr("atom 3 is out of range"));
  EXPECT_THAT(BodyError(Op(64, {LiteralOperand(0), X(0)})), HasSubstr("literal 0 is out of range, there are 0"));
  EXPECT_THAT(BodyError(Op(7, {U(0), U(0)})), HasSubstr("call_ext: operand 2 is out of range: 0, the most is -1"));
  EXPECT_THAT(BodyError(Op(103, {U(0)})), HasSubstr("make_fun2: operand 1 is out of range"));
  EXPECT_THAT(BodyError(Op(12, {U(0), U(1025)})), HasSubstr("allocate: operand 2 is out of range: 1025"));
  EXPECT_THAT(BodyError(Op(136, {U(1000), U(25)})), HasSubstr("trim: the stack frame is too large"));
  EXPECT_THAT(BodyError(Op(59, {X(0), F(1), List({I(1)})})), HasSubstr("not a multiple of 2"));
  EXPECT_THAT(BodyError(Op(59, {X(0), F(1), List({I(1), F(0)})})), HasSubstr("an element 1 that is label 0"));
  EXPECT_THAT(BodyError(Op(164, {X(0), List({List({})})})), HasSubstr("a list in a list"));
  EXPECT_THAT(BodyError(Op(164, {X(0), List({Z(3) + U(0)})})), HasSubstr("an allocation list in a list"));
  EXPECT_THAT(BodyError(Op(64, {Z(0), X(0)})), HasSubstr("unknown extended operand 0"));
  EXPECT_THAT(BodyError(Op(64, {Typed(A(1), 0), X(0)})), HasSubstr("a type belongs to an x or y register"));
  EXPECT_THAT(BodyError(Op(96, {X(0), X(0)})), HasSubstr("one operand must be a floating point register"));
  EXPECT_THAT(BodyError(Op(132, {F(1), X(0), U(9), U(0)})), HasSubstr("the string is not in the pool"));
}

TEST(DecodeHostile, BinaryConstruction) {
  const auto error = [](const std::vector<std::string>& segments) {
    return ErrorOf(BeamBuilder()
                       .Set("AtU8", U32(3) + "\x01m\x01"
                                             "f\x06string")
                       .Set("StrT", "abc")
                       .Body(Op(177, {F(0), U(0), U(0), U(1), X(0), List(segments)})));
  };
  EXPECT_EQ(error({A(3), U(1), U(8), A(0), U(0), I(3)}), "no error");
  EXPECT_THAT(error({A(3), U(1), U(8), A(0), U(1), I(3)}), HasSubstr("a string that is not in the string pool"));
  EXPECT_THAT(error({A(3), U(1), U(8), A(0), X(1), I(3)}), HasSubstr("a value of the wrong kind"));
  EXPECT_THAT(error({A(2), U(1), U(8), A(0), U(0), I(3)}), HasSubstr("a value of the wrong kind"));
  EXPECT_THAT(error({A(2), U(1), U(8), X(0), X(0), I(3)}), HasSubstr("odd flags"));
  EXPECT_THAT(error({X(0), U(1), U(8), A(0), X(0), I(3)}), HasSubstr("a segment without a type"));
  EXPECT_THAT(error({A(2), U(1), U(8), A(0), X(0)}), HasSubstr("not a multiple of 6"));
}

TEST(DecodeHostile, Tables) {
  const std::string import = U32(1) + U32(1) + U32(2) + U32(1);
  const auto call = [&](const std::string& body) { return ErrorOf(BeamBuilder().Set("ImpT", import).Body(body)); };
  EXPECT_EQ(call(Op(78, {U(1), U(0)})), "no error");
  EXPECT_THAT(call(Op(78, {U(2), U(0)})), HasSubstr("call_ext_only: 2 arguments for m:f/1"));
  EXPECT_THAT(call(Op(11, {F(0), U(0), X(0), X(1), X(0)})), HasSubstr("bif2: 2 arguments for m:f/1"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("ImpT", U32(1) + U32(0) + U32(2) + U32(1))),
              HasSubstr("atom 0 is out of range"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("ImpT", U32(1) + U32(1) + U32(2) + U32(256))), HasSubstr("an arity of 256"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("ExpT", U32(1) + U32(2) + U32(2) + U32(2))),
              HasSubstr("chunk ExpT, byte 4: label 2 is not the entry of f/2"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("LocT", U32(1) + U32(2) + U32(1) + U32(0xffffffff))),
              HasSubstr("label 4294967295 is not the entry of f/1"));
  const auto fun = [](uint32_t label, uint32_t free) {
    return U32(1) + U32(2) + U32(1) + U32(label) + U32(0) + U32(free) + U32(0);
  };
  EXPECT_EQ(ErrorOf(BeamBuilder().Set("FunT", fun(2, 1))), "no error");
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("FunT", fun(1, 1))), HasSubstr("label 1 is not the entry of f/1"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("FunT", fun(2, 2))), HasSubstr("2 free variables has an arity of only 1"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Set("FunT", fun(2, 1)).Body(Op(171, {U(0), X(0), List({})}))),
              HasSubstr("0 free variables for a fun that has 1"));
}

TEST(DecodeHostile, DeepTerms) {
  const auto literal = [](size_t depth) {
    std::string term = "\x83";
    for (size_t i = 0; i < depth; ++i) term += std::string("h\x01", 2);
    term += "j";
    return U32(1) + U32(static_cast<uint32_t>(term.size())) + term;
  };
  BeamBuilder builder;
  builder.Body(Op(64, {LiteralOperand(0), X(0)}));
  EXPECT_TRUE(Survives(builder.Set("LitU", literal(kMaxTermDepth)).Bytes()));
  EXPECT_THAT(ErrorOf(builder.Set("LitU", literal(kMaxTermDepth + 1))), HasSubstr("nested more than 10000 deep"));
  EXPECT_THAT(ErrorOf(builder.Set("LitU", literal(1'000'000))), HasSubstr("nested more than 10000 deep"));
}

TEST(DecodeHostile, LongIntegers) {
  // 60,000 bytes each: quadratic work, so only so many.
  const std::string integer = std::string("\xf9\x38\x00", 2) + U32(60'000 - 9).substr(1) + std::string(60'000, '\x55');
  EXPECT_EQ(BodyError(Op(64, {integer, X(0)})), "no error");
  std::string many;
  for (int i = 0; i < 10; ++i) many += Op(64, {integer, X(0)});
  EXPECT_THAT(BodyError(many), HasSubstr("the integers in the code are too long together"));
  const std::string longer = std::string("\xf9\x38", 2) + U32(70'000).substr(1) + std::string(70'009, '\x55');
  EXPECT_THAT(BodyError(Op(64, {longer, X(0)})), HasSubstr("a number of 70009 bytes"));
}

TEST(DecodeHostile, TermChunks) {
  EXPECT_EQ(ErrorOf(BeamBuilder().Add("Attr", "\x83j")), "no error");
  EXPECT_THAT(ErrorOf(BeamBuilder().Add("Attr", "j")), HasSubstr("chunk Attr, byte 0: not a term in external format"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Add("CInf", "\x83jj")), HasSubstr("chunk CInf, byte 2: 1 bytes too many"));
  EXPECT_THAT(ErrorOf(BeamBuilder().Add("Meta", "\x83\x01")), HasSubstr("unknown external term tag 1"));
  EXPECT_EQ(ErrorOf(BeamBuilder().Add("Recs", "kept as it is").Add("DbgB", "").Add("zzzz", "?")), "no error");
}

}  // namespace
}  // namespace beamfold
