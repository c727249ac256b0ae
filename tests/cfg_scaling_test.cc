// SPDX-License-Identifier: Apache-2.0
//
// Large graphs: everything finishes, without recursion and without anything quadratic. No times are asserted: a
// quadratic step would take hours here.

#include <cstddef>
#include <cstdint>
#include <string>

#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/normalize.h"
#include "cfg/policy.h"
#include "cfg/reduce.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

struct Case {
  const char* name;
  Graph (*make)(uint32_t);
  uint32_t n;
};

class Scaling : public ::testing::TestWithParam<Case> {};

TEST_P(Scaling, StructuresAndVerifies) {
  const Graph graph = GetParam().make(GetParam().n);
  const absl::StatusOr<Structured> structured = Structure(graph);
  ASSERT_TRUE(structured.ok()) << structured.status();
  ASSERT_TRUE(Verify(graph, *structured).ok());
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  ASSERT_TRUE(stats.ok());
  // Linear output: a few ops for each block and edge.
  EXPECT_LE(structured->ops.size(), 4 * (stats->blocks + stats->edges) + 20);
  EXPECT_EQ(stats->blocks, graph.blocks.size());
  EXPECT_LE(stats->max_fan_in, Policy().max_fan_in);
}

INSTANTIATE_TEST_SUITE_P(Families, Scaling,
                         ::testing::Values(Case{"Chain", Chain, 1000000}, Case{"SideExits", SideExits, 200000},
                                           Case{"Diamonds", Diamonds, 100000}, Case{"Ladder", Ladder, 200000},
                                           Case{"NestedLoops", NestedLoops, 100000},
                                           Case{"LoopChain", LoopChain, 100000}, Case{"DeepExits", DeepExits, 100000},
                                           Case{"Complete", Complete, 500}, Case{"Duff", Duff, 100000},
                                           Case{"IrreducibleChain", IrreducibleChain, 100000},
                                           Case{"IrreducibleNest", IrreducibleNest, 100000},
                                           Case{"TwoEntryNest", TwoEntryNest, 100000},
                                           Case{"SharedEntries", SharedEntries, 30000}, Case{"Tangle", Tangle, 100000},
                                           Case{"StateMachine", StateMachine, 50000}, Case{"Calls", Calls, 30000}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Scaling, NaiveStructuresManyBlocks) {
  const Graph graph = Chain(200000);
  const absl::StatusOr<Structured> structured = Structure(graph, {.strategy = Strategy::kNaive});
  ASSERT_TRUE(structured.ok()) << structured.status();
  EXPECT_TRUE(Verify(graph, *structured).ok());
}

TEST(Scaling, SplittingEndsAtItsLimits) {
  for (const Graph& graph : {IrreducibleChain(20000), TwoEntryNest(5000), SharedEntries(3000), Tangle(5000)}) {
    const absl::StatusOr<Structured> structured = Structure(graph, {.strategy = Strategy::kRamsey});
    ASSERT_TRUE(structured.ok()) << structured.status();
    EXPECT_TRUE(Verify(graph, *structured).ok());
    EXPECT_FALSE(structured->copies.empty());
    uint64_t cost = 0;
    for (const Block& block : graph.blocks) cost += CopyCost(block);
    uint64_t copied = 0;
    for (BlockId block : structured->copies) copied += CopyCost(graph.blocks[block]);
    EXPECT_LE(copied, (Policy().max_split_growth - 1) * cost);
  }
}

TEST(Scaling, PrintersAndParserTakeDeepNests) {
  Graph graph = NestedLoops(100000);
  const absl::StatusOr<Structured> structured = Structure(graph);
  ASSERT_TRUE(structured.ok()) << structured.status();
  const absl::StatusOr<std::string> text = DrawStructured(graph, *structured);
  ASSERT_TRUE(text.ok());
  EXPECT_LT(text->size(), 200 * structured->ops.size());
  EXPECT_FALSE(DrawLoops(graph).empty());
  EXPECT_FALSE(DrawDominators(graph).empty());
  const absl::StatusOr<Graph> again = ParseGraph(PrintGraph(graph));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->blocks.size(), graph.blocks.size());
}

TEST(Scaling, NormalizeThreadsAMillionJumps) {
  Graph graph = Chain(1000000);
  Normalize(graph, {.thread_jumps = true});
  EXPECT_EQ(graph.blocks[0].succ[0].target, 1000000u);
  EXPECT_EQ(graph.blocks[1].term, Terminator::kExit);
}

}  // namespace
}  // namespace beamfold::cfg
