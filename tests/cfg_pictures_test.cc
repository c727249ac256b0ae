// SPDX-License-Identifier: Apache-2.0
//
// Scenes, SVG and the page: every stage of every family under every policy is well-formed, complete and without
// overlap; names of any bytes are harmless.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cfg/flow.h"
#include "cfg/html.h"
#include "cfg/policies.h"
#include "cfg/scenes.h"
#include "cfg/structure.h"
#include "cfg/svg.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/families.h"

namespace beamfold::cfg {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What is wrong with an XML document, "" if nothing is: tags match, attributes are quoted, entities are known, there
// are no control characters.
std::string XmlError(const std::string& text) {
  std::vector<std::string> open;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return absl::StrCat("control character at ", i);
    if (c == '>') return absl::StrCat("a > at ", i);
    if (c == '&') {
      const std::string entity = text.substr(i, text.find(';', i) - i + 1);
      const std::set<std::string> known = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
      if (known.count(entity) == 0) return absl::StrCat("entity ", entity.substr(0, 10));
    }
    if (c != '<') continue;
    const size_t start = ++i;
    bool quoted = false;
    for (; i < text.size() && (quoted || text[i] != '>'); ++i) {
      if (text[i] == '"') quoted = !quoted;
      if (text[i] == '<' || (text[i] == '=' && !quoted && text[i + 1] != '"')) return absl::StrCat("bad tag at ", i);
    }
    if (i == text.size()) return "a tag without an end";
    const std::string tag = text.substr(start, i - start);
    if (tag[0] == '/') {
      if (open.empty() || open.back() != tag.substr(1)) return absl::StrCat("no tag for <", tag, ">");
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty() ? "" : absl::StrCat("<", open.back(), "> is not closed");
}

TEST(XmlError, SeesErrors) {
  EXPECT_EQ(XmlError("<a x=\"1 > 0\"><b/>&lt;</a>"), "");
  for (const char* bad : {"<a>", "</a>", "<a><b></a></b>", "<a x=1/>", "&nbsp;", "\x01", "a > b", "<a <b/>>", "<a"}) {
    EXPECT_NE(XmlError(bad), "") << bad;
  }
}

struct Named {
  std::string name;
  Graph graph;
};

std::vector<Named> Families() {
  std::vector<Named> out = {
      {"empty", Graph()},
      {"chain", Chain(5)},
      {"side exits", SideExits(30)},
      {"diamonds", Diamonds(20)},
      {"ladder", Ladder(40)},
      {"nested", NestedLoops(30)},
      {"loops", LoopChain(20)},
      {"deep exits", DeepExits(12)},
      {"complete", Complete(12)},
      {"duff", Duff(6)},
      {"states", StateMachine(30)},
      {"irreducible", IrreducibleChain(8)},
      {"irreducible nest", IrreducibleNest(8)},
      {"calls", Calls(12)},
  };
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    RandomShape shape;
    shape.blocks = 3 + static_cast<uint32_t>(seed);
    shape.entries = 1 + static_cast<uint32_t>(seed % 5);
    out.push_back({absl::StrCat("random ", seed), RandomGraph(seed, shape)});
  }
  return out;
}

bool Overlap(const Box& a, const Box& b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool Within(const Box& inner, const Box& outer) {
  constexpr double kSlack = 0.01;
  return inner.x >= outer.x - kSlack && inner.y >= outer.y - kSlack &&
         inner.x + inner.w <= outer.x + outer.w + kSlack && inner.y + inner.h <= outer.y + outer.h + kSlack;
}

std::set<NodeId> Reachable(const Graph& graph) {
  const DepthFirst search(MakeFlow(graph));
  return std::set<NodeId>(search.preorder.begin(), search.preorder.end());
}

// Blocks and D, but not references to them.
std::multiset<NodeId> NodesOf(const Scene& scene) {
  std::multiset<NodeId> out;
  for (const Box& box : scene.nodes) {
    if (box.kind == BoxKind::kNode || (box.kind == BoxKind::kDispatch && box.op == kNoNode)) out.insert(box.node);
  }
  return out;
}

void ExpectInPicture(const Scene& scene) {
  Box picture;
  picture.w = scene.width;
  picture.h = scene.height;
  for (const Box& box : scene.nodes) EXPECT_TRUE(Within(box, picture)) << box.text;
  for (const Box& box : scene.scopes) EXPECT_TRUE(Within(box, picture)) << box.text;
  for (const Line& line : scene.lines) {
    ASSERT_GE(line.points.size(), 2u);
    for (const Point& point : line.points) {
      EXPECT_TRUE(point.x >= 0 && point.x <= scene.width + 20 && point.y >= 0 && point.y <= scene.height);
    }
  }
}

void ExpectNoOverlap(const std::vector<Box>& boxes) {
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t j = 0; j < i; ++j) EXPECT_FALSE(Overlap(boxes[i], boxes[j])) << boxes[i].text << ", " << boxes[j].text;
  }
}

TEST(GraphScene, ShowsEveryNodeAndEdgeOnce) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    const Graph& graph = named.graph;
    const Scene scene = GraphScene(graph);
    ExpectInPicture(scene);
    ExpectNoOverlap(scene.nodes);
    const std::set<NodeId> reachable = Reachable(graph);
    const std::multiset<NodeId> shown = NodesOf(scene);
    EXPECT_EQ(std::vector<NodeId>(shown.begin(), shown.end()), std::vector<NodeId>(reachable.begin(), reachable.end()));

    using Pairs = std::set<std::pair<NodeId, NodeId>>;
    Pairs wanted;
    const NodeId dispatch = static_cast<NodeId>(graph.blocks.size());
    for (NodeId v : reachable) {
      if (v == dispatch) continue;
      for (const Edge& edge : graph.blocks[v].succ) wanted.emplace(v, edge.target);
      for (const Edge& edge : graph.blocks[v].side) wanted.emplace(v, edge.target);
      if (graph.blocks[v].term == Terminator::kIndirect) wanted.emplace(v, dispatch);
    }
    for (BlockId entry : graph.entries) {
      if (entry != kNoBlock) wanted.emplace(dispatch, entry);
    }
    if (graph.other_entry != kNoBlock) wanted.emplace(dispatch, graph.other_entry);
    Pairs lines;
    for (const Line& line : scene.lines) {
      if (line.to != kNoNode) lines.emplace(line.from, line.to);
    }
    EXPECT_EQ(lines, wanted);
  }
}

TEST(GraphScene, EdgesRunDownUnlessTheyRunBack) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    const Scene scene = GraphScene(named.graph);
    for (const Line& line : scene.lines) {
      const Point& end = line.points.back();
      // References to the target stand below; those to the source stand above the target.
      const bool to_source = line.text_at_end && line.kind != LineKind::kDispatch;
      const bool reference =
          to_source || std::any_of(scene.nodes.begin(), scene.nodes.end(), [&](const Box& box) {
            return box.kind == BoxKind::kHub && box.y == end.y && box.x <= end.x && end.x <= box.x + box.w;
          });
      if (line.kind == LineKind::kForward || reference) {
        EXPECT_LT(line.points.front().y, end.y);
      } else if (line.kind == LineKind::kBack && line.from != line.to) {
        EXPECT_GT(line.points.front().y, end.y);
      }
    }
  }
}

TEST(GraphScene, SaysWhatItLeavesOut) {
  Graph graph = Chain(3);
  EXPECT_EQ(GraphScene(graph).note, "");
  AddBlock(graph, Terminator::kExit);
  EXPECT_EQ(GraphScene(graph).note, "not drawn: 1 blocks that no entry reaches");
}

TEST(DominatorScene, ShowsEveryNodeBelowItsDominator) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    const Scene scene = DominatorScene(named.graph);
    ExpectInPicture(scene);
    ExpectNoOverlap(scene.nodes);
    EXPECT_EQ(NodesOf(scene).size(), Reachable(named.graph).size());
    EXPECT_EQ(scene.lines.size() + 1, scene.nodes.size());
  }
}

TEST(LoopScene, BoxesNest) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    const Scene scene = LoopScene(named.graph);
    ExpectInPicture(scene);
    ExpectNoOverlap(scene.nodes);
    EXPECT_EQ(NodesOf(scene).size() + 1, Reachable(named.graph).size());
    for (size_t i = 0; i < scene.scopes.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        EXPECT_TRUE(Within(scene.scopes[i], scene.scopes[j]) || !Overlap(scene.scopes[i], scene.scopes[j]));
      }
    }
  }
}

TEST(TreeScene, BoxesNestAsScopesDo) {
  for (const Named& named : Families()) {
    for (const NamedPolicy& policy : NamedPolicies()) {
      SCOPED_TRACE(absl::StrCat(named.name, ", ", policy.name));
      absl::StatusOr<Structured> structured = Structure(named.graph, policy.policy);
      ASSERT_TRUE(structured.ok());
      absl::StatusOr<Scene> scene = TreeScene(named.graph, *structured);
      ASSERT_TRUE(scene.ok());
      ExpectInPicture(*scene);
      ExpectNoOverlap(scene->nodes);
      // Each row lies in exactly the scopes that are open at its op.
      std::vector<size_t> depth(structured->ops.size());
      size_t open = 0;
      size_t codes = 0;
      for (size_t i = 0; i < depth.size(); ++i) {
        const OpKind kind = structured->ops[i].kind;
        open -= kind == OpKind::kEnd;
        depth[i] = open;
        open += kind == OpKind::kBlock || kind == OpKind::kLoop || kind == OpKind::kIf;
        codes += kind == OpKind::kCode;
      }
      size_t shown = 0;
      for (const Box& box : scene->nodes) {
        const size_t around =
            std::count_if(scene->scopes.begin(), scene->scopes.end(), [&](const Box& s) { return Within(box, s); });
        EXPECT_EQ(around, depth[box.op]) << box.text;
        shown += box.kind == BoxKind::kNode;
      }
      EXPECT_EQ(shown, codes);
    }
  }
}

TEST(TreeScene, RejectsMalformedForms) {
  Structured bad;
  bad.ops.emplace_back().kind = OpKind::kEnd;
  EXPECT_FALSE(TreeScene(Graph(), bad).ok());
  bad.ops[0].kind = OpKind::kCode;
  bad.ops[0].block = 3;
  EXPECT_FALSE(TreeScene(Graph(), bad).ok());
}

TEST(Svg, IsWellFormed) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    std::vector<TitledScene> scenes = {
        {"graph", GraphScene(named.graph)}, {"dom", DominatorScene(named.graph)}, {"loops", LoopScene(named.graph)}};
    for (const NamedPolicy& policy : NamedPolicies()) {
      scenes.push_back({std::string(policy.name), *TreeScene(named.graph, *Structure(named.graph, policy.policy))});
    }
    const std::string svg = PrintSvg(scenes);
    EXPECT_EQ(XmlError(svg), "");
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, Not(HasSubstr("inf")));
  }
}

// Everything that could end a string, a tag or a script, control characters, bad UTF-8 and good.
Graph Hostile() {
  Graph graph = Chain(4);
  graph.blocks[0].name = "</script><script>alert(1)//";
  graph.blocks[1].name = "a&b \"c\" 'd' ]]> <!-- \\ {{data}}";
  graph.blocks[2].name = std::string("\0\x01\n\r\x7f\xff\xc0\x80\xed\xa0\x80", 11);
  graph.blocks[3].name = "\u00e9\u6f22\u5b57\U0001f600\u2028\uffff";
  return graph;
}

TEST(Names, AreShownButHarmless) {
  const Graph graph = Hostile();
  const std::string svg = PrintSvg({{"<&\">", GraphScene(graph)}, {"", *TreeScene(graph, *Structure(graph))}});
  EXPECT_EQ(XmlError(svg), "");
  EXPECT_THAT(svg, HasSubstr("&lt;&amp;&quot;&gt;"));
  EXPECT_THAT(svg, HasSubstr("b0 &lt;/script&gt;&lt;script&gt;alert"));
  EXPECT_THAT(svg, HasSubstr("a&amp;b &quot;c&quot; &#39;d&#39;"));
  EXPECT_THAT(svg, HasSubstr("\\x00\\x01\\x0a\\x0d\\x7f\\xff\\xc0\\x80\\xed\\xa0\\x80"));
  EXPECT_THAT(svg, HasSubstr("b3 \u00e9\u6f22\u5b57\U0001f600\\xe2\\x80\\xa8\\xef\\xbf\\xbf"));

  const absl::StatusOr<std::string> data = PrintPageData(graph, "tree", "stackifier");
  ASSERT_TRUE(data.ok());
  EXPECT_THAT(*data, Not(HasSubstr("<")));
  const nlohmann::json json = nlohmann::json::parse(*data, nullptr, /*allow_exceptions=*/false);
  ASSERT_FALSE(json.is_discarded());
  EXPECT_EQ(json["titles"][0], "b0 </script><script>alert(1)//");
  EXPECT_EQ(json["titles"][1], "b1 a&b \"c\" 'd' ]]> <!-- \\ {{data}}");
}

TEST(Names, AreCutByColumns) {
  EXPECT_EQ(Shorten("abcd", 4), "abcd");
  EXPECT_EQ(Shorten("abcde", 4), "abc\u2026");
  EXPECT_EQ(Shorten("\u6f22\u5b57\u6f22", 6), "\u6f22\u5b57\u6f22");
  EXPECT_EQ(Shorten("\u6f22\u5b57\u6f22", 5), "\u6f22\u5b57\u2026");
  EXPECT_EQ(TextColumns("\u00e9\u6f22"), 3u);
  const Box box = TextBox(BoxKind::kNode, std::string(100, 'x'), 10);
  EXPECT_EQ(box.title.size(), 100u);
  EXPECT_LT(box.w, 100);
}

TEST(Page, HoldsTheDataOfEveryPolicy) {
  for (const Named& named : Families()) {
    SCOPED_TRACE(named.name);
    const absl::StatusOr<std::string> data = PrintPageData(named.graph, "dom", "naive");
    ASSERT_TRUE(data.ok()) << data.status();
    const nlohmann::json json = nlohmann::json::parse(*data, nullptr, /*allow_exceptions=*/false);
    ASSERT_FALSE(json.is_discarded());
    EXPECT_EQ(json["stage"], "dom");
    EXPECT_EQ(json["policy"], "naive");
    EXPECT_EQ(json["titles"].size(), named.graph.blocks.size() + 1);
    EXPECT_EQ(json["sides"].size(), named.graph.blocks.size());
    EXPECT_EQ(json["graph"]["nodes"].size(), GraphScene(named.graph).nodes.size());
    ASSERT_EQ(json["policies"].size(), NamedPolicies().size());
    for (size_t i = 0; i < NamedPolicies().size(); ++i) {
      const nlohmann::json& policy = json["policies"][i];
      EXPECT_EQ(policy["name"], std::string(NamedPolicies()[i].name));
      EXPECT_EQ(policy["figures"][0][0], "blocks");
      EXPECT_EQ(policy["figures"][0][1], absl::StrCat(Reachable(named.graph).size() - 1));
    }
  }
}

TEST(Page, NeedsNothingElse) {
  const absl::StatusOr<std::string> page = PrintPage(Hostile(), "<title>", "tree", "stackifier");
  ASSERT_TRUE(page.ok());
  EXPECT_THAT(*page, HasSubstr("<title>&lt;title&gt;</title>"));
  EXPECT_THAT(*page, HasSubstr("class App"));
  EXPECT_THAT(*page, HasSubstr("color-scheme"));
  for (const char* address : {"http:", "https:", "src=", "@import", "url(", "{{script}}", "{{style}}"}) {
    EXPECT_THAT(*page, Not(HasSubstr(address)));
  }
  // The page's own two scripts, and none that a name has opened.
  size_t scripts = 0;
  for (size_t at = page->find("<script"); at != std::string::npos; at = page->find("<script", at + 1)) ++scripts;
  EXPECT_EQ(scripts, 2u);
}

// Nothing is quadratic, neither pictures nor time: squares of these sizes would be seen.
TEST(Scenes, LargeGraphs) {
  for (const Named& named : std::vector<Named>{{"chain", Chain(6000)},
                                               {"side exits", SideExits(6000)},
                                               {"ladder", Ladder(3000)},
                                               {"nested", NestedLoops(2000)},
                                               {"deep exits", DeepExits(2000)},
                                               {"states", StateMachine(3000)},
                                               {"calls", Calls(2000)}}) {
    SCOPED_TRACE(named.name);
    const size_t edges = MakeFlow(named.graph).target.size();
    const std::string svg = PrintSvg({{"", GraphScene(named.graph)}});
    EXPECT_LT(svg.size(), 4000 * (named.graph.blocks.size() + edges));
    const absl::StatusOr<std::string> data = PrintPageData(named.graph, "tree", "stackifier");
    ASSERT_TRUE(data.ok());
    EXPECT_LT(data->size(), 4000 * (named.graph.blocks.size() + edges));
  }
}

}  // namespace
}  // namespace beamfold::cfg
