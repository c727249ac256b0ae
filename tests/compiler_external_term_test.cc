// SPDX-License-Identifier: Apache-2.0
//
// External terms: what is well formed, and how it is shown.

#include <string>

#include "compiler/erlang_text.h"
#include "compiler/external_term.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;

std::string Check(const std::string& bytes) {
  ByteReader reader("f", "LitT", bytes);
  absl::Status status = CheckExternalTerm(reader);
  if (status.ok()) status = reader.CheckEnd();
  return status.ok() ? "ok" : std::string(status.message());
}

// Pairs of lines from Erlang: the term in hexadecimal, and as ~0tp shows it.
TEST(ExternalTerm, TextIsWhatErlangShows) {
  const std::string terms =
      "[0, 255, 256, -1, -2147483648, 2147483648, 1 bsl 64, -(1 bsl 2000), 0.0, 1.5, -2.5e-7, 1.0e22, 123456.789, "
      "a, list_to_atom(\"with space\"), list_to_atom(\"\"), list_to_atom(\"a\\nb\"), list_to_atom(\"case\"), "
      "list_to_atom([233]), [], \"string\", [1, 2, 3], \"tab\\t\\\"\", [a | b], [a, [b], \"c\" | \"d\"], {}, {a}, "
      "{a, {b, [c]}}, #{}, #{a => 1, b => [2]}, <<>>, <<\"text\">>, <<0, 1, 255>>, <<5:3>>, <<1, 5:3>>, "
      "fun lists:map/2, [{a, #{1 => {}}}, <<\"x\">> | y], list_to_tuple(lists:seq(1, 300)), lists:seq(1, 300)]";
  const std::string output = testing::Erl(
      "io:setopts([{encoding, unicode}]), [begin <<_, B/binary>> = term_to_binary(T), "
      "io:format(\"~s~n~0tp~n\", [binary:encode_hex(B), T]) end || T <- " +
      terms + "]");
  const std::vector<std::string> lines = testing::Lines(output);
  ASSERT_EQ(lines.size(), 2u * 39) << output;
  for (size_t i = 0; i < lines.size(); i += 2) {
    const std::string bytes = testing::Unhex(lines[i]);
    EXPECT_EQ(Check(bytes), "ok") << lines[i + 1];
    // ~tp leaves Latin-1 letters of atoms unquoted; here every atom beyond ASCII is quoted.
    const std::string text = lines[i + 1] == "\u00e9" ? "'\u00e9'" : lines[i + 1];
    EXPECT_EQ(ExternalTermText(bytes, 100'000), text);
  }
}

TEST(ExternalTerm, PidsPortsReferencesAndFuns) {
  const std::string output = testing::Erl(
      "X = a, [begin <<_, B/binary>> = term_to_binary(T), io:format(\"~s~n\", [binary:encode_hex(B)]) end || T <- "
      "[self(), hd(erlang:ports()), make_ref(), fun() -> X end]]");
  const std::vector<std::string> lines = testing::Lines(output);
  ASSERT_EQ(lines.size(), 4u) << output;
  const char* const texts[] = {"#Pid<>", "#Port<>", "#Ref<>", "#Fun<"};
  for (size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(Check(testing::Unhex(lines[i])), "ok") << lines[i];
    EXPECT_THAT(ExternalTermText(testing::Unhex(lines[i]), 1000), HasSubstr(texts[i]));
  }
}

TEST(ExternalTerm, EveryTruncationIsAnError) {
  const std::string bytes = testing::TermToBinary(
                                "{[a | b], #{k => 1.5}, <<1, 2:3>>, fun() -> x end, self(), make_ref(), 1 bsl 99, "
                                "fun lists:map/2, \"string\"}")
                                .substr(1);
  ASSERT_EQ(Check(bytes), "ok");
  for (size_t length = 0; length < bytes.size(); ++length) EXPECT_NE(Check(bytes.substr(0, length)), "ok") << length;
}

TEST(ExternalTerm, Malformed) {
  EXPECT_THAT(Check("i\xff\xff\xff\xff"), HasSubstr("4294967295 elements cannot be in the 0 bytes"));
  EXPECT_THAT(Check("t\xff\xff\xff\xff"), HasSubstr("8589934590 elements cannot be"));
  EXPECT_THAT(Check(std::string("l\0\0\0\0j", 6)), HasSubstr("a list without elements"));
  EXPECT_THAT(Check("w\x01\xff"), HasSubstr("an atom is not UTF-8"));
  EXPECT_THAT(Check("F\x7f\xf0" + std::string(6, '\0')), HasSubstr("not finite"));
  EXPECT_THAT(Check("c" + std::string(31, 'x')), HasSubstr("a float that is no number"));
  EXPECT_EQ(Check("c1.50000000000000000000e+00" + std::string(5, '\0')), "ok");
  EXPECT_THAT(Check("n\x01\x02\x05"), HasSubstr("impossible sign"));
  EXPECT_THAT(Check(std::string("M\0\0\0\x01\x09x", 7)), HasSubstr("impossible number of bits"));
  EXPECT_THAT(Check("qw\x01mw\x01"
                    "fb\xff\xff\xff\xff"),
              HasSubstr("impossible arity"));
  EXPECT_THAT(Check("qj"), HasSubstr("an atom is wanted, not external term tag 106"));
  EXPECT_THAT(Check("R"), HasSubstr("unknown external term tag 82"));
}

TEST(ExternalTerm, LongTextIsCut) {
  std::string list = std::string("l\0\0\x27\x10", 5);  // 10,000 elements
  for (int i = 0; i < 10'000; ++i) list += "a\x07";
  EXPECT_EQ(ExternalTermText(list + "j", 10), "[7,7,7,7,7...");
  const std::string binary = std::string("m\0\0\x27\x10", 5) + std::string(10'000, 'x');
  EXPECT_EQ(ExternalTermText(binary, 8), "<<\"xxxxx...");
  const std::string big = std::string("o\0\0\x27\x10\x01", 6) + std::string(10'000, '\x12');
  EXPECT_EQ(ExternalTermText(big, 10), "-16#121212...");
}

TEST(ErlangText, Utf8) {
  size_t characters;
  EXPECT_TRUE(IsUtf8("a\u00e9\u20ac\U0001f600", &characters));
  EXPECT_EQ(characters, 4u);
  for (const char* bad : {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5"}) {
    EXPECT_FALSE(IsUtf8(bad, &characters));
  }
}

}  // namespace
}  // namespace beamfold
