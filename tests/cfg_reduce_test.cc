// SPDX-License-Identifier: Apache-2.0
//
// Loops with several entries: tests of the label, copies, splitting. That results mean the right thing is checked in
// cfg_structure_test.cc; here is what they look like and what they cost.

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/policy.h"
#include "cfg/reduce.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

const Policy kTest = {.multi_entry = MultiEntry::kTest, .max_test_entries = 0};
const Policy kCopy = {.max_test_entries = 0, .copy_budget = 48, .max_growth = 100};
const Policy kRamsey = {.strategy = Strategy::kRamsey};

Graph Parse(absl::string_view text) {
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  return graph.ok() ? *std::move(graph) : Graph();
}

std::string Text(const Graph& graph, const Policy& policy) {
  const absl::StatusOr<Structured> structured = Structure(graph, policy);
  if (!structured.ok()) return std::string(structured.status().message());
  return *DrawStructured(graph, *structured);
}

Stats StatsOf(const Graph& graph, const Policy& policy) {
  const absl::StatusOr<Structured> structured = Structure(graph, policy);
  EXPECT_TRUE(structured.ok()) << structured.status();
  if (!structured.ok()) return Stats();
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  EXPECT_TRUE(stats.ok()) << stats.status();
  return stats.ok() ? *stats : Stats();
}

// b0 enters the loop {b1, b2} at both blocks.
constexpr char kSmallest[] = "b0:\n branch b1 b2\nb1:\n branch b2 b3\nb2:\n jump b1\nb3:\n exit\nentries b0";

TEST(Reduce, TestsTheLabelAtTheHead) {
  EXPECT_EQ(Text(Parse(kSmallest), kTest), R"(b0
if
  label := 1
else
  label := 2
end
block  ;; b3
  loop
    label = 2?
    if not
      b1
      br_if not 2
    end
    b2
    label := 1
    br 0
  end
end
b3
unreachable
)");
}

TEST(Reduce, CopiesASmallTail) {
  EXPECT_EQ(Text(Parse(kSmallest), kCopy), R"(b0
if not
  b2
end
loop  ;; b1
  b1
  if
    b2
    br 1
  end
end
b3
unreachable
)");
}

TEST(Reduce, ExternalEntriesBringTheirNumber) {
  EXPECT_EQ(Text(Parse("b0:\n branch b1 b2\nb1:\n jump b0\nb2:\n exit\nentries b0 b1"), kTest), R"(block
  block
    get label
    br_table 1 1 0
  end
  unreachable
end
block  ;; b2
  loop
    label = 1?
    if not
      b0
      br_if not 2
    end
    b1
    label := 0
    br 0
  end
end
b2
unreachable
)");
}

TEST(Reduce, ManyEntriesAreATable) {
  EXPECT_EQ(Text(Parse("b0:\n switch b1 b2 b3 b4\nb1:\n jump b2\nb2:\n jump b3\nb3:\n jump b4\nb4:\n branch b1 b5\n"
                       "b5:\n exit\nentries b0"),
                 kTest),
            R"(block
  block
    block
      block
        block
          b0
          br_table 0 1 2 3
        end
        label := 1
        br 3
      end
      label := 2
      br 2
    end
    label := 3
    br 1
  end
  label := 4
end
loop
  block  ;; b4
    block  ;; b3
      block  ;; b2
        block  ;; b1
          get label
          br_table 0 0 1 2 3 0
        end
        b1
      end
      b2
    end
    b3
  end
  b4
  if
    label := 1
    br 1
  end
end
b5
unreachable
)");
}

TEST(Reduce, TablesBeginWithTheirLowestNumber) {
  // Loops one after the other, each entered at four blocks, have numbers one after the other.
  Graph graph;
  const BlockId n = 20;
  for (BlockId i = 0; i < n; ++i) {
    const BlockId top = 5 * i;
    AddBlock(graph, Terminator::kSwitch, {top + 1, top + 2, top + 3, top + 4});
    for (BlockId b = top + 1; b < top + 4; ++b) AddBlock(graph, Terminator::kJump, {b + 1});
    AddBlock(graph, Terminator::kBranch, {top + 1, top + 5});
  }
  AddBlock(graph, Terminator::kExit);
  graph.entries = {0};
  const absl::StatusOr<Structured> structured = Structure(graph, kTest);
  ASSERT_TRUE(structured.ok()) << structured.status();
  size_t tables = 0;
  for (size_t i = 0; i + 1 < structured->ops.size(); ++i) {
    if (structured->ops[i].kind != OpKind::kGetLabel) continue;
    ++tables;
    EXPECT_LE(structured->ops[i + 1].num_targets, 6u);
  }
  EXPECT_EQ(tables, n);
}

TEST(Reduce, NestsComposeByOneNumber) {
  // b0 enters the loop of b1, and in it that of b2 and b3, at b3.
  EXPECT_EQ(Text(Parse("b0:\n branch b1 b3\nb1:\n branch b2 b3\nb2:\n jump b3\nb3:\n branch b2 b4\nb4:\n branch b1 b5\n"
                       "b5:\n exit\nentries b0"),
                 kTest),
            R"(b0
if
  label := 1
else
  label := 2
end
loop
  label = 2?
  if not
    b1
    if
      label := 3
    else
      label := 2
    end
  end
  loop
    label = 2?
    if not
      b2
    end
    b3
    if
      label := 3
      br 1
    end
  end
  b4
  if
    label := 1
    br 1
  end
end
b5
unreachable
)");
}

size_t IndirectJumps(const Graph& graph, const Structured& structured) {
  size_t count = 0;
  for (const Op& op : structured.ops) {
    count += op.kind == OpKind::kCode && graph.blocks[op.block].term == Terminator::kIndirect;
  }
  return count;
}

TEST(Reduce, OnlyIndirectJumpsGoThroughTheDispatch) {
  const Policy policies[] = {kTest, kCopy, kRamsey, {.max_test_nesting = 1, .max_test_entries = 0}};
  for (uint64_t seed = 0; seed < 300; ++seed) {
    RandomShape shape;
    shape.blocks = 2 + seed % 50;
    shape.entries = 1 + seed % 7;
    const Graph graph = RandomGraph(seed, shape);
    for (const Policy& policy : policies) {
      const absl::StatusOr<Structured> structured = Structure(graph, policy);
      ASSERT_TRUE(structured.ok()) << structured.status();
      const absl::StatusOr<Stats> stats = Measure(graph, *structured);
      ASSERT_TRUE(stats.ok());
      ASSERT_EQ(stats->dispatch_edges, IndirectJumps(graph, *structured)) << "seed " << seed;
    }
  }
}

TEST(Reduce, GraphsWithoutMultiEntryLoopsStayAsTheyAre) {
  for (const Graph& graph : {Chain(9), Diamonds(9), NestedLoops(9), LoopChain(9), DeepExits(9), Calls(9)}) {
    if (StatsOf(graph, {}).multi_entry_loops > 0) continue;
    EXPECT_EQ(Text(graph, {}), Text(graph, {.multi_entry = MultiEntry::kDispatch}));
    EXPECT_EQ(Text(graph, {}), Text(graph, kRamsey));
    EXPECT_EQ(StatsOf(graph, kRamsey).copies, 0u);
  }
}

TEST(Reduce, CopiesStayWithinTheirLimits) {
  size_t copies = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    RandomShape shape;
    shape.blocks = 20 + seed % 200;
    shape.entries = 1 + seed % 7;
    Graph graph = RandomGraph(seed, shape);
    uint64_t total = 0;
    for (Block& block : graph.blocks) {
      block.size = static_cast<uint32_t>(seed % 13);
      total += CopyCost(block);
    }
    const absl::StatusOr<Structured> structured = Structure(graph);
    ASSERT_TRUE(structured.ok()) << structured.status();
    uint64_t cost = 0;
    for (BlockId block : structured->copies) cost += CopyCost(graph.blocks[block]);
    ASSERT_LE(cost * 100, total * Policy().max_growth) << "seed " << seed;
    copies += structured->copies.size();
  }
  EXPECT_GT(copies, 20u);
}

TEST(Reduce, ATailThatIsTooLargeOrRunsInCirclesIsTested) {
  Graph graph = Parse(kSmallest);
  graph.blocks[2].size = 100;
  EXPECT_EQ(StatsOf(graph, kCopy).copies, 0u);
  EXPECT_EQ(StatsOf(graph, kCopy).tested_loops, 1u);
  // b2 is entered from outside and goes round by itself.
  graph = Parse("b0:\n branch b1 b2\nb1:\n branch b2 b3\nb2:\n branch b2 b1\nb3:\n exit\nentries b0");
  EXPECT_EQ(StatsOf(graph, kCopy).copies, 0u);
  EXPECT_EQ(StatsOf(graph, kCopy).tested_loops, 1u);
}

// A switch into a ring of `states` blocks, which each of them may leave; and, on request, a loop around it all.
Graph Ring(uint32_t states, bool in_loop) {
  std::string text = "b0:\n switch";
  for (uint32_t i = 1; i <= states; ++i) absl::StrAppend(&text, " b", i);
  for (uint32_t i = 1; i <= states; ++i) {
    absl::StrAppend(&text, "\nb", i, ":\n branch b", i % states + 1, " b", states + 1);
  }
  absl::StrAppend(&text, "\nb", states + 1, ":\n ", in_loop ? "branch b0 b" : "jump b", states + 2);
  absl::StrAppend(&text, "\nb", states + 2, ":\n exit\nentries b0");
  return Parse(text);
}

TEST(Reduce, OutermostLoopsWithManyEntriesGoThroughTheDispatch) {
  const Policy policy = {.max_test_entries = 8, .copy_budget = 0};
  const Stats few = StatsOf(Ring(8, false), policy);
  EXPECT_EQ(few.tested_loops, 1u);
  EXPECT_EQ(few.dispatch_edges, 0u);
  const Stats many = StatsOf(Ring(9, false), policy);
  EXPECT_EQ(many.tested_loops, 0u);
  EXPECT_EQ(many.dispatch_edges, 1u);
  EXPECT_EQ(many.label_writes, 1u);
  // A way from the dispatch into the ring would be another entry of the loop around it.
  const Stats inner = StatsOf(Ring(9, true), policy);
  EXPECT_EQ(inner.tested_loops, 1u);
  EXPECT_EQ(inner.dispatch_edges, 0u);
}

TEST(Reduce, DeepNestsShareTests) {
  // Loops are nested as deep as there are states; an edge passes `max_test_nesting` tests at most.
  for (uint32_t nesting : {1, 2, 5}) {
    const Stats stats =
        StatsOf(Tangle(200), {.multi_entry = MultiEntry::kTest, .max_test_nesting = nesting, .max_test_entries = 0});
    EXPECT_GT(stats.multi_entry_loops, 20u);
    EXPECT_GT(stats.tested_loops, 0u);
    EXPECT_LE(stats.tested_loops, nesting);
    EXPECT_EQ(stats.dispatch_edges, 0u);
  }
}

TEST(Split, NeedsNoLabels) {
  for (const Graph& graph : {IrreducibleChain(20), IrreducibleNest(20), Parse(kSmallest), Duff(6), TwoEntryNest(3)}) {
    const Stats stats = StatsOf(graph, kRamsey);
    EXPECT_GT(stats.multi_entry_loops, 0u);
    EXPECT_GT(stats.copies, 0u);
    EXPECT_EQ(stats.label_writes, 0u);
    EXPECT_EQ(stats.label_tests, 0u);
  }
}

TEST(Split, FallsBackToTestsWhereItGrowsTooMuch) {
  for (uint32_t times : {1, 2, 4, 10}) {
    for (uint32_t bytes : {0, 100, 1 << 20}) {
      const Graph graph = Complete(10);
      uint64_t total = 0;
      for (const Block& block : graph.blocks) total += CopyCost(block);
      const Policy policy = {.strategy = Strategy::kRamsey, .max_split_growth = times, .max_split_bytes = bytes};
      const absl::StatusOr<Structured> structured = Structure(graph, policy);
      ASSERT_TRUE(structured.ok()) << structured.status();
      uint64_t cost = 0;
      for (BlockId block : structured->copies) cost += CopyCost(graph.blocks[block]);
      EXPECT_LE(cost, bytes);
      EXPECT_LE(cost, total * (times - 1));
      EXPECT_GT(StatsOf(graph, policy).tested_loops + structured->copies.size(), 0u);
    }
  }
  // Splitting a complete graph of 20 would take half a million copies.
  const Stats stats = StatsOf(Complete(20), kRamsey);
  EXPECT_GT(stats.copies, 0u);
  EXPECT_GT(stats.tested_loops, 0u);
}

}  // namespace
}  // namespace beamfold::cfg
