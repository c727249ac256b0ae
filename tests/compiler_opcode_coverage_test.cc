// SPDX-License-Identifier: Apache-2.0
//
// tests/opcodes/coverage.md says of each opcode whether it is decoded, interpreted, compiled and tested. It is written
// from the tables and sources; every opcode that OTP 24 to 29 can write must have all ticks.
//
//     BEAMFOLD_UPDATE=1 build/dev/tests/compiler_opcode_coverage_test      # writes it anew

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "compiler/opcode.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace beamfold {
namespace {

constexpr uint8_t kNewestRelease = 29;
const char kReport[] = BEAMFOLD_SOURCE_DIR "/tests/opcodes/coverage.md";

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string CamelName(uint32_t number) {
  switch (static_cast<Opcode>(number)) {
#define BEAM_OP(number, name, camel, arity, operands, flow, area, since) \
  case Opcode::k##camel:                                                 \
    return #camel;
#include "compiler/opcodes.def"
#undef BEAM_OP
  }
  return "";
}

bool IsLowered(uint32_t number) {
  switch (static_cast<Opcode>(number)) {
#define LOWERED(camel) case Opcode::k##camel:
#include "compiler/beamfold/lowered.def"
#undef LOWERED
    return true;
    default:
      return false;
  }
}

// Opcodes that the loader of the runtime has a case for.
std::set<std::string> Translated() {
  std::set<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(BEAMFOLD_SOURCE_DIR "/runtime")) {
    const std::string name = file.path().filename();
    if (!name.starts_with("translate") || file.path().extension() != ".cc") continue;
    const std::string text = ReadFile(file.path());
    constexpr std::string_view kCase = "case Opcode::k";
    for (size_t at = text.find(kCase); at != std::string::npos; at = text.find(kCase, at + 1)) {
      const size_t begin = at + kCase.size();
      names.insert(text.substr(begin, text.find(':', begin) - begin));
    }
  }
  // What ends the code is nothing to run.
  names.insert("IntCodeEnd");
  return names;
}

// Instruction -> the files of tests/opcodes that have it.
std::map<std::string, std::set<std::string>> Tested() {
  std::map<std::string, std::set<std::string>> files;
  for (const auto& file : std::filesystem::directory_iterator(BEAMFOLD_SOURCE_DIR "/tests/opcodes")) {
    if (file.path().extension() != ".S") continue;
    const std::string name = file.path().stem();
    const std::string text = ReadFile(file.path());
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      constexpr std::string_view kVariants = "variants $ = ";
      const bool variants = line.starts_with(kVariants);
      if (variants) line.erase(0, kVariants.size());
      // A variant may be a whole instruction.
      size_t begin = 0;
      while (begin != std::string::npos) {
        const size_t end = variants ? line.find(" | ", begin) : std::string::npos;
        std::istringstream words(line.substr(begin, end == std::string::npos ? end : end - begin));
        std::string word;
        words >> word;
        files[word].insert(name);
        begin = end == std::string::npos ? end : end + 3;
      }
    }
    // What a function line stands for.
    for (const char* op : {"label", "func_info", "int_code_end"}) files[op].insert(name);
  }
  return files;
}

std::string Tick(bool yes) { return yes ? "x" : " "; }

struct Coverage {
  std::string text;
  std::vector<std::string> missing;
};

Coverage MakeReport() {
  const std::set<std::string> translated = Translated();
  const std::map<std::string, std::set<std::string>> tested = Tested();
  Coverage out;
  out.text =
      "# Opcodes\n\nWritten by `compiler_opcode_coverage_test` (`BEAMFOLD_UPDATE=1` writes it anew). Obsolete: no "
      "compiler since OTP 24\nwrites it, no loader takes it, and decoding it is an error.\n\n"
      "| nr | opcode | since OTP | decoded | interpreted | compiled | tested in |\n|---|---|---|---|---|---|---|\n";
  for (uint32_t number = 1; number <= kMaxOpcode; ++number) {
    const OpcodeInfo& info = GetOpcodeInfo(number);
    const std::string since = info.since == 0 ? "" : absl::StrCat(info.since);
    const std::string head = absl::StrFormat("| %d | %s/%d | %s |", number, info.name, info.arity, since);
    if (info.area == Area::kObsolete) {
      absl::StrAppend(&out.text, head, " obsolete | | | |\n");
      continue;
    }
    const bool interpreted = translated.contains(CamelName(number));
    const bool lowered = IsLowered(number);
    const auto files = tested.find(std::string(info.name));
    const bool is_tested = files != tested.end();
    const bool released = info.since <= kNewestRelease;
    absl::StrAppend(&out.text, head, " x | ", Tick(interpreted), " | ", Tick(lowered), " | ",
                    is_tested ? absl::StrJoin(files->second, " ") : "", released ? "" : "not released yet", " |\n");
    if (released && !(interpreted && lowered && is_tested)) out.missing.emplace_back(info.name);
  }
  return out;
}

TEST(OpcodeCoverage, EveryOpcodeOfOtp24To29HasAllTicks) { EXPECT_THAT(MakeReport().missing, ::testing::IsEmpty()); }

TEST(OpcodeCoverage, ReportIsUpToDate) {
  const std::string text = MakeReport().text;
  if (std::getenv("BEAMFOLD_UPDATE") != nullptr) std::ofstream(kReport, std::ios::binary) << text;
  EXPECT_EQ(ReadFile(kReport), text);
}

}  // namespace
}  // namespace beamfold
