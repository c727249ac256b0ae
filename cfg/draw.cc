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
#include "cfg/flow.h"
#include "cfg/loops.h"

namespace beamfold::cfg {
namespace {

constexpr size_t kMaxIndent = 40;

std::string BlockTitle(const Graph& graph, BlockId b) {
  if (b >= graph.blocks.size()) return "D";
  const std::string& name = graph.blocks[b].name;
  return name.empty() ? absl::StrCat("b", b) : absl::StrCat("b", b, " ", name);
}

std::string DotNode(const Graph& graph, NodeId v) {
  return absl::StrCat("  n", v, " [label=\"", absl::CEscape(BlockTitle(graph, v)), "\"];\n");
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

absl::StatusOr<std::string> DrawStructured(const Graph& graph, const Structured& structured) {
  if (absl::StatusOr<ControlMap> map = MapControl(structured); !map.ok()) return map.status();
  std::string out;
  size_t depth = 0;
  for (const Op& op : structured.ops) {
    if (op.kind == OpKind::kEnd) --depth;
    const size_t indent = depth - (op.kind == OpKind::kElse ? 1 : 0);
    out.append(2 * std::min(indent, kMaxIndent), ' ');
    const auto append_targets = [&] {
      for (uint32_t t = 0; t < op.num_targets; ++t) {
        absl::StrAppend(&out, " ", structured.targets[op.first_target + t]);
      }
    };
    switch (op.kind) {
      case OpKind::kBlock:
      case OpKind::kLoop:
        absl::StrAppend(&out, op.kind == OpKind::kBlock ? "block" : "loop");
        if (op.block != kNoBlock) absl::StrAppend(&out, "  ;; ", absl::CEscape(BlockTitle(graph, op.block)));
        ++depth;
        break;
      case OpKind::kIf:
        out += op.negated ? "if not" : "if";
        ++depth;
        break;
      case OpKind::kElse:
        out += "else";
        break;
      case OpKind::kEnd:
        out += "end";
        break;
      case OpKind::kCode:
        out += absl::CEscape(BlockTitle(graph, op.block));
        if (op.num_targets != 0) out += "  side";
        append_targets();
        break;
      case OpKind::kBr:
        absl::StrAppend(&out, "br ", op.depth);
        break;
      case OpKind::kBrIf:
        absl::StrAppend(&out, op.negated ? "br_if not " : "br_if ", op.depth);
        break;
      case OpKind::kBrTable:
        out += "br_table";
        append_targets();
        break;
      case OpKind::kGetLabel:
        out += "get label";
        break;
      case OpKind::kTestLabel:
        absl::StrAppend(&out, "label = ", op.value, "?");
        break;
      case OpKind::kSetLabel:
        absl::StrAppend(&out, "label := ", op.value);
        break;
      case OpKind::kUnreachable:
        out += "unreachable";
        break;
    }
    out += '\n';
  }
  return out;
}

}  // namespace beamfold::cfg
