// SPDX-License-Identifier: Apache-2.0
//
// What people look at: the structured form as text, pictures for Graphviz, figures. The example is README.md's.

#include <string>
#include <utility>

#include "cfg/draw.h"
#include "cfg/graph_text.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

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

struct Example {
  Graph graph;
  Structured structured;
};

Example Make(absl::string_view text, Strategy strategy = Strategy::kStackifier) {
  Example example;
  absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  if (!graph.ok()) return example;
  example.graph = *std::move(graph);
  absl::StatusOr<Structured> structured = Structure(example.graph, {.strategy = strategy});
  EXPECT_TRUE(structured.ok()) << structured.status();
  if (structured.ok()) example.structured = *std::move(structured);
  return example;
}

Stats StatsOf(const Example& example) {
  absl::StatusOr<Stats> stats = Measure(example.graph, example.structured);
  EXPECT_TRUE(stats.ok()) << stats.status();
  return stats.ok() ? *stats : Stats();
}

TEST(Draw, StructuredText) {
  const Example example = Make(kSum);
  const absl::StatusOr<std::string> text = DrawStructured(example.graph, example.structured);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, R"(loop
  block  ;; b3 return
    block  ;; b0 sum/2
      block  ;; b4 main/0
        block  ;; b5 after call
          block  ;; b7 foreign
            get label
            br_table 3 2 1 0
          end
          b7 foreign
        end
        block  ;; b6 badmatch
          b5 after call  side 0
          br_if 1
          br 3
        end
        b6 badmatch
      end
      b4 main/0
    end
    block  ;; b2 function_clause
      loop  ;; b0 sum/2
        b0 sum/2  side 1
        br_if not 2
        b1 add
        br 0
      end
    end
    b2 function_clause
  end
  b3 return
  br 0
end
unreachable
)");
}

TEST(Draw, IfAndElse) {
  const Example example = Make(
      "b0:\n branch b1 b2\nb1:\n jump b3\nb2:\n jump b3\nb3:\n branch b4 b5\nb4:\n jump b5\nb5:\n exit\nentries b0");
  const absl::StatusOr<std::string> text = DrawStructured(example.graph, example.structured);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "b0\nif\n  b1\nelse\n  b2\nend\nb3\nif\n  b4\nend\nb5\nunreachable\n");
}

TEST(Draw, GraphvizNamesEveryBlockAndEdge) {
  const Example example = Make(kSum);
  const std::string graph = DrawGraph(example.graph);
  EXPECT_THAT(graph, HasSubstr("n0 [label=\"b0 sum/2\"];"));
  EXPECT_THAT(graph, HasSubstr("n8 [label=\"D\"];"));
  EXPECT_THAT(graph, HasSubstr("n0 -> n1 [label=true];"));
  EXPECT_THAT(graph, HasSubstr("n0 -> n2 [style=dashed];"));
  EXPECT_THAT(graph, HasSubstr("n8 -> n5 [style=dotted, label=2];"));
  EXPECT_THAT(graph, HasSubstr("n3 -> n8 [style=dotted];"));
  const std::string dominators = DrawDominators(example.graph);
  EXPECT_THAT(dominators, HasSubstr("n8 -> n3;"));
  EXPECT_THAT(dominators, HasSubstr("n0 -> n1;"));
  EXPECT_THAT(dominators, HasSubstr("n5 -> n6;"));
}

TEST(Draw, LoopsAreNestedBoxes) {
  Example example;
  example.graph = NestedLoops(2);
  EXPECT_EQ(DrawLoops(example.graph), R"(digraph loops {
  node [shape=box];
  subgraph cluster_0 {
  color=black;
  n0 [label="b0"];
  n3 [label="b3"];
  subgraph cluster_1 {
  color=black;
  n1 [label="b1"];
  n2 [label="b2"];
  }
  }
}
)");
  EXPECT_THAT(DrawLoops(IrreducibleChain(1)), HasSubstr("color=red"));
}

TEST(Stats, CountsTheExample) {
  const Stats stats = StatsOf(Make(kSum));
  EXPECT_EQ(stats.blocks, 8u);
  EXPECT_EQ(stats.edges, 8u);
  EXPECT_EQ(stats.entries, 3u);
  EXPECT_EQ(stats.loops, 1u);
  EXPECT_EQ(stats.multi_entry_loops, 0u);
  EXPECT_EQ(stats.block_ops, 7u);
  EXPECT_EQ(stats.loop_ops, 2u);
  EXPECT_EQ(stats.if_ops, 0u);
  EXPECT_EQ(stats.br_ops, 3u);
  EXPECT_EQ(stats.br_if_ops, 2u);
  EXPECT_EQ(stats.br_table_ops, 1u);
  EXPECT_EQ(stats.side_exits, 2u);
  EXPECT_EQ(stats.label_writes, 0u);
  EXPECT_EQ(stats.dispatch_branches, 1u);
  EXPECT_EQ(stats.max_depth, 5u);
  // b7 5, b5 5, b6 4, b4 3, b0 4, b1 4, b2 2, b3 1.
  EXPECT_DOUBLE_EQ(stats.mean_depth, 28.0 / 8);
  EXPECT_EQ(stats.max_fan_in, 2u);
  EXPECT_THAT(PrintStats(stats), HasSubstr("dispatch branches  1\n"));
  EXPECT_THAT(PrintStats(stats), HasSubstr("mean depth         3.50\n"));
}

TEST(Stats, CountsDispatches) {
  const Stats structured = StatsOf(Make("b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n jump b1\nentries b0"));
  EXPECT_EQ(structured.multi_entry_loops, 1u);
  EXPECT_EQ(structured.internal_entries, 2u);
  EXPECT_EQ(structured.label_writes, 3u);
  EXPECT_EQ(structured.label_tests, 1u);
  EXPECT_EQ(structured.dispatch_branches, 0u);
  const Stats naive = StatsOf(Make("b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n jump b1\nentries b0", Strategy::kNaive));
  EXPECT_EQ(naive.label_writes, 4u);
  EXPECT_EQ(naive.dispatch_branches, 4u);
  // Four ways back and the one from outside.
  EXPECT_EQ(naive.max_fan_in, 5u);
}

TEST(Stats, FanInCountsSideExitsRowsAndFallingThrough) {
  Example example;
  example.graph = SideExits(40);
  absl::StatusOr<Structured> structured = Structure(example.graph, {.max_fan_in = 0});
  ASSERT_TRUE(structured.ok());
  example.structured = *std::move(structured);
  EXPECT_EQ(StatsOf(example).max_fan_in, 40u);
  // Two rows to one block count once; the other arm falls in.
  EXPECT_EQ(StatsOf(Make("b0:\n branch b1 b2\nb1:\n switch b3 b3\nb2:\n jump b3\nb3:\n exit\nentries b0")).max_fan_in,
            2u);
}

TEST(Stats, RejectsMalformedForms) {
  Structured bad;
  bad.ops.emplace_back().kind = OpKind::kEnd;
  EXPECT_FALSE(Measure(Graph(), bad).ok());
  EXPECT_FALSE(DrawStructured(Graph(), bad).ok());
  bad.ops[0].kind = OpKind::kCode;
  bad.ops[0].block = 3;
  EXPECT_FALSE(Measure(Graph(), bad).ok());
}

}  // namespace
}  // namespace beamfold::cfg
