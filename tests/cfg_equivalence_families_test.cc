// SPDX-License-Identifier: Apache-2.0
//
// Named graphs under every policy: the families of tests/families.h in many sizes, and the graphs in tests/data/*.cfg.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cfg/graph_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cfg_equivalence.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

struct Family {
  const char* name;
  Graph (*make)(uint32_t);
};
constexpr Family kFamilies[] = {
    {"Chain", Chain},
    {"SideExits", SideExits},
    {"Diamonds", Diamonds},
    {"Ladder", Ladder},
    {"NestedLoops", NestedLoops},
    {"LoopChain", LoopChain},
    {"DeepExits", DeepExits},
    {"Complete", Complete},
    {"Duff", Duff},
    {"DeepSwitch", DeepSwitch},
    {"Comb", Comb},
    {"DeBruijn", DeBruijn},
    {"SideEntries", SideEntries},
    {"StateMachine", StateMachine},
    {"IrreducibleChain", IrreducibleChain},
    {"IrreducibleNest", IrreducibleNest},
    {"Calls", Calls},
};

class Families : public ::testing::TestWithParam<Family> {};

TEST_P(Families, DoTheSameInEveryForm) {
  for (uint32_t n = 1; n <= (kFullSize ? 70 : 20); ++n) {
    Graph graph = GetParam().make(n);
    const std::string difference = FirstDifference(graph, {.random_streams = 3, .random_blocks = 200});
    ASSERT_TRUE(difference.empty()) << "n " << n << ": " << difference;
    // Entered at every third block, and called from elsewhere.
    graph.entries.clear();
    for (BlockId b = 0; b < graph.blocks.size(); b += 3) graph.entries.push_back(b);
    graph.other_entry = static_cast<BlockId>(graph.blocks.size() / 2);
    const std::string entered = FirstDifference(graph, {.random_streams = 1, .random_blocks = 100});
    ASSERT_TRUE(entered.empty()) << "n " << n << ", many entries: " << entered;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Families, ::testing::ValuesIn(kFamilies),
                         [](const auto& info) { return std::string(info.param.name); });

// The graphs in tests/data, by name.
std::map<std::string, Graph> GraphFiles() {
  std::map<std::string, Graph> graphs;
  for (const auto& file : std::filesystem::directory_iterator(BEAMFOLD_SOURCE_DIR "/tests/data")) {
    if (file.path().extension() != ".cfg") continue;
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    absl::StatusOr<Graph> graph = ParseGraph(text.str());
    EXPECT_TRUE(graph.ok()) << file.path() << ": " << graph.status();
    if (graph.ok()) graphs[file.path().stem()] = *std::move(graph);
  }
  return graphs;
}

TEST(GraphFiles, DoTheSameInEveryForm) {
  const std::map<std::string, Graph> graphs = GraphFiles();
  std::vector<std::string> names;
  for (const auto& [name, graph] : graphs) {
    names.push_back(name);
    const std::string difference =
        FirstDifference(graph, {.exhaustive_blocks = 10, .random_streams = 20, .random_blocks = 200});
    EXPECT_TRUE(difference.empty()) << name << ": " << difference;
    // The same, suspended and resumed anywhere.
    Graph entered = graph;
    entered.entries.clear();
    for (BlockId b = 0; b < graph.blocks.size(); ++b) entered.entries.push_back(b);
    const std::string resumed = FirstDifference(entered, {.exhaustive_blocks = 6});
    EXPECT_TRUE(resumed.empty()) << name << ", all entries: " << resumed;
  }
  EXPECT_THAT(names, ::testing::IsSupersetOf({"two_entry_loop", "two_entry_loop_inner", "three_by_two", "loop_with_if",
                                              "pi_next", "ps_hints_apply", "fannkuch_worker", "func_2"}));
}

bool UsesLabel(const Structured& structured) {
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kGetLabel || op.kind == OpKind::kTestLabel || op.kind == OpKind::kSetLabel) return true;
  }
  return false;
}

// What LLVM's tests of the same shapes expect of it: some of them need a label, fannkuch_worker must not.
TEST(GraphFiles, OnlyIrreducibleOnesNeedTheLabel) {
  const Effort effort = {.exhaustive_blocks = 4};
  for (const auto& [name, graph] : GraphFiles()) {
    const Policy dispatch;
    const Policy relooper = {.strategy = Strategy::kRelooper};
    const bool reducible = name == "fannkuch_worker";
    Structured structured;
    ASSERT_TRUE(Equivalent(graph, dispatch, effort, &structured).ok());
    EXPECT_EQ(!UsesLabel(structured) && structured.copies.empty(), reducible) << name;
    ASSERT_TRUE(Equivalent(graph, relooper, effort, &structured).ok());
    EXPECT_EQ(!UsesLabel(structured), reducible) << name;
  }
}

}  // namespace
}  // namespace beamfold::cfg
