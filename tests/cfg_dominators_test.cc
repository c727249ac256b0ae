// SPDX-License-Identifier: Apache-2.0
//
// Dominators against the definition: a dominates b when b cannot be reached without passing a.

#include <cstdint>
#include <vector>

#include "cfg/dominators.h"
#include "cfg/flow.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

// What can be reached from the root without passing `removed`.
std::vector<bool> ReachedWithout(const Flow& flow, NodeId removed) {
  std::vector<bool> reached(flow.size());
  std::vector<NodeId> work;
  const auto visit = [&](NodeId v) {
    if (v == removed || reached[v]) return;
    reached[v] = true;
    work.push_back(v);
  };
  visit(flow.root);
  while (!work.empty()) {
    const NodeId u = work.back();
    work.pop_back();
    for (NodeId v : flow.Successors(u)) visit(v);
  }
  return reached;
}

void ExpectRight(const Graph& graph) {
  const Flow flow = MakeFlow(graph);
  const uint32_t n = static_cast<uint32_t>(flow.size());
  const std::vector<NodeId> idom = ImmediateDominators(flow);
  const DominatorTree tree(flow, idom);
  const std::vector<bool> reached = ReachedWithout(flow, kNoNode);
  std::vector<uint32_t> dominated(n);   // How many nodes a node dominates.
  std::vector<uint32_t> dominators(n);  // How many nodes dominate it.
  for (NodeId a = 0; a < n; ++a) {
    if (!reached[a]) {
      ASSERT_EQ(idom[a], kNoNode);
      continue;
    }
    const std::vector<bool> without = ReachedWithout(flow, a);
    for (NodeId b = 0; b < n; ++b) {
      if (!reached[b]) continue;
      ASSERT_EQ(tree.Dominates(a, b), !without[b]) << "b" << a << " and b" << b;
      dominated[a] += !without[b];
      dominators[b] += !without[b];
    }
  }
  for (NodeId b = 0; b < n; ++b) {
    if (!reached[b]) continue;
    ASSERT_EQ(tree.Size(b), dominated[b]);
    if (b == flow.root) {
      ASSERT_EQ(idom[b], kNoNode);
      continue;
    }
    // The immediate dominator is the one with only one dominator less.
    ASSERT_NE(idom[b], b);
    ASSERT_TRUE(tree.Dominates(idom[b], b));
    ASSERT_EQ(dominators[idom[b]] + 1, dominators[b]);
  }
}

TEST(Dominators, FollowTheDefinitionOnRandomGraphs) {
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 35;
    shape.reducible = seed % 5 == 0;
    shape.entries = seed % 6;
    ExpectRight(RandomGraph(seed, shape));
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
}

TEST(Dominators, FollowTheDefinitionOnFamilies) {
  for (uint32_t n = 2; n < 12; ++n) {
    for (const Graph& graph :
         {Chain(n), SideExits(n), Diamonds(n), Ladder(n), NestedLoops(n), LoopChain(n), DeepExits(n), Complete(n),
          Duff(n), StateMachine(n), IrreducibleChain(n), IrreducibleNest(n), Calls(n)}) {
      ExpectRight(graph);
      if (HasFatalFailure()) FAIL() << "n " << n;
    }
  }
}

}  // namespace
}  // namespace beamfold::cfg
