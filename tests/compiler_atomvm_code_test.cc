// SPDX-License-Identifier: Apache-2.0
//
// Rules of AtomVM's native code that only show when memory runs out, so they are looked for in the code itself.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "compiler/atomvm/compile.h"
#include "compiler/atomvm/module.h"
#include "compiler/decode.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

std::vector<std::string> ListingOf(const char* module, bool pinned_only) {
  const absl::StatusOr<Program> program = DecodeBeam(testing::ReadFile(testing::BeamOf(module)), module);
  EXPECT_TRUE(program.ok()) << program.status();
  CompileOptions options;
  options.listing = true;
  const absl::StatusOr<AtomvmResult> result = CompileForAtomvm(*program, options, {.pinned_only = pinned_only});
  EXPECT_TRUE(result.ok()) << result.status();
  std::vector<std::string> lines;
  for (absl::string_view line : absl::StrSplit(result->listing, '\n')) {
    lines.emplace_back(absl::StripAsciiWhitespace(line));
  }
  return lines;
}

// Where the primitive is called: the line behind each call.
std::vector<size_t> CallsOf(const std::vector<std::string>& lines, avm::Primitive primitive) {
  std::vector<size_t> calls;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i] == absl::StrCat("i32.load offset=", 4 * primitive) &&
        absl::StartsWith(lines[i + 1], "call_indirect")) {
      calls.push_back(i + 2);
    }
  }
  return calls;
}

// What gives 0 when there is no memory is asked for it at once.
TEST(AtomvmCode, AsksWhetherThereIsATerm) {
  const std::vector<std::string> lines = ListingOf("rand", false);
  for (avm::Primitive primitive : {avm::kLoadLiteral, avm::kBoxedInteger, avm::kBigInteger}) {
    const std::vector<size_t> calls = CallsOf(lines, primitive);
    EXPECT_FALSE(calls.empty()) << primitive;
    for (size_t at : calls) {
      EXPECT_TRUE(absl::StartsWith(lines[at], "local.tee")) << lines[at];
      EXPECT_EQ(lines[at + 1], "i32.eqz");
      EXPECT_TRUE(absl::StartsWith(lines[at + 2], "br_if")) << lines[at + 2];
    }
  }
}

// heap.root, heap_start, heap_ptr and heap_end are at places that AtomVM's build does not check.
TEST(AtomvmCode, PinnedOffsetsAlone) {
  const auto uses = [](const std::vector<std::string>& lines) {
    int count = 0;
    for (size_t i = 0; i + 1 < lines.size(); ++i) {
      for (int offset : {4, 8, 12, 16}) {
        count += lines[i] == "local.get $ctx" && lines[i + 1] == absl::StrCat("i32.load offset=", offset);
      }
    }
    return count;
  };
  EXPECT_GT(uses(ListingOf("lists", false)), 0);
  EXPECT_EQ(uses(ListingOf("lists", true)), 0);
}

// What is done in place beyond a few instructions is a function of its own, once in the module, and only if it is used.
TEST(AtomvmCode, HelpersOnceAndAsNeeded) {
  const auto count = [](const std::vector<std::string>& lines, absl::string_view name) {
    int found = 0;
    for (const std::string& line : lines) found += absl::StartsWith(line, absl::StrCat("(func $", name, " "));
    return found;
  };
  const std::vector<std::string> lists = ListingOf("lists", false);
  for (const char* name : {"box", "compare", "integer_+", "integer_div", "find_key"}) EXPECT_EQ(count(lists, name), 1);
  for (const char* name : {"integer_bxor", "data", "small_field", "utf8"}) EXPECT_EQ(count(lists, name), 0) << name;
  const std::vector<std::string> base64 = ListingOf("base64", false);
  for (const char* name : {"data", "small_field"}) EXPECT_EQ(count(base64, name), 1) << name;
  // They read what AtomVM's build does not check the places of.
  for (const char* module : {"lists", "base64"}) {
    const std::vector<std::string> pinned = ListingOf(module, true);
    for (const char* name : {"box", "compare", "integer_+", "find_key", "data", "small_field", "match_state", "part"}) {
      EXPECT_EQ(count(pinned, name), 0) << name;
    }
  }
}

// An integer's words are taken at heap_ptr only if they are free, which has to be asked where the heap is of one piece:
// strict checks do not get there.
TEST(AtomvmCode, BoxesAskForRoom) {
  const std::vector<std::string> lines = ListingOf("lists", false);
  size_t at = 0;
  while (at < lines.size() && !absl::StartsWith(lines[at], "(func $box ")) ++at;
  std::vector<std::string> before;
  for (; at < lines.size() && lines[at] != "i32.store" && lines[at] != "i64.store"; ++at) before.push_back(lines[at]);
  ASSERT_LT(at, lines.size());
  const std::string text = absl::StrJoin(before, " ");
  EXPECT_TRUE(absl::StrContains(text,
                                "local.get $e local.get $hp i32.sub i32.const 12 i32.lt_u"
                                " local.get $ctx i32.load offset=4 i32.load i32.or if"))
      << text;
  // One word, if it is enough: AtomVM takes the form for what the value is.
  EXPECT_TRUE(absl::StrContains(text, "i64.extend32_s local.get $value i64.eq if")) << text;
  EXPECT_TRUE(absl::StrContains(text, "local.get $hp local.get $sign i32.const 72 i32.or")) << text;
}

}  // namespace
}  // namespace beamfold
