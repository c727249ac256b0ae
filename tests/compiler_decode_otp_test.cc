// SPDX-License-Identifier: Apache-2.0
//
// Every module of the installed OTP decodes, and to what OTP itself finds in it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/decode.h"
#include "compiler/erlang_text.h"
#include "compiler/external_term.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::Contains;

std::string SourceDir() { return std::filesystem::path(__FILE__).parent_path().string(); }

Program Decode(const std::string& file) {
  absl::StatusOr<Program> program = DecodeBeam(testing::ReadFile(file), file);
  EXPECT_TRUE(program.ok()) << program.status();
  return program.ok() ? *std::move(program) : Program();
}

TEST(DecodeOtp, EveryInstalledModuleDecodes) {
  const std::vector<std::string> files = testing::InstalledBeams();
  ASSERT_GT(files.size(), 100u) << "no Erlang/OTP here?";
  for (const std::string& file : files) {
    const Program program = Decode(file);
    EXPECT_EQ(program.module_name() + ".beam", std::filesystem::path(file).filename().string());
    EXPECT_GT(program.functions.size(), 0u) << file;
    EXPECT_LE(program.highest_opcode, kMaxOpcode) << file;
  }
}

// What tests/data/beam_facts.escript says of one file.
struct Facts {
  std::map<std::string, size_t> counts;
  std::vector<std::string> functions;             // "name arity entry"
  std::vector<std::vector<std::string>> opcodes;  // of each function
  std::set<std::string> literals;
};

std::map<std::string, Facts> AskOtp(const std::vector<std::string>& files) {
  std::string command = "escript " + SourceDir() + "/data/beam_facts.escript";
  for (const std::string& file : files) command += " " + file;
  std::map<std::string, Facts> all;
  Facts* facts = nullptr;
  for (const std::string& line : testing::Lines(testing::Run(command))) {
    const size_t space = line.find(' ');
    const std::string word = line.substr(0, space);
    const std::string rest = line.substr(space + 1);
    if (word == "file") {
      facts = &all[rest];
    } else if (word == "function") {
      facts->functions.push_back(rest);
      facts->opcodes.emplace_back();
    } else if (word == "literal") {
      facts->literals.insert(rest);
    } else if (word.empty()) {
      facts->opcodes.back().push_back(line.substr(2));
    } else {
      facts->counts[word] = std::stoul(rest);
    }
  }
  return all;
}

std::vector<std::string> OpcodeNames(const Program& program, const FunctionRange& function) {
  std::vector<std::string> names;
  for (uint32_t i = function.begin; i < function.end; ++i) {
    const OpcodeInfo& info = GetOpcodeInfo(program.code[i].op);
    if (program.code[i].op != Opcode::kLine) names.emplace_back(info.name);
  }
  return names;
}

class DecodeLikeOtp : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    for (const char* module : {"lists",         "maps",         "binary",   "ets",       "dict",        "gb_trees",
                               "io_lib_pretty", "unicode_util", "erl_scan", "erl_parse", "beam_disasm", "beam_ssa_opt",
                               "beam_asm",      "v3_core",      "zlib",     "file",      "prim_inet",   "gen_server",
                               "base64",        "calendar",     "math",     "timer",     "re",          "erl_lint"}) {
      const std::string file = testing::BeamOf(module);
      if (std::filesystem::exists(file)) files_.push_back(file);
    }
    facts_ = AskOtp(files_);
  }

  void SetUp() override {
    ASSERT_GE(files_.size(), 20u);
    for (const std::string& file : files_) ASSERT_EQ(facts_.count(file), 1u) << file;
  }

  static inline std::vector<std::string> files_;
  static inline std::map<std::string, Facts> facts_;
};

TEST_F(DecodeLikeOtp, TablesHaveAsManyEntries) {
  for (const std::string& file : files_) {
    const Program program = Decode(file);
    std::map<std::string, size_t>& counts = facts_[file].counts;
    EXPECT_EQ(program.atoms.size() - 1, counts["atoms"]) << file;
    EXPECT_EQ(program.imports.size(), counts["imports"]) << file;
    EXPECT_EQ(program.exports.size(), counts["exports"]) << file;
    EXPECT_EQ(program.locals.size(), counts["locals"]) << file;
  }
}

TEST_F(DecodeLikeOtp, FunctionsAndTheirInstructionsAreTheSame) {
  for (const std::string& file : files_) {
    const Program program = Decode(file);
    const Facts& facts = facts_[file];
    ASSERT_EQ(program.functions.size(), facts.functions.size()) << file;
    for (size_t f = 0; f < facts.functions.size(); ++f) {
      const FunctionRange& function = program.functions[f];
      EXPECT_EQ(program.atoms[function.name] + " " + std::to_string(function.arity) + " " +
                    std::to_string(function.entry_label),
                facts.functions[f]);
      EXPECT_EQ(OpcodeNames(program, function), facts.opcodes[f]) << file << ": " << facts.functions[f];
    }
  }
}

TEST_F(DecodeLikeOtp, LiteralsPrintTheSame) {
  size_t compared = 0;
  for (const std::string& file : files_) {
    const Program program = Decode(file);
    std::set<std::string> texts;
    for (const Literal& literal : program.literals) texts.insert(ExternalTermText(literal.external, 1 << 20));
    for (const std::string& text : facts_[file].literals) {
      EXPECT_THAT(texts, Contains(text)) << file;
      ++compared;
    }
  }
  EXPECT_GT(compared, 200u);
}

}  // namespace
}  // namespace beamfold
