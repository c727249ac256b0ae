// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/control_map.h"
#include "cfg/dominators.h"
#include "cfg/draw.h"
#include "cfg/flow.h"
#include "cfg/loops.h"
#include "cfg/scene.h"

namespace beamfold::cfg {
namespace {

constexpr size_t kMaxIndent = 40;

void AppendLine(size_t depth, absl::string_view text, std::string* out) {
  out->append(2 * std::min(depth, kMaxIndent), ' ');
  absl::StrAppend(out, text, "\n");
}

}  // namespace

std::string ListDominators(const Graph& graph) {
  const Flow flow = MakeFlow(graph);
  const std::vector<NodeId> idom = ImmediateDominators(flow);
  std::vector<std::vector<NodeId>> children(flow.size());
  for (NodeId v = static_cast<NodeId>(graph.blocks.size()); v-- > 0;) {
    if (idom[v] != kNoNode) children[idom[v]].push_back(v);
  }
  std::vector<size_t> depth(flow.size());
  std::vector<NodeId> open = {flow.root};
  std::string out;
  while (!open.empty()) {
    const NodeId v = open.back();
    open.pop_back();
    AppendLine(depth[v], NodeTitle(graph, v), &out);
    for (NodeId child : children[v]) depth[child] = depth[v] + 1;
    open.insert(open.end(), children[v].begin(), children[v].end());
  }
  return out;
}

std::string ListLoops(const Graph& graph) {
  const Flow flow = MakeFlow(graph);
  const DepthFirst reachable(flow);
  const LoopForest forest = FindLoops(flow);
  std::vector<std::vector<BlockId>> blocks(forest.loops.size() + 1);
  for (BlockId b = 0; b < graph.blocks.size(); ++b) {
    if (reachable.Reached(b)) blocks[forest.of[b] == kNoLoop ? forest.loops.size() : forest.of[b]].push_back(b);
  }
  std::vector<LoopId> preorder(forest.loops.size());
  for (LoopId i = 0; i < preorder.size(); ++i) preorder[forest.loops[i].enter] = i;
  std::string out;
  for (LoopId i : preorder) {
    const Loop& loop = forest.loops[i];
    const std::string entries = loop.multi_entry() ? absl::StrCat(", ", loop.entries, " entries") : "";
    AppendLine(loop.depth - 1, absl::StrCat("loop of ", NodeTitle(graph, loop.header), entries), &out);
    for (BlockId b : blocks[i]) AppendLine(loop.depth, NodeTitle(graph, b), &out);
  }
  for (BlockId b : blocks.back()) AppendLine(0, NodeTitle(graph, b), &out);
  return out;
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
        if (op.block != kNoBlock) absl::StrAppend(&out, "  ;; ", NodeTitle(graph, op.block));
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
        out += NodeTitle(graph, op.block);
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
        if (op.value != 0) absl::StrAppend(&out, " - ", op.value);
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
