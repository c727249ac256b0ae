// SPDX-License-Identifier: Apache-2.0
//
// What holds for every policy besides doing the same: where no label and no copy is needed there is none, copies stay
// within the budget, and a form that is read back and structured again does not change any more.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cfg/draw.h"
#include "cfg/flow.h"
#include "cfg/graph_text.h"
#include "cfg/normalize.h"
#include "cfg/reduce.h"
#include "cfg/structure.h"
#include "gtest/gtest.h"
#include "tests/cfg_equivalence.h"
#include "tests/cfg_readback.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

constexpr uint64_t kGraphs = kFullSize ? 1500 : 150;

bool Uses(const Structured& structured, OpKind kind) {
  return std::any_of(structured.ops.begin(), structured.ops.end(), [kind](const Op& op) { return op.kind == kind; });
}

void ExpectNoDispatchAndNoCopies(const Graph& graph) {
  for (const NamedPolicy& named : AllPolicies()) {
    if (named.policy.strategy == Strategy::kNaive) continue;
    Structured structured;
    const absl::Status status = Equivalent(graph, named.policy, {.random_streams = 1}, &structured);
    ASSERT_TRUE(status.ok()) << status;
    EXPECT_FALSE(Uses(structured, OpKind::kGetLabel)) << named.name;
    EXPECT_TRUE(structured.copies.empty()) << named.name;
    // The relooper needs the label for joins of several ways, the others for nothing.
    if (named.policy.strategy == Strategy::kRelooper) continue;
    EXPECT_FALSE(Uses(structured, OpKind::kSetLabel) || Uses(structured, OpKind::kTestLabel)) << named.name;
    EXPECT_TRUE(structured.internal_entries.empty()) << named.name;
  }
}

TEST(Properties, ReducibleGraphsWithOneEntryNeedNoDispatchAndNoCopies) {
  for (uint64_t seed = 0; seed < kGraphs; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + static_cast<uint32_t>(seed % 90);
    shape.reducible = true;
    shape.indirects = false;
    shape.switch_heavy = seed % 3 == 0;
    shape.max_size = 30;
    ExpectNoDispatchAndNoCopies(RandomGraph(seed, shape));
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  for (uint32_t n : {1, 2, 7, 40}) {
    for (const Graph& graph : {Chain(n), SideExits(n), Diamonds(n), Ladder(n), NestedLoops(n), LoopChain(n),
                               DeepExits(n), DeepSwitch(n), Comb(n)}) {
      ExpectNoDispatchAndNoCopies(graph);
      if (HasFailure()) FAIL() << "n " << n << "\n" << PrintGraph(graph);
    }
  }
}

// How many bytes of copies the policy allows for a graph of `total` bytes.
uint64_t Budget(const Policy& policy, uint64_t total) {
  if (policy.strategy == Strategy::kRamsey) {
    const uint64_t times = std::max(policy.max_split_growth, uint32_t{1});
    return std::min(total * (times - 1), uint64_t{policy.max_split_bytes});
  }
  const bool copies = policy.strategy == Strategy::kStackifier && policy.multi_entry == MultiEntry::kCopyOrTest;
  return copies ? total * policy.max_growth / 100 : 0;
}

TEST(Properties, CopiesStayWithinTheBudget) {
  std::vector<size_t> copies(AllPolicies().size());
  for (uint64_t seed = 0; seed < kGraphs; ++seed) {
    RandomShape shape;
    shape.clique = seed % 9 == 0;
    shape.blocks = 1 + static_cast<uint32_t>(seed % (shape.clique ? 14 : 50));
    shape.switch_heavy = seed % 4 == 0;
    shape.entries = 1 + static_cast<uint32_t>(seed % 3);
    shape.max_size = 30;
    const Graph graph = RandomGraph(seed, shape);
    const DepthFirst reachable(MakeFlow(graph));
    uint64_t total = 0;
    for (BlockId b = 0; b < graph.blocks.size(); ++b) total += reachable.Reached(b) ? CopyCost(graph.blocks[b]) : 0;
    for (size_t i = 0; i < copies.size(); ++i) {
      const NamedPolicy& named = AllPolicies()[i];
      const absl::StatusOr<Structured> structured = Structure(graph, named.policy);
      ASSERT_TRUE(structured.ok());
      uint64_t cost = 0;
      for (BlockId b : structured->copies) cost += CopyCost(graph.blocks[b]);
      ASSERT_LE(cost, Budget(named.policy, total)) << named.name << ", seed " << seed << "\n" << PrintGraph(graph);
      copies[i] += structured->copies.size();
    }
  }
  // Where copies are allowed, they occur.
  for (size_t i = 0; i < copies.size(); ++i) {
    EXPECT_EQ(copies[i] > 0, Budget(AllPolicies()[i].policy, 1 << 20) > 0) << AllPolicies()[i].name;
  }
}

// The form's blocks under the numbers of their origins. Others are empty exits, as Normalize leaves them.
Graph WithOriginalNumbers(const Graph& graph, const Readback& readback) {
  Graph restored;
  restored.blocks.resize(graph.blocks.size());
  for (size_t i = 0; i < readback.origin.size(); ++i) {
    Block block = readback.graph.blocks[i];
    for (std::vector<Edge>* edges : {&block.succ, &block.side}) {
      for (Edge& edge : *edges) edge.target = readback.origin[edge.target];
    }
    restored.blocks[readback.origin[i]] = block;
  }
  for (BlockId entry : readback.graph.entries) {
    restored.entries.push_back(entry == kNoBlock ? kNoBlock : readback.origin[entry]);
  }
  if (readback.graph.other_entry != kNoBlock) restored.other_entry = readback.origin[readback.graph.other_entry];
  return restored;
}

Graph Plain(Graph graph) {
  Normalize(graph);
  for (Block& block : graph.blocks) {
    for (std::vector<Edge>* edges : {&block.succ, &block.side}) {
      for (Edge& edge : *edges) edge.weight = 1;
    }
  }
  return graph;
}

TEST(Properties, WhatIsReadBackGivesTheSameFormAgain) {
  size_t with_copies = 0;
  for (uint64_t seed = 0; seed < kGraphs / 5; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + static_cast<uint32_t>(seed % 60);
    shape.reducible = seed % 4 == 0;
    shape.switch_heavy = seed % 5 == 0;
    shape.entries = static_cast<uint32_t>(seed % 8);
    const Graph graph = Plain(RandomGraph(seed, shape));
    for (const NamedPolicy& named : AllPolicies()) {
      const absl::StatusOr<Structured> structured = Structure(graph, named.policy);
      ASSERT_TRUE(structured.ok());
      const absl::StatusOr<Readback> readback = ReadBack(graph, *structured);
      ASSERT_TRUE(readback.ok()) << named.name << ", seed " << seed << ": " << readback.status();
      if (structured->copies.empty()) {
        const Graph restored = WithOriginalNumbers(graph, *readback);
        ASSERT_EQ(PrintGraph(restored), PrintGraph(graph)) << named.name << ", seed " << seed;
        const absl::StatusOr<Structured> again = Structure(restored, named.policy);
        ASSERT_TRUE(again.ok());
        ASSERT_EQ(*DrawStructured(restored, *again), *DrawStructured(graph, *structured)) << named.name;
      } else {
        // A graph of its own, with the copies in it. If they have settled everything, it needs no more of them.
        ++with_copies;
        const absl::StatusOr<Structured> again = Structure(readback->graph, named.policy);
        ASSERT_TRUE(again.ok());
        if (Uses(*structured, OpKind::kSetLabel)) continue;
        ASSERT_TRUE(again->copies.empty()) << named.name << ", seed " << seed;
        ASSERT_FALSE(Uses(*again, OpKind::kSetLabel)) << named.name << ", seed " << seed;
      }
    }
  }
  EXPECT_GT(with_copies, 0u);
}

// Reading back sees what is wrong: every branch of these forms is sent one scope further.
TEST(Properties, ReadbackNoticesWrongBranches) {
  size_t noticed = 0;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    RandomShape shape;
    shape.blocks = 2 + static_cast<uint32_t>(seed % 20);
    const Graph graph = RandomGraph(seed, shape);
    for (const NamedPolicy& named : MainPolicies()) {
      const absl::StatusOr<Structured> structured = Structure(graph, named.policy);
      ASSERT_TRUE(structured.ok());
      for (size_t i = 0; i < structured->ops.size(); ++i) {
        if (structured->ops[i].kind != OpKind::kBr && structured->ops[i].kind != OpKind::kBrIf) continue;
        Structured wrong = *structured;
        ++wrong.ops[i].depth;
        const absl::StatusOr<Readback> readback = ReadBack(graph, wrong);
        noticed += !readback.ok() || !SameControl(graph, *readback).ok();
      }
    }
  }
  EXPECT_GT(noticed, 1000u);
}

}  // namespace
}  // namespace beamfold::cfg
