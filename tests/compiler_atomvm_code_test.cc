// SPDX-License-Identifier: Apache-2.0
//
// Rules of AtomVM's native code that only show when memory runs out, so they are looked for in the code itself.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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

}  // namespace
}  // namespace beamfold
