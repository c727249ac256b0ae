// SPDX-License-Identifier: Apache-2.0
//
// Tagged numbers of every length.

#include <limits>
#include <string>

#include "compiler/big_integer.h"
#include "compiler/compact_term.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;

struct Case {
  std::string bytes;
  CompactTag tag;
  int64_t value;
};

TEST(CompactTerm, Numbers) {
  const Case cases[] = {
      {"\x10", CompactTag::kU, 1},
      {"\xf5", CompactTag::kF, 15},
      {std::string("\x0b\x10", 2), CompactTag::kX, 16},
      {"\xe9\xff", CompactTag::kI, 2047},
      {std::string("\x19\x08\x00", 3), CompactTag::kI, 2048},
      {"\x19\xff\xfb", CompactTag::kI, -5},
      {std::string("\x18\x00\xff", 3), CompactTag::kU, 255},
      {std::string("\x38\x00\xff\xff", 4), CompactTag::kU, 65535},
      {std::string("\xd9\x80\x00\x00\x00\x00\x00\x00\x00", 9), CompactTag::kI, std::numeric_limits<int64_t>::min()},
      {"\xd9\x7f\xff\xff\xff\xff\xff\xff\xff", CompactTag::kI, std::numeric_limits<int64_t>::max()},
      {std::string("\xf9\x00\x00\x7f\xff\xff\xff\xff\xff\xff\xff", 11), CompactTag::kI,
       std::numeric_limits<int64_t>::max()},
  };
  for (const Case& c : cases) {
    ByteReader reader("f", "Code", c.bytes);
    TaggedNumber number;
    ASSERT_TRUE(ReadTaggedNumber(reader, &number).ok());
    EXPECT_EQ(number.tag, c.tag);
    EXPECT_FALSE(number.is_big);
    EXPECT_EQ(number.value, c.value);
    EXPECT_TRUE(reader.AtEnd());
  }
}

std::string Decimal(const std::string& bytes) {
  ByteReader reader("f", "Code", bytes);
  Program program;
  OperandReader operands(program);
  Operand operand;
  const absl::Status status = operands.Read(reader, &operand);
  if (!status.ok()) return std::string(status.message());
  if (operand.kind != Operand::Kind::kBigInteger) return "not big";
  return program.big_integers[operand.index];
}

TEST(CompactTerm, BigIntegers) {
  EXPECT_EQ(Decimal(std::string("\xf9\x00\x00\x80\x00\x00\x00\x00\x00\x00\x00", 11)), "9223372036854775808");
  EXPECT_EQ(Decimal("\xf9" + std::string(1, '\0') + "\xff\x7f\xff\xff\xff\xff\xff\xff\xff"), "-9223372036854775809");
  EXPECT_EQ(Decimal(std::string("\xf9\x10\xff", 3) + std::string(9, '\0')), "-4722366482869645213696");
  // 2^2040 has 256 bytes with its sign: the length needs two bytes.
  const std::string text = Decimal(std::string("\xf9\x08\xf7\x01", 4) + std::string(255, '\0'));
  EXPECT_EQ(text.size(), 615u);
  EXPECT_EQ(text.substr(0, 10), "1262383049");
  EXPECT_EQ(text.substr(605), "8201547776");
}

TEST(CompactTerm, OnlyIntegersAreNegativeOrLong) {
  for (const char* bytes : {"\x18\xff\xfb", "\x1b\xff\xfb", "\xd8\xff\xff\xff\xff\xff\xff\xff\xff"}) {
    ByteReader reader("f", "Code", bytes);
    TaggedNumber number;
    EXPECT_THAT(std::string(ReadTaggedNumber(reader, &number).message()), HasSubstr("out of range")) << bytes;
  }
}

TEST(CompactTerm, Lengths) {
  EXPECT_THAT(Decimal("\xf9\x11"), HasSubstr("a length must be tagged u"));
  EXPECT_THAT(Decimal("\xf9\xf8"), HasSubstr("a number is too long"));
  EXPECT_THAT(Decimal("\xf9\x38\x7f\xff\xff"), HasSubstr("a number of 8388616 bytes"));
  EXPECT_THAT(Decimal("\xf9\x08"), HasSubstr("1 bytes wanted, 0 left"));
  EXPECT_THAT(Decimal(std::string("\xf9\x00\x01", 3)), HasSubstr("9 bytes wanted, 1 left"));
}

TEST(BigInteger, Text) {
  EXPECT_EQ(DecimalText("", false), "0");
  EXPECT_EQ(DecimalText(std::string("\0\0\0\0\0", 5), true), "0");
  EXPECT_EQ(DecimalText("\xff", true), "-255");
  EXPECT_EQ(DecimalText(std::string("\x00\xca\x9a\x3b", 4), false), "1000000000");
  EXPECT_EQ(DecimalText(std::string("\0\0\0\0\x01", 5), false), "4294967296");
  EXPECT_EQ(HexadecimalText(std::string("\x01\x0f\0", 3), true), "-16#F01");
  EXPECT_EQ(HexadecimalText("", false), "0");
}

}  // namespace
}  // namespace beamfold
