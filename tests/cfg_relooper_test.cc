// SPDX-License-Identifier: Apache-2.0
//
// The relooper: its shapes are those of the definition, and what it writes is what one expects of it. That it is right
// for every graph is tested in cfg_equivalence_*.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/draw.h"
#include "cfg/flow.h"
#include "cfg/graph_text.h"
#include "cfg/relooper_shapes.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/verify.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using relooper::FindShapes;
using relooper::Shape;
using relooper::ShapeId;
using relooper::Shapes;

using Nodes = std::set<NodeId>;

// The shapes as the paper defines them: sets of blocks are written down, and searched for each shape.
class Definition {
 public:
  explicit Definition(const Flow& flow) : flow_(flow) {}

  std::string Describe() const {
    const DepthFirst dfs(flow_);
    return Cover(Nodes(dfs.preorder.begin(), dfs.preorder.end()), {flow_.root}, {});
  }

 private:
  // The nodes of `s` that edges from `from` lead to. Edges to `done` do not count.
  Nodes Targets(const Nodes& from, const Nodes& s, const Nodes& done) const {
    Nodes targets;
    for (NodeId u : from) {
      for (NodeId v : flow_.Successors(u)) {
        if (s.contains(v) && !done.contains(v)) targets.insert(v);
      }
    }
    return targets;
  }
  Nodes Reachable(NodeId from, const Nodes& s, const Nodes& done) const {
    Nodes reached = {from};
    for (;;) {
      Nodes more = Targets(reached, s, done);
      more.insert(reached.begin(), reached.end());
      if (more.size() == reached.size()) return reached;
      reached = std::move(more);
    }
  }
  static Nodes Without(const Nodes& s, const Nodes& t) {
    Nodes rest;
    std::set_difference(s.begin(), s.end(), t.begin(), t.end(), std::inserter(rest, rest.end()));
    return rest;
  }

  std::string Cover(const Nodes& s, const Nodes& entries, const Nodes& done) const {
    if (entries.empty()) return "";
    const NodeId first = *entries.begin();
    if (entries.size() == 1 && !Targets(s, s, done).contains(first)) {
      const Nodes rest = Without(s, {first});
      return absl::StrCat(first, " ", Cover(rest, Targets({first}, rest, done), done));
    }
    if (entries.size() > 1) {
      Nodes handled;
      std::string text = "multiple[";
      for (NodeId e : entries) {
        Nodes group = Reachable(e, s, done);
        for (NodeId other : entries) {
          if (other != e) group = Without(group, Reachable(other, s, done));
        }
        if (!group.contains(e)) continue;
        absl::StrAppend(&text, "{", Cover(group, {e}, done), "}");
        handled.insert(group.begin(), group.end());
      }
      if (!handled.empty()) {
        const Nodes rest = Without(s, handled);
        Nodes next = Targets(handled, rest, done);
        for (NodeId e : Without(entries, handled)) next.insert(e);
        return absl::StrCat(text, "] ", Cover(rest, next, done));
      }
    }
    Nodes inner;
    for (NodeId v : s) {
      const Nodes reached = Reachable(v, s, done);
      if (!Without(entries, reached).empty() && Without(entries, reached).size() == entries.size()) continue;
      inner.insert(v);
    }
    Nodes done_inside = done;
    std::string text = "loop";
    for (NodeId e : entries) {
      absl::StrAppend(&text, " ", e);
      done_inside.insert(e);
    }
    const Nodes rest = Without(s, inner);
    return absl::StrCat(text, " (", Cover(inner, entries, done_inside), ") ",
                        Cover(rest, Targets(inner, rest, done), done));
  }

  const Flow& flow_;
};

std::string Describe(const Shapes& shapes, ShapeId s) {
  const Shape& shape = shapes.all[s];
  switch (shape.kind) {
    case Shape::Kind::kNothing:
      return "";
    case Shape::Kind::kSimple:
      return absl::StrCat(shape.node, " ", Describe(shapes, shape.next));
    case Shape::Kind::kLoop: {
      std::string text = "loop";
      for (NodeId e : Nodes(shape.entries.begin(), shape.entries.end())) absl::StrAppend(&text, " ", e);
      return absl::StrCat(text, " (", Describe(shapes, shape.inner), ") ", Describe(shapes, shape.next));
    }
    case Shape::Kind::kMultiple: {
      std::vector<std::pair<NodeId, ShapeId>> groups;
      for (ShapeId group : shape.groups) groups.emplace_back(shapes.all[group].entries[0], group);
      std::sort(groups.begin(), groups.end());
      std::string text = "multiple[";
      for (const auto& [entry, group] : groups) absl::StrAppend(&text, "{", Describe(shapes, group), "}");
      return absl::StrCat(text, "] ", Describe(shapes, shape.next));
    }
  }
  return "?";
}

void ExpectShapesOfDefinition(const Graph& graph) {
  const Flow flow = MakeFlow(graph);
  const Shapes shapes = FindShapes(flow);
  ASSERT_EQ(Describe(shapes, shapes.root), Definition(flow).Describe()) << PrintGraph(graph);
}

TEST(RelooperShapes, AreThoseOfTheDefinitionForRandomGraphs) {
  for (uint64_t seed = 0; seed < 6000; ++seed) {
    RandomShape shape;
    shape.blocks = 1 + static_cast<uint32_t>(seed % 17);
    shape.reducible = seed % 5 == 0;
    shape.entries = static_cast<uint32_t>(seed % 7);
    ExpectShapesOfDefinition(RandomGraph(seed, shape));
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
}

TEST(RelooperShapes, AreThoseOfTheDefinitionForFamilies) {
  for (uint32_t n = 1; n <= 9; ++n) {
    for (const Graph& graph : {Chain(n), SideExits(n), Diamonds(n), Ladder(n), NestedLoops(n), LoopChain(n),
                               DeepExits(n), Complete(n), Duff(n), DeepSwitch(n), Comb(n), DeBruijn(n), SideEntries(n),
                               StateMachine(n), IrreducibleChain(n), IrreducibleNest(n), Calls(n)}) {
      ExpectShapesOfDefinition(graph);
      if (HasFatalFailure()) FAIL() << "n " << n;
    }
  }
}

std::string Reloop(absl::string_view text) {
  const absl::StatusOr<Graph> graph = ParseGraph(text);
  EXPECT_TRUE(graph.ok()) << graph.status();
  const absl::StatusOr<Structured> structured = Structure(*graph, {.strategy = Strategy::kRelooper});
  EXPECT_TRUE(structured.ok()) << structured.status();
  EXPECT_TRUE(Verify(*graph, *structured).ok());
  return absl::StrCat("\n", *DrawStructured(*graph, *structured));
}

TEST(Relooper, IfNeedsNoLabel) {
  EXPECT_EQ(Reloop("b0:\n branch b1 b2\nb1:\n jump b3\nb2:\n jump b3\nb3:\n exit\nentries b0\n"), R"(
block  ;; b3
  block  ;; b2
    b0
    br_if not 0
    b1
    br 1
  end
  b2
end
b3
unreachable
)");
}

TEST(Relooper, ShapeWithTwoEntriesTestsTheLabel) {
  // Both b1 and b2 lead to both b3 and b4.
  EXPECT_EQ(Reloop("b0:\n branch b1 b2\nb1:\n branch b3 b4\nb2:\n branch b4 b3\nb3:\n exit\nb4:\n exit\nentries b0\n"),
            R"(
block
  block  ;; b2
    b0
    br_if not 0
    b1
    if
      label := 1
      br 2
    end
    label := 2
    br 1
  end
  b2
  if
    label := 2
    br 1
  end
  label := 1
end
label = 1?
if
  b3
end
b4
unreachable
)");
}

TEST(Relooper, LoopWithTwoEntriesTestsTheLabelInFront) {
  EXPECT_EQ(Reloop("b0:\n branch b1 b2\nb1:\n jump b2\nb2:\n side b1\n branch b1 b3\nb3:\n exit\nentries b0\n"), R"(
block
  b0
  if
    label := 1
    br 1
  end
  label := 2
end
block  ;; b3
  loop
    label = 1?
    if
      b1
      label := 2
      br 1
    end
    block
      b2  side 0
      br_if not 2
      label := 1
      br 1
    end
    label := 1
    br 0
  end
end
b3
unreachable
)");
}

TEST(Relooper, ExternalEntriesComeThroughTheDispatch) {
  EXPECT_EQ(Reloop("b0:\n jump b1\nb1:\n branch b0 b2\nb2:\n indirect\nentries b0 - b1\nother b1\n"), R"(
loop
  block
    block
      get label
      br_table 1 0 1 0
    end
    label := 2
  end
  loop
    label = 0?
    if
      b0
      label := 2
      br 1
    end
    b1
    if
      label := 0
      br 1
    end
  end
  b2
  br 0
end
unreachable
)");
}

struct Case {
  const char* name;
  Graph (*make)(uint32_t);
  uint32_t n;
};

class RelooperScaling : public ::testing::TestWithParam<Case> {};

// Verify takes a step for each test that an edge passes, so it is left out where a label can pass thousands of them.
TEST_P(RelooperScaling, OutputIsLinear) {
  const Graph graph = GetParam().make(GetParam().n);
  const absl::StatusOr<Structured> structured = Structure(graph, {.strategy = Strategy::kRelooper});
  ASSERT_TRUE(structured.ok()) << structured.status();
  const absl::StatusOr<Stats> stats = Measure(graph, *structured);
  ASSERT_TRUE(stats.ok());
  EXPECT_LE(structured->ops.size(), 6 * (stats->blocks + stats->edges) + 20);
  EXPECT_LE(stats->max_fan_in, Policy().max_fan_in);
}

INSTANTIATE_TEST_SUITE_P(Families, RelooperScaling,
                         ::testing::Values(Case{"Chain", Chain, 300000}, Case{"SideExits", SideExits, 200000},
                                           Case{"Diamonds", Diamonds, 100000}, Case{"Ladder", Ladder, 100000},
                                           Case{"NestedLoops", NestedLoops, 100000},
                                           Case{"LoopChain", LoopChain, 100000}, Case{"Comb", Comb, 100000},
                                           Case{"IrreducibleChain", IrreducibleChain, 100000},
                                           Case{"IrreducibleNest", IrreducibleNest, 100000}),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace beamfold::cfg
