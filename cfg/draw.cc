// SPDX-License-Identifier: Apache-2.0

#include "cfg/draw.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"
#include "cfg/dominators.h"
#include "cfg/edge_ways.h"
#include "cfg/flow.h"
#include "cfg/loops.h"
#include "cfg/scene.h"

namespace beamfold::cfg {
namespace {

std::string DotNode(const Graph& graph, NodeId v) {
  return absl::StrCat("  n", v, " [label=\"", absl::Utf8SafeCEscape(NodeTitle(graph, v)), "\"];\n");
}

void DotEdge(std::string* out, NodeId from, NodeId to, absl::string_view attributes = "") {
  absl::StrAppend(out, "  n", from, " -> n", to, attributes, ";\n");
}

}  // namespace

std::string DrawGraph(const Graph& graph) {
  const NodeId dispatch = static_cast<NodeId>(graph.blocks.size());
  std::string out = "digraph cfg {\n  node [shape=box];\n";
  for (NodeId v = 0; v <= dispatch; ++v) out += DotNode(graph, v);
  for (size_t label = 0; label < graph.entries.size(); ++label) {
    if (graph.entries[label] == kNoBlock) continue;
    DotEdge(&out, dispatch, graph.entries[label], absl::StrCat(" [style=dotted, label=", label, "]"));
  }
  if (graph.other_entry != kNoBlock) DotEdge(&out, dispatch, graph.other_entry, " [style=dotted, label=other]");
  for (BlockId b = 0; b < dispatch; ++b) {
    const Block& block = graph.blocks[b];
    for (size_t i = 0; i < block.succ.size(); ++i) {
      std::string attributes;
      if (block.term == Terminator::kBranch) attributes = i == 0 ? " [label=true]" : " [label=false]";
      if (block.term == Terminator::kSwitch) attributes = absl::StrCat(" [label=", i, "]");
      DotEdge(&out, b, block.succ[i].target, attributes);
    }
    for (const Edge& edge : block.side) DotEdge(&out, b, edge.target, " [style=dashed]");
    if (block.term == Terminator::kIndirect) DotEdge(&out, b, dispatch, " [style=dotted]");
  }
  return out + "}\n";
}

std::string DrawDominators(const Graph& graph) {
  const std::vector<NodeId> idom = ImmediateDominators(MakeFlow(graph));
  std::string out = "digraph dominators {\n  node [shape=box];\n";
  out += DotNode(graph, static_cast<NodeId>(graph.blocks.size()));
  for (NodeId v = 0; v < graph.blocks.size(); ++v) {
    if (idom[v] == kNoNode) continue;
    out += DotNode(graph, v);
    DotEdge(&out, idom[v], v);
  }
  return out + "}\n";
}

std::string DrawLoops(const Graph& graph) {
  const LoopForest forest = FindLoops(MakeFlow(graph));
  std::vector<std::vector<BlockId>> blocks(forest.loops.size());
  for (BlockId b = 0; b < graph.blocks.size(); ++b) {
    if (forest.of[b] != kNoLoop) blocks[forest.of[b]].push_back(b);
  }
  // In preorder of the forest a loop is closed when the next one does not lie inside of it.
  std::vector<LoopId> preorder(forest.loops.size());
  for (LoopId i = 0; i < preorder.size(); ++i) preorder[forest.loops[i].enter] = i;
  std::string out = "digraph loops {\n  node [shape=box];\n";
  uint32_t open = 0;
  for (LoopId i : preorder) {
    const Loop& loop = forest.loops[i];
    for (; open >= loop.depth; --open) out += "  }\n";
    open = loop.depth;
    absl::StrAppend(&out, "  subgraph cluster_", i, " {\n  color=", loop.multi_entry() ? "red" : "black", ";\n");
    for (BlockId b : blocks[i]) out += DotNode(graph, b);
  }
  for (; open > 0; --open) out += "  }\n";
  return out + "}\n";
}

absl::StatusOr<std::string> DrawScopes(const Graph& graph, const Structured& structured) {
  const absl::StatusOr<std::vector<EdgeWay>> ways = FindEdgeWays(graph, structured);
  if (!ways.ok()) return ways.status();
  const uint32_t dispatch = FindDispatch(structured);
  const bool has_dispatch = dispatch < structured.ops.size();
  std::string out = "digraph scopes {\n  node [shape=box];\n";
  for (uint32_t i = 0; i < structured.ops.size(); ++i) {
    const Op& op = structured.ops[i];
    const bool scope = op.kind == OpKind::kBlock || op.kind == OpKind::kLoop || op.kind == OpKind::kIf;
    if (scope) {
      const char* word = op.kind == OpKind::kBlock ? "block" : op.kind == OpKind::kLoop ? "loop" : "if";
      const bool nameless = op.kind == OpKind::kIf || (op.block == kNoBlock && !(has_dispatch && i < dispatch));
      const NodeId to = op.block == kNoBlock ? static_cast<NodeId>(graph.blocks.size()) : op.block;
      const std::string title = nameless ? "" : absl::StrCat(" ", NodeTitle(graph, to));
      absl::StrAppend(&out, "  subgraph cluster_", i, " {\n  label=\"", word, absl::Utf8SafeCEscape(title), "\";\n");
    } else if (op.kind == OpKind::kEnd) {
      out += "  }\n";
    } else if (op.kind == OpKind::kCode || op.kind == OpKind::kGetLabel) {
      const NodeId node = op.kind == OpKind::kCode ? op.block : static_cast<NodeId>(graph.blocks.size());
      const std::string title = op.kind == OpKind::kGetLabel && i != dispatch ? "label?" : NodeTitle(graph, node);
      absl::StrAppend(&out, "  o", i, " [label=\"", absl::Utf8SafeCEscape(title), "\"];\n");
    }
  }
  // The first placement of a block stands for all of them as a target.
  std::vector<uint32_t> placed(graph.blocks.size() + 1, kNoNode);
  for (uint32_t i = static_cast<uint32_t>(structured.ops.size()); i-- > 0;) {
    if (structured.ops[i].kind == OpKind::kCode) placed[structured.ops[i].block] = i;
    if (i == dispatch) placed[graph.blocks.size()] = i;
  }
  for (const EdgeWay& way : *ways) {
    const char* style = way.way == Way::kFall       ? "bold"
                        : way.way == Way::kDispatch ? "dotted"
                        : way.way == Way::kTest     ? "dashed"
                                                    : "solid";
    absl::StrAppend(&out, "  o", way.code, " -> o", placed[way.to], " [style=", style, ", label=\"", PrintWay(way),
                    "\"];\n");
  }
  return out + "}\n";
}

}  // namespace beamfold::cfg
