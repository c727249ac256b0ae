// SPDX-License-Identifier: Apache-2.0
//
// What people are told about single edges, the text and Graphviz pictures of each stage, and parts of graphs.

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/draw.h"
#include "cfg/edge_ways.h"
#include "cfg/graph_text.h"
#include "cfg/policies.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/subgraph.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kSum[] = R"(
  b0: "sum/2"
    side b2*0
    branch b1 b3
  b1: "add"
    jump b0
  b2: "function_clause"
    exit
  b3: "return"
    indirect
  b4: "main/0"
    jump b0
  b5: "after call"
    side b6*0
    branch b4 b3
  b6: "badmatch"
    exit
  b7: "foreign"
    exit
  entries b0 b4 b5
  other b7
)";

Graph Parse(absl::string_view text) {
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  return graph.ok() ? *std::move(graph) : Graph();
}

std::vector<std::string> Ways(const Graph& graph, const Policy& policy = {}) {
  std::vector<std::string> out;
  const absl::StatusOr<Structured> structured = Structure(graph, policy);
  EXPECT_TRUE(structured.ok());
  const absl::StatusOr<std::vector<EdgeWay>> ways = FindEdgeWays(graph, *structured);
  EXPECT_TRUE(ways.ok()) << ways.status();
  for (const EdgeWay& way : *ways) {
    const std::string from = way.from == graph.blocks.size() ? "D" : absl::StrCat(way.from);
    const std::string to = way.to == graph.blocks.size() ? "D" : absl::StrCat(way.to);
    out.push_back(absl::StrCat(from, " ", to, ": ", PrintWay(way)));
  }
  return out;
}

TEST(EdgeWays, OfTheExample) {
  EXPECT_THAT(Ways(Parse(kSum)),
              ElementsAre("5 6: br 0, forward", "5 4: br 1, forward", "5 3: br 3, forward", "4 0: falls through",
                          "0 2: br 1, forward", "0 1: falls through", "0 3: br 2, forward", "1 0: br 0, loop",
                          "3 D: br 0, dispatch", "D 0: label 0, dispatch", "D 4: label 1, dispatch",
                          "D 5: label 2, dispatch", "D 7: label 3, dispatch"));
}

TEST(EdgeWays, LabelsAndPads) {
  // The side exit of b2 goes over a pad: its first branch leads to the label's write.
  const Graph graph = Parse("b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n side b1\n exit\nentries b0");
  EXPECT_THAT(Ways(graph, {.multi_entry = MultiEntry::kDispatch}),
              ElementsAre("0 1: falls through", "0 2: br 1, forward", "1 2: falls through",
                          "2 1: label 1, br 0, dispatch", "D 0: label 0, dispatch"));
  EXPECT_THAT(Ways(graph), ElementsAre("0 1: label 1, label tested", "0 2: label 2, label tested", "1 2: falls through",
                                       "2 1: label 1, br 0, label tested"));
  EXPECT_THAT(Ways(Parse("b0:\n switch b1 b2 b0\nb1:\n exit\nb2:\n exit\nentries b0")),
              ElementsAre("0 1: br 1, forward", "0 2: br 2, forward", "0 0: br 0, loop"));
}

// Each placement of each block has all of its edges, in order, and they are what the graph has.
TEST(EdgeWays, AreTheEdgesOfTheGraph) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    RandomShape shape;
    shape.blocks = 2 + static_cast<uint32_t>(seed % 30);
    shape.entries = 1 + static_cast<uint32_t>(seed % 3);
    const Graph graph = RandomGraph(seed, shape);
    for (const NamedPolicy& policy : NamedPolicies()) {
      SCOPED_TRACE(absl::StrCat(seed, ", ", policy.name));
      const absl::StatusOr<Structured> structured = Structure(graph, policy.policy);
      ASSERT_TRUE(structured.ok());
      const absl::StatusOr<std::vector<EdgeWay>> ways = FindEdgeWays(graph, *structured);
      ASSERT_TRUE(ways.ok()) << ways.status();
      std::map<uint32_t, std::vector<EdgeWay>> of_code;
      for (const EdgeWay& way : *ways) {
        if (way.from < graph.blocks.size()) of_code[way.code].push_back(way);
      }
      for (size_t i = 0; i < structured->ops.size(); ++i) {
        if (structured->ops[i].kind != OpKind::kCode) continue;
        const BlockId b = structured->ops[i].block;
        std::vector<BlockId> wanted;
        for (const Edge& edge : graph.blocks[b].side) wanted.push_back(edge.target);
        for (const Edge& edge : graph.blocks[b].succ) wanted.push_back(edge.target);
        if (graph.blocks[b].term == Terminator::kIndirect) wanted.push_back(static_cast<BlockId>(graph.blocks.size()));
        std::vector<BlockId> found;
        for (const EdgeWay& way : of_code[static_cast<uint32_t>(i)]) {
          EXPECT_EQ(way.from, b);
          EXPECT_EQ(way.index, found.size());
          EXPECT_EQ(way.depth == kNoNode && way.label == kNoNode, way.way == Way::kFall) << PrintWay(way);
          found.push_back(way.to);
        }
        EXPECT_EQ(found, wanted);
      }
    }
  }
}

TEST(EdgeWays, RejectsWrongForms) {
  const Graph graph = Parse(kSum);
  absl::StatusOr<Structured> structured = Structure(graph);
  ASSERT_TRUE(structured.ok());
  structured->ops.pop_back();
  EXPECT_FALSE(FindEdgeWays(graph, *structured).ok());
  EXPECT_FALSE(DrawScopes(graph, *structured).ok());
}

TEST(Policies, HaveNames) {
  EXPECT_EQ(NamedPolicies()[0].name, "stackifier");
  for (const NamedPolicy& policy : NamedPolicies()) {
    EXPECT_EQ(FindPolicy(policy.name), &policy);
    EXPECT_EQ(policy.what.empty(), false);
  }
  EXPECT_EQ(FindPolicy("none"), nullptr);
}

TEST(DrawText, Dominators) {
  EXPECT_EQ(ListDominators(Parse(kSum)),
            "D\n"
            "  b0 sum/2\n"
            "    b1 add\n"
            "    b2 function_clause\n"
            "  b3 return\n"
            "  b4 main/0\n"
            "  b5 after call\n"
            "    b6 badmatch\n"
            "  b7 foreign\n");
}

TEST(DrawText, Loops) {
  EXPECT_EQ(ListLoops(NestedLoops(2)), "loop of b0\n  b0\n  b3\n  loop of b1\n    b1\n    b2\nb4\n");
  EXPECT_EQ(ListLoops(Parse("b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n jump b1\nb3:\n exit\nentries b0")),
            "loop of b1, 2 entries\n  b1\n  b2\nb0\n");
}

TEST(DrawDot, ScopesAreClusters) {
  const Graph graph = Parse(kSum);
  const absl::StatusOr<std::string> dot = DrawScopes(graph, *Structure(graph));
  ASSERT_TRUE(dot.ok());
  EXPECT_THAT(*dot, HasSubstr("subgraph cluster_21 {\n  label=\"loop b0 sum/2\";\n  o22 [label=\"b0 sum/2\"];"));
  EXPECT_THAT(*dot, HasSubstr("o18 -> o22 [style=bold, label=\"falls through\"];"));
  EXPECT_THAT(*dot, HasSubstr("o30 -> o6 [style=dotted, label=\"br 0, dispatch\"];"));
}

TEST(Subgraph, KeepsWhatTheRootsReach) {
  const Graph graph = Parse(kSum);
  std::vector<bool> border(graph.blocks.size());
  border[0] = border[4] = true;
  // From `main` and its return point: sum/2 is cut off, but still there.
  EXPECT_EQ(PrintGraph(Subgraph(graph, {4, 5}, border)),
            "b0: \"sum/2\"\n  exit\n"
            "b1: \"return\"\n  indirect\n"
            "b2: \"main/0\"\n  jump b0\n"
            "b3: \"after call\"\n  side b4*0\n  branch b2 b1\n"
            "b4: \"badmatch\"\n  exit\n"
            "b5: \"foreign\"\n  exit\n"
            "entries b2 b3\nother b5\n");
  // A root is not cut off.
  EXPECT_EQ(PrintGraph(Subgraph(graph, {0}, border)),
            "b0: \"sum/2\"\n  side b2*0\n  branch b1 b3\n"
            "b1: \"add\"\n  jump b0\n"
            "b2: \"function_clause\"\n  exit\n"
            "b3: \"return\"\n  indirect\n"
            "b4: \"foreign\"\n  exit\n"
            "entries b0\nother b4\n");
}

}  // namespace
}  // namespace beamfold::cfg
