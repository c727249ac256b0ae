// SPDX-License-Identifier: Apache-2.0

#include "cfg/html.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cfg/edge_ways.h"
#include "cfg/html_page.h"
#include "cfg/policies.h"
#include "cfg/scenes.h"
#include "cfg/stats.h"
#include "cfg/structure.h"
#include "cfg/svg.h"

namespace beamfold::cfg {
namespace {

// Strings must be printable (scene.h), so only what ends a string or a script is left to escape.
std::string Quote(absl::string_view text) {
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}, {"<", "\\u003c"}}), "\"");
}

int64_t Round(double value) { return std::llround(value); }

// kNoNode becomes -1.
int64_t OrMinusOne(uint32_t value) { return value == kNoNode ? -1 : value; }

template <typename Range, typename Print>
void List(const Range& range, std::string* out, Print print) {
  *out += '[';
  bool first = true;
  for (const auto& item : range) {
    if (!first) *out += ",\n";
    first = false;
    print(item);
  }
  *out += ']';
}

void PrintScene(const Scene& scene, std::string* out) {
  const auto box = [&](const Box& box) {
    absl::StrAppend(out, "[", static_cast<int>(box.kind), ",", Round(box.x), ",", Round(box.y), ",", Round(box.w), ",",
                    Round(box.h), ",", OrMinusOne(box.node), ",", OrMinusOne(box.op), ",", box.shade, ",",
                    box.external ? 1 : 0, ",", Quote(box.text), "]");
  };
  absl::StrAppend(out, "{\"width\":", Round(scene.width), ",\"height\":", Round(scene.height),
                  ",\"indent\":", scene.indent, ",\"note\":", Quote(scene.note), ",\"scopes\":");
  List(scene.scopes, out, box);
  *out += ",\"lines\":";
  List(scene.lines, out, [&](const Line& line) {
    absl::StrAppend(out, "[", static_cast<int>(line.kind), ",", OrMinusOne(line.from), ",", OrMinusOne(line.to), ",",
                    line.text_at_end ? 1 : 0, ",", Quote(line.text));
    for (const Point& point : line.points) absl::StrAppend(out, ",", Round(point.x), ",", Round(point.y));
    *out += ']';
  });
  *out += ",\"nodes\":";
  List(scene.nodes, out, box);
  *out += '}';
}

absl::Status PrintPolicy(const Graph& graph, const NamedPolicy& named, std::string* out) {
  absl::StatusOr<Structured> structured = Structure(graph, named.policy);
  if (!structured.ok()) return structured.status();
  absl::StatusOr<Scene> tree = TreeScene(graph, *structured);
  if (!tree.ok()) return tree.status();
  absl::StatusOr<std::vector<EdgeWay>> ways = FindEdgeWays(graph, *structured);
  if (!ways.ok()) return ways.status();
  absl::StatusOr<Stats> stats = Measure(graph, *structured);
  if (!stats.ok()) return stats.status();
  absl::StrAppend(out, "{\"name\":", Quote(named.name), ",\"what\":", Quote(named.what), ",\"tree\":");
  PrintScene(*tree, out);
  *out += ",\"ways\":";
  List(*ways, out, [&](const EdgeWay& way) {
    absl::StrAppend(out, "[", way.from, ",", way.to, ",", way.index, ",", static_cast<int>(way.way), ",", way.op, ",",
                    Quote(PrintWay(way)), "]");
  });
  *out += ",\"figures\":";
  const std::string text = PrintStats(*stats);
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  List(lines, out, [&](absl::string_view line) {
    const size_t blank = line.rfind(' ');
    absl::StrAppend(out, "[", Quote(absl::StripAsciiWhitespace(line.substr(0, blank))), ",",
                    Quote(line.substr(blank + 1)), "]");
  });
  *out += '}';
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> PrintPageData(const Graph& graph, absl::string_view stage, absl::string_view policy) {
  std::string out = absl::StrCat("{\"stage\":", Quote(stage), ",\"policy\":", Quote(policy), ",\"titles\":");
  std::vector<NodeId> nodes;
  for (NodeId v = 0; v <= graph.blocks.size(); ++v) nodes.push_back(v);
  List(nodes, &out, [&](NodeId v) { out += Quote(NodeTitle(graph, v)); });
  out += ",\"sides\":";
  List(graph.blocks, &out, [&](const Block& block) { absl::StrAppend(&out, block.side.size()); });
  out += ",\"graph\":";
  PrintScene(GraphScene(graph), &out);
  out += ",\"dom\":";
  PrintScene(DominatorScene(graph), &out);
  out += ",\"loops\":";
  PrintScene(LoopScene(graph), &out);
  out += ",\"policies\":";
  absl::Status status;
  List(NamedPolicies(), &out, [&](const NamedPolicy& named) { status.Update(PrintPolicy(graph, named, &out)); });
  if (!status.ok()) return status;
  return out + "}";
}

absl::StatusOr<std::string> PrintPage(const Graph& graph, absl::string_view title, absl::string_view stage,
                                      absl::string_view policy) {
  absl::StatusOr<std::string> data = PrintPageData(graph, stage, policy);
  if (!data.ok()) return data.status();
  return absl::StrReplaceAll(kPageHtml, {{"{{title}}", EscapeXml(Printable(title))},
                                         {"{{style}}", kPageStyle},
                                         {"{{data}}", *data},
                                         {"{{script}}", kPageScript}});
}

}  // namespace beamfold::cfg
