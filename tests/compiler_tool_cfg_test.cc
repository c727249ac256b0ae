// SPDX-License-Identifier: Apache-2.0
//
// `beamfold cfg` as a command: forms, stages, policies, one function of a module, exit codes.

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cfg/policies.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/otp.h"

namespace beamfold {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kSum[] = BEAMFOLD_SOURCE_DIR "/cfg/pictures/sum.cfg";

std::string Cfg(const std::string& args) { return testing::Run(BEAMFOLD_TOOL " cfg " + args + " 2>&1"); }

int ExitCode(const std::string& args) {
  const int status = std::system((BEAMFOLD_TOOL " cfg " + args + " >/dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ToolCfg, EveryFormOfEveryStage) {
  const struct {
    std::string form;
    const char* begin;
  } forms[] = {{"text", ""}, {"dot", "digraph"}, {"svg", "<svg"}, {"html", "<!DOCTYPE html>"}, {"stats", "blocks"}};
  for (const auto& form : forms) {
    for (const char* stage : {"graph", "dom", "loops", "tree"}) {
      const std::string out = Cfg(absl::StrCat("--emit=", form.form, " --stage=", stage, " ", kSum));
      EXPECT_THAT(out, StartsWith(form.begin)) << stage;
      EXPECT_THAT(out, Not(HasSubstr("beamfold cfg:")));
      EXPECT_THAT(out, HasSubstr(form.form == "stats" ? "loops" : "sum/2")) << form.form << ", " << stage;
    }
  }
}

TEST(ToolCfg, ShortForms) {
  const auto same = [](const char* brief, const char* full) {
    EXPECT_EQ(Cfg(absl::StrCat(brief, " ", kSum)), Cfg(absl::StrCat(full, " ", kSum)));
  };
  same("", "--emit=text --stage=graph");
  same("--emit=cfg", "--emit=text --stage=graph");
  same("--emit=tree", "--emit=text --stage=tree");
  same("--emit=dom", "--emit=dot --stage=dom");
  same("--emit=loops", "--emit=dot --stage=loops");
  same("--emit=svg", "--emit=svg --stage=graph");
  same("--naive --emit=tree", "--policy=naive --emit=tree");
  EXPECT_EQ(Cfg(absl::StrCat("--from=", kSum)), Cfg(absl::StrCat("- <", kSum)));
}

TEST(ToolCfg, EveryPolicyOfTheTable) {
  const std::string help = Cfg("--help");
  for (const cfg::NamedPolicy& policy : cfg::NamedPolicies()) {
    EXPECT_THAT(help, HasSubstr(absl::StrCat("  ", policy.name, " ")));
    EXPECT_THAT(Cfg(absl::StrCat("--emit=svg --stage=tree --policy=", policy.name, " ", kSum)),
                HasSubstr(absl::StrCat("sum.cfg: ", policy.name, "</text>")));
  }
}

TEST(ToolCfg, ExitCodes) {
  const std::string sum = absl::StrCat(" ", kSum);
  EXPECT_EQ(ExitCode(sum), 0);
  for (const char* wrong : {"--emit=no", "--stage=no", "--policy=no", "--emit=wat", "--function=a/1", "--stage=both",
                            "--no", "--from=other.cfg"}) {
    EXPECT_EQ(ExitCode(wrong + sum), 2) << wrong;
  }
  EXPECT_EQ(ExitCode(""), 2);
  EXPECT_EQ(ExitCode("no/such.cfg"), 1);
  EXPECT_EQ(ExitCode("-o no/such/folder" + sum), 1);
  EXPECT_EQ(ExitCode("- </dev/null"), 0);
  EXPECT_THAT(Cfg("- <" BEAMFOLD_SOURCE_DIR "/README.md"), StartsWith("beamfold: <stdin>: line 3: "));
}

TEST(ToolCfg, OneFunctionOfAModule) {
  const std::string folder = ::testing::TempDir();
  testing::Run("erlc -o " + folder + " " BEAMFOLD_SOURCE_DIR "/bench/programs/fib.erl");
  const std::string fib = folder + "/fib.beam";
  const std::string all = Cfg(fib);
  const std::string one = Cfg("--function=fib/1 " + fib);
  EXPECT_THAT(one, HasSubstr("\"fib/1\"\n"));
  EXPECT_THAT(one, HasSubstr("\nother b"));
  EXPECT_THAT(one, HasSubstr("\nentries b"));
  EXPECT_LT(one.size(), all.size());
  // What it calls is named, but cut off.
  const std::string caller = Cfg("--function=main/1 " + fib);
  EXPECT_THAT(caller, HasSubstr("\"main/1\"\n"));
  EXPECT_THAT(caller, HasSubstr("\"fib/1\"\n  exit\n"));
  EXPECT_THAT(Cfg("--emit=svg --stage=both --function=fib/1 " + fib), HasSubstr(">fib:fib/1: stackifier</text>"));
  EXPECT_EQ(ExitCode("--function=fib/2 " + fib), 1);
  EXPECT_EQ(ExitCode("--function=fib/1 --emit=wat " + fib), 2);
  EXPECT_EQ(ExitCode("--emit=wat " + fib), 0);
  std::remove(fib.c_str());
}

}  // namespace
}  // namespace beamfold
