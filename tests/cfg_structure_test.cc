// SPDX-License-Identifier: Apache-2.0
//
// Structure(): the structured form does what the graph does, for every graph.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <utility>
#include <vector>

#include "cfg/control_map.h"
#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/interpret.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

constexpr size_t kTraceBlocks = 60;

const Policy kDefault;
const Policy kNaive = {.strategy = Strategy::kNaive};
const Policy kDispatch = {.multi_entry = MultiEntry::kDispatch};
const Policy kTest = {.multi_entry = MultiEntry::kTest};
// Copies whatever runs in no circle.
const Policy kCopy = {.copy_budget = 1000000, .max_growth = 1000000};
const Policy kRamsey = {.strategy = Strategy::kRamsey};
// Splits some loops and tests at others.
const Policy kRamseyTight = {.strategy = Strategy::kRamsey, .max_split_growth = 2, .max_split_bytes = 60};

const Policy kAll[] = {kDefault, kNaive, kDispatch, kTest, kCopy, kRamsey, kRamseyTight};

Graph Parse(absl::string_view text) {
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  return graph.ok() ? *std::move(graph) : Graph();
}

// Whether both forms do the same from the label, on one stream of decisions.
::testing::AssertionResult SameTrace(const Graph& graph, const Structured& structured, uint32_t label, uint64_t seed) {
  std::mt19937_64 one(seed);
  std::mt19937_64 two(seed);
  const Trace expected =
      Interpret(graph, label, kTraceBlocks, [&](BlockId, uint32_t options) { return one() % options; });
  const absl::StatusOr<Trace> trace =
      Interpret(graph, structured, label, kTraceBlocks, [&](BlockId, uint32_t options) { return two() % options; });
  if (!trace.ok()) return ::testing::AssertionFailure() << trace.status();
  if (*trace == expected) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "label " << label << ", decisions of seed " << seed << ": the traces differ";
}

// Structures, verifies and runs from every label, `streams` times each.
::testing::AssertionResult Faithful(const Graph& graph, const Policy& policy, int streams, Structured* out = nullptr) {
  absl::StatusOr<Structured> structured = Structure(graph, policy);
  if (!structured.ok()) return ::testing::AssertionFailure() << structured.status();
  if (absl::Status status = Verify(graph, *structured); !status.ok()) return ::testing::AssertionFailure() << status;
  const bool dispatch = BeginsWithDispatch(*structured);
  // Without a dispatch the label is not looked at; with one, a label of nobody's is worth a try too. Numbers behind
  // the external ones are internal and are nobody's business.
  std::vector<uint32_t> labels;
  for (uint32_t label = 0; label < graph.entries.size(); ++label) labels.push_back(label);
  if (dispatch) labels.push_back(0xffffffff);
  for (uint32_t label : labels) {
    for (int i = 0; i < streams; ++i) {
      auto same = SameTrace(graph, *structured, label, uint64_t{label} * 1000 + i);
      if (!same) return same;
    }
  }
  if (out != nullptr) *out = *std::move(structured);
  return ::testing::AssertionSuccess();
}

// Calls `visit` with every graph of n blocks in which each block exits, jumps, branches or goes to the dispatch, or
// jumps with one side exit, under every set of entries.
template <typename Visit>
void ForEachGraph(uint32_t n, bool side_exits, Visit visit) {
  std::vector<Block> shapes;
  for (Terminator term : {Terminator::kExit, Terminator::kIndirect}) {
    shapes.emplace_back().term = term;
  }
  for (BlockId a = 0; a < n; ++a) {
    shapes.emplace_back().term = Terminator::kJump;
    shapes.back().succ = {{a, 1}};
    for (BlockId b = 0; b < n; ++b) {
      shapes.emplace_back().term = Terminator::kBranch;
      shapes.back().succ = {{a, 1}, {b, 1}};
      if (!side_exits) continue;
      shapes.emplace_back().term = Terminator::kJump;
      shapes.back().succ = {{a, 1}};
      shapes.back().side = {{b, 1}};
    }
  }
  std::vector<size_t> pick(n);
  for (;;) {
    Graph graph;
    for (size_t p : pick) graph.blocks.push_back(shapes[p]);
    for (uint32_t set = 1; set < (1u << n); ++set) {
      graph.entries.clear();
      for (BlockId b = 0; b < n; ++b) {
        if ((set >> b) & 1) graph.entries.push_back(b);
      }
      visit(graph);
    }
    size_t i = 0;
    while (i < n && ++pick[i] == shapes.size()) pick[i++] = 0;
    if (i == n) return;
  }
}

TEST(Structure, IsFaithfulForEveryGraphOfUpToThreeBlocks) {
  for (uint32_t n = 1; n <= 3; ++n) {
    size_t graphs = 0;
    ForEachGraph(n, /*side_exits=*/true, [&](const Graph& graph) {
      ++graphs;
      ASSERT_TRUE(Faithful(graph, kDefault, 2));
    });
    const size_t shapes = 2 + n + 2 * n * n;
    size_t expected = (1u << n) - 1;
    for (uint32_t i = 0; i < n; ++i) expected *= shapes;
    EXPECT_EQ(graphs, expected);
  }
}

TEST(Structure, EveryPolicyIsFaithfulForEveryGraphOfUpToThreeBlocks) {
  for (const Policy& policy : {kDispatch, kTest, kCopy, kRamsey}) {
    ForEachGraph(2, /*side_exits=*/true, [&](const Graph& graph) { ASSERT_TRUE(Faithful(graph, policy, 2)); });
    ForEachGraph(3, /*side_exits=*/false, [&](const Graph& graph) { ASSERT_TRUE(Faithful(graph, policy, 1)); });
  }
}

// About a minute, so only on demand (--gtest_also_run_disabled_tests).
TEST(Structure, DISABLED_IsFaithfulForEveryGraphOfFourBlocks) {
  ForEachGraph(4, /*side_exits=*/false, [](const Graph& graph) { ASSERT_TRUE(Faithful(graph, kDefault, 1)); });
}

TEST(Structure, NaiveIsFaithfulForEveryGraphOfUpToTwoBlocks) {
  for (uint32_t n = 1; n <= 2; ++n) {
    ForEachGraph(n, /*side_exits=*/true, [&](const Graph& graph) { ASSERT_TRUE(Faithful(graph, kNaive, 2)); });
  }
}

TEST(Structure, IsFaithfulForRandomGraphs) {
  for (uint64_t seed = 0; seed < 5000; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 60;
    shape.reducible = seed % 4 == 0;
    shape.side_exits = seed % 3 != 0;
    shape.switches = seed % 5 != 0;
    shape.indirects = seed % 7 < 4;
    shape.entries = seed % 11;
    const Graph graph = RandomGraph(seed, shape);
    for (const Policy& policy : {kDefault, kAll[seed % std::size(kAll)]}) {
      ASSERT_TRUE(Faithful(graph, policy, 2)) << "seed " << seed;
    }
  }
}

TEST(Structure, IsFaithfulForLargerRandomGraphs) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    RandomShape shape;
    shape.blocks = 2000;
    shape.reducible = seed % 2 == 0;
    shape.entries = 1 + seed;
    const Graph graph = RandomGraph(seed, shape);
    ASSERT_TRUE(Faithful(graph, kDefault, 3)) << "seed " << seed;
    ASSERT_TRUE(Faithful(graph, kAll[seed % std::size(kAll)], 3)) << "seed " << seed;
  }
}

bool UsesDispatch(const Structured& structured) {
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kGetLabel || op.kind == OpKind::kSetLabel) return true;
  }
  return !structured.internal_entries.empty();
}

TEST(Structure, IsFaithfulForFamilies) {
  for (uint32_t n : {2, 3, 5, 17, 64}) {
    for (const Graph& graph :
         {Chain(n), SideExits(n), Diamonds(n), Ladder(n), NestedLoops(n), LoopChain(n), DeepExits(n), Complete(n),
          Duff(n), StateMachine(n), IrreducibleChain(n), IrreducibleNest(n), Calls(n)}) {
      for (const Policy& policy : kAll) ASSERT_TRUE(Faithful(graph, policy, 3)) << PrintGraph(graph);
    }
  }
}

TEST(Structure, ReducibleGraphWithOneEntryNeedsNoDispatch) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 80;
    shape.reducible = true;
    shape.indirects = false;
    Structured structured;
    ASSERT_TRUE(Faithful(RandomGraph(seed, shape), kDefault, 1, &structured)) << "seed " << seed;
    ASSERT_FALSE(UsesDispatch(structured)) << "seed " << seed;
  }
  for (const Graph& graph :
       {Chain(9), SideExits(9), Diamonds(9), Ladder(9), NestedLoops(9), LoopChain(9), DeepExits(9)}) {
    const absl::StatusOr<Structured> structured = Structure(graph);
    ASSERT_TRUE(structured.ok()) << structured.status();
    EXPECT_FALSE(UsesDispatch(*structured)) << PrintGraph(graph);
  }
}

TEST(Structure, ReducibleGraphWithManyEntriesWritesNoLabel) {
  // All entries lie outside of loops or head them, so the dispatch only lets in.
  const Graph graph =
      Parse("b0:\n branch b0 b1\nb1:\n indirect\nb2:\n jump b0\nb3:\n branch b3 b2\nentries b0 b2 b3\nother b1\n");
  Structured structured;
  ASSERT_TRUE(Faithful(graph, kDefault, 20, &structured));
  EXPECT_TRUE(structured.internal_entries.empty());
  for (const Op& op : structured.ops) EXPECT_NE(op.kind, OpKind::kSetLabel);
}

TEST(Structure, MutuallyRecursiveFunctionsUseTheirOwnNumbers) {
  const Graph graph = Parse("b0:\n branch b1 b2\nb1:\n branch b0 b2\nb2:\n exit\nentries b0 b1\n");
  Structured structured;
  ASSERT_TRUE(Faithful(graph, kDefault, 20, &structured));
  EXPECT_TRUE(structured.internal_entries.empty());
  size_t writes = 0;
  for (const Op& op : structured.ops) {
    if (op.kind != OpKind::kSetLabel) continue;
    ++writes;
    EXPECT_LT(op.value, 2u);
  }
  EXPECT_EQ(writes, 1u);
}

TEST(Structure, SideExitsAndRowsShareOnePad) {
  // b1 and b2 form a loop with two entries; whichever is laid out last reaches the other by side exits and rows.
  const Graph graph = Parse(
      "b0:\n branch b1 b2\nb1:\n side b2 b2\n switch b2 b2 b3\nb2:\n side b1 b1\n switch b1 b3 b1\n"
      "b3:\n exit\nentries b0\n");
  Structured structured;
  ASSERT_TRUE(Faithful(graph, kDefault, 20, &structured));
  size_t writes = 0;
  for (const Op& op : structured.ops) writes += op.kind == OpKind::kSetLabel;
  EXPECT_EQ(writes, 3u);  // One for all that goes back, and two for the ways into the loop.
}

TEST(Structure, OpensOnlyScopesThatAreUsed) {
  for (uint64_t seed = 0; seed < 300; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 60;
    shape.reducible = seed % 2 == 0;
    const absl::StatusOr<Structured> structured = Structure(RandomGraph(seed, shape));
    ASSERT_TRUE(structured.ok()) << structured.status();
    const absl::StatusOr<ControlMap> map = MapControl(*structured);
    ASSERT_TRUE(map.ok());
    std::vector<bool> reached(structured->ops.size() + 1);
    for (uint32_t to : map->target) reached[to] = true;
    for (size_t i = 0; i < structured->ops.size(); ++i) {
      const OpKind kind = structured->ops[i].kind;
      if (kind == OpKind::kBr || kind == OpKind::kBrIf) reached[map->jump[i]] = true;
    }
    for (size_t i = 0; i < structured->ops.size(); ++i) {
      const OpKind kind = structured->ops[i].kind;
      if (kind == OpKind::kBlock || kind == OpKind::kLoop) {
        ASSERT_TRUE(reached[map->landing[i]]) << "seed " << seed;
      }
    }
  }
}

TEST(Structure, LoopsThatFollowEachOtherAreNotNested) {
  const Graph graph = LoopChain(50);
  const absl::StatusOr<Structured> structured = Structure(graph);
  ASSERT_TRUE(structured.ok()) << structured.status();
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  ASSERT_TRUE(stats.ok());
  EXPECT_EQ(stats->loop_ops, 50u);
  EXPECT_LE(stats->max_depth, 1u);
}

TEST(Structure, NestingStaysFlatOnChainsOfTestsThatLeave) {
  Graph graph;
  for (BlockId i = 0; i < 1000; ++i)
    AddBlock(graph, Terminator::kBranch, {2 * i + 2, 2 * i + 1}), AddBlock(graph, Terminator::kExit);
  AddBlock(graph, Terminator::kExit);
  graph.entries = {0};
  const absl::StatusOr<Structured> structured = Structure(graph);
  ASSERT_TRUE(structured.ok()) << structured.status();
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  ASSERT_TRUE(stats.ok());
  EXPECT_LE(stats->max_depth, 1u);
  EXPECT_EQ(stats->if_ops, 1000u);
}

// Small limits, so that small graphs need many joins, and joins of joins.
TEST(Structure, FanInStaysWithinItsLimit) {
  size_t joined = 0;
  const auto check = [&](const Graph& graph, const Policy& policy) {
    Structured structured;
    ASSERT_TRUE(Faithful(graph, policy, 2, &structured));
    const absl::StatusOr<Stats> stats = Measure(graph, structured);
    ASSERT_TRUE(stats.ok());
    ASSERT_LE(stats->max_fan_in, policy.max_fan_in);
    const absl::StatusOr<Structured> without = Structure(graph, {.strategy = policy.strategy, .max_fan_in = 0});
    ASSERT_TRUE(without.ok());
    joined += without->ops.size() < structured.ops.size();
  };
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 70;
    shape.reducible = seed % 4 == 0;
    shape.entries = seed % 9;
    const Strategy strategy = seed % 5 == 0 ? Strategy::kNaive : Strategy::kStackifier;
    check(RandomGraph(seed, shape), {.strategy = strategy, .max_fan_in = 3 + static_cast<uint32_t>(seed % 3)});
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
  for (uint32_t n : {3, 30, 100}) {
    for (const Graph& graph :
         {SideExits(n), Ladder(n), DeepExits(n), Complete(n), Duff(n), StateMachine(n), Calls(n)}) {
      for (uint32_t limit : {3, 7, 32}) {
        check(graph, {.max_fan_in = limit});
        if (HasFatalFailure()) FAIL() << "n " << n << ", limit " << limit;
      }
    }
  }
  EXPECT_GT(joined, 1000u);
}

TEST(Structure, RowsOfOneTableAreOneWayIn) {
  // 100 rows, two targets: nothing to join.
  Graph graph;
  Block block;
  block.term = Terminator::kSwitch;
  for (uint32_t i = 0; i < 100; ++i) block.succ.push_back({1 + i % 2, 1});
  graph.blocks.push_back(block);
  AddBlock(graph, Terminator::kExit);
  AddBlock(graph, Terminator::kExit);
  graph.entries = {0};
  const absl::StatusOr<Structured> structured = Structure(graph, {.max_fan_in = 3});
  ASSERT_TRUE(structured.ok());
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  ASSERT_TRUE(stats.ok());
  EXPECT_EQ(stats->block_ops, 2u);
}

TEST(Structure, IsDeterministic) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    RandomShape shape;
    shape.blocks = 100;
    shape.entries = 5;
    const Graph graph = RandomGraph(seed, shape);
    const Policy& policy = kAll[seed % std::size(kAll)];
    const absl::StatusOr<Structured> one = Structure(graph, policy);
    const absl::StatusOr<Structured> two = Structure(graph, policy);
    ASSERT_TRUE(one.ok() && two.ok());
    ASSERT_EQ(*DrawStructured(graph, *one), *DrawStructured(graph, *two));
  }
}

TEST(Structure, GraphsWithoutEntriesTrap) {
  for (const char* text : {"", "b0:\n exit\n", "b0:\n exit\nentries -\n", "b0:\n exit\nentries - - -\n"}) {
    const Graph graph = Parse(text);
    Structured structured;
    ASSERT_TRUE(Faithful(graph, kDefault, 1, &structured)) << text;
    ASSERT_TRUE(Faithful(graph, kNaive, 1)) << text;
    for (const Op& op : structured.ops) EXPECT_NE(op.kind, OpKind::kCode);
  }
}

TEST(Structure, RejectsInvalidGraphs) {
  Graph graph;
  AddBlock(graph, Terminator::kJump, {1});
  EXPECT_EQ(Structure(graph).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace beamfold::cfg
