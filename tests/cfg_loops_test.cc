// SPDX-License-Identifier: Apache-2.0
//
// The loop forest against its definition, taken literally: find the strongly connected components by reachability, take
// the header out, look at the rest again.

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "cfg/flow.h"
#include "cfg/graph_text.h"
#include "cfg/loops.h"
#include "cfg/order.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using Nodes = std::set<NodeId>;

// What `from` reaches by one edge or more inside of `nodes`, edges into `closed` left out.
Nodes ReachesInside(const Flow& flow, const Nodes& nodes, const Nodes& closed, NodeId from) {
  Nodes reached;
  std::vector<NodeId> work = {from};
  while (!work.empty()) {
    const NodeId u = work.back();
    work.pop_back();
    for (NodeId v : flow.Successors(u)) {
      if (nodes.count(v) != 0 && closed.count(v) == 0 && reached.insert(v).second) work.push_back(v);
    }
  }
  return reached;
}

struct ExpectedLoop {
  Nodes nodes;
  int parent;  // Index in the vector of results, or -1.
};

// The headers are the ones that a depth-first search visits first; `pre` numbers its visits.
void Search(const Flow& flow, const std::vector<uint32_t>& pre, const Nodes& nodes, const Nodes& closed, int parent,
            std::vector<std::pair<NodeId, ExpectedLoop>>& out) {
  Nodes done;
  for (NodeId v : nodes) {
    if (done.count(v) != 0) continue;
    Nodes component;
    for (NodeId w : ReachesInside(flow, nodes, closed, v)) {
      if (ReachesInside(flow, nodes, closed, w).count(v) != 0) component.insert(w);
    }
    if (component.count(v) == 0) continue;
    done.insert(component.begin(), component.end());
    const NodeId header =
        *std::min_element(component.begin(), component.end(), [&](NodeId a, NodeId b) { return pre[a] < pre[b]; });
    const int index = static_cast<int>(out.size());
    out.push_back({header, {component, parent}});
    Nodes rest_closed = closed;
    rest_closed.insert(header);
    Search(flow, pre, component, rest_closed, index, out);
  }
}

void ExpectRight(const Flow& flow) {
  const DepthFirst dfs(flow);
  const LoopForest forest = FindLoops(flow);
  Nodes all;
  for (NodeId v : dfs.preorder) all.insert(v);
  std::vector<std::pair<NodeId, ExpectedLoop>> expected;
  Search(flow, dfs.pre, all, {}, -1, expected);

  ASSERT_EQ(forest.loops.size(), expected.size());
  std::vector<Nodes> nodes(forest.loops.size());
  for (NodeId v = 0; v < flow.size(); ++v) {
    for (LoopId l = forest.of[v]; l != kNoLoop; l = forest.loops[l].parent) nodes[l].insert(v);
  }
  for (const auto& [header, loop] : expected) {
    const LoopId l = forest.of[header];
    ASSERT_NE(l, kNoLoop);
    const Loop& found = forest.loops[l];
    ASSERT_EQ(found.header, header);
    ASSERT_EQ(nodes[l], loop.nodes);
    const LoopId parent = loop.parent < 0 ? kNoLoop : forest.of[expected[loop.parent].first];
    ASSERT_EQ(found.parent, parent);
    ASSERT_EQ(found.depth, forest.Depth(parent) + 1);
    if (parent != kNoLoop) {
      ASSERT_LT(parent, l);
    }
    Nodes entries;
    for (NodeId u : dfs.preorder) {
      for (NodeId v : flow.Successors(u)) {
        if (loop.nodes.count(u) == 0 && loop.nodes.count(v) != 0) entries.insert(v);
      }
    }
    ASSERT_EQ(found.entries, entries.size());
    ASSERT_TRUE(entries.count(header) != 0);
  }
  // The two ways to climb and to compare.
  for (LoopId a = 0; a < forest.loops.size(); ++a) {
    for (LoopId b = 0; b < forest.loops.size(); ++b) {
      const bool contains =
          nodes[a].count(forest.loops[b].header) != 0 && forest.loops[a].depth <= forest.loops[b].depth;
      ASSERT_EQ(forest.Contains(a, b), contains);
    }
    for (uint32_t limit = 0; limit <= forest.loops[a].depth; ++limit) {
      const LoopId top = forest.Outermost(a, [&](LoopId l) { return forest.loops[l].depth <= limit; });
      LoopId slow = kNoLoop;
      for (LoopId l = a; l != kNoLoop && forest.loops[l].depth > limit; l = forest.loops[l].parent) slow = l;
      ASSERT_EQ(top, slow);
    }
  }
}

TEST(Loops, FollowTheDefinitionOnRandomGraphs) {
  for (uint64_t seed = 0; seed < 1500; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 24;
    shape.reducible = seed % 5 == 0;
    shape.entries = 1 + seed % 4;
    const Flow flow = MakeFlow(RandomGraph(seed, shape));
    ExpectRight(flow);
    if (HasFatalFailure()) FAIL() << "seed " << seed;
    ExpectRight(SortForLayout(flow, FindLoops(flow)));
    if (HasFatalFailure()) FAIL() << "seed " << seed << ", sorted for layout";
  }
}

TEST(Loops, FollowTheDefinitionOnFamilies) {
  for (uint32_t n = 2; n < 9; ++n) {
    for (const Graph& graph : {Chain(n), Diamonds(n), NestedLoops(n), LoopChain(n), DeepExits(n), Complete(n), Duff(n),
                               StateMachine(n), IrreducibleChain(n), IrreducibleNest(n), Calls(n)}) {
      ExpectRight(MakeFlow(graph));
      if (HasFatalFailure()) FAIL() << "n " << n;
    }
  }
}

TEST(Loops, TheDispatchDoesNotTieEntriesTogether) {
  const absl::StatusOr<Graph> graph = ParseGraph("b0:\n indirect\nb1:\n indirect\nentries b0 b1\n");
  ASSERT_TRUE(graph.ok());
  EXPECT_TRUE(FindLoops(MakeFlow(*graph)).loops.empty());
}

// Every edge leads forward in the layout, except into loop headers from inside of their loops.
TEST(Order, OnlyLoopHeadersAreReachedBackwards) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + seed % 50;
    shape.entries = seed % 7;
    Flow flow = MakeFlow(RandomGraph(seed, shape));
    flow = SortForLayout(flow, FindLoops(flow));
    const LoopForest forest = FindLoops(flow);
    const std::vector<NodeId> order = ReversePostorder(flow);
    std::vector<size_t> position(flow.size(), flow.size());
    for (size_t i = 0; i < order.size(); ++i) position[order[i]] = i;
    ASSERT_EQ(order[0], flow.root);
    for (NodeId u : order) {
      for (NodeId v : flow.Successors(u)) {
        if (position[u] < position[v]) continue;
        const LoopId loop = forest.of[v];
        ASSERT_NE(loop, kNoLoop);
        ASSERT_EQ(forest.loops[loop].header, v);
        ASSERT_TRUE(forest.Contains(loop, forest.of[u]));
      }
    }
  }
}

// A return point that goes on with a function comes before it, whichever has the smaller number.
TEST(Order, ReturnPointsComeBeforeTheFunctionTheyEnter) {
  for (const char* entries : {"entries b0 b2", "entries b2 b0"}) {
    const absl::StatusOr<Graph> graph =
        ParseGraph(std::string("b0: \"function\"\n branch b1 b3\nb1: \"call\"\n indirect\n"
                               "b2: \"return point\"\n jump b0\nb3: \"return\"\n indirect\n") +
                   entries);
    ASSERT_TRUE(graph.ok()) << graph.status();
    const Flow flow = MakeFlow(*graph);
    const std::vector<NodeId> order = ReversePostorder(SortForLayout(flow, FindLoops(flow)));
    EXPECT_LT(std::find(order.begin(), order.end(), 2u), std::find(order.begin(), order.end(), 0u));
  }
}

// A loop's exit comes behind its body even when it is hot, and a hot arm right behind its test.
TEST(Order, KeepsLoopsTogetherAndHotPathsStraight) {
  const absl::StatusOr<Graph> graph =
      ParseGraph("b0:\n branch b3*100 b1\nb1:\n branch b4 b2*7\nb2:\n jump b0\nb3:\n exit\nb4:\n jump b2\nentries b0");
  ASSERT_TRUE(graph.ok()) << graph.status();
  const Flow flow = MakeFlow(*graph);
  EXPECT_EQ(ReversePostorder(SortForLayout(flow, FindLoops(flow))), (std::vector<NodeId>{5, 0, 1, 4, 2, 3}));
}

}  // namespace
}  // namespace beamfold::cfg
