// SPDX-License-Identifier: Apache-2.0
//
// Dominators as an indented tree, loops as boxes in boxes. Both are trees that can have any depth, so both walk them in
// preorder, and indentation shrinks where it would make the picture too wide.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cfg/dominators.h"
#include "cfg/flow.h"
#include "cfg/loops.h"
#include "cfg/order.h"
#include "cfg/scenes.h"

namespace beamfold::cfg {
namespace {

constexpr double kMaxIndents = 700;
constexpr double kStep = kRowHeight + 4;

std::vector<bool> ExternalNodes(const Graph& graph) {
  std::vector<bool> external(graph.blocks.size() + 1);
  for (BlockId entry : graph.entries) {
    if (entry != kNoBlock) external[entry] = true;
  }
  return external;
}

Box NodeBox(const Graph& graph, const std::vector<bool>& external, NodeId v) {
  Box box = TextBox(v == graph.blocks.size() ? BoxKind::kDispatch : BoxKind::kNode, NodeTitle(graph, v));
  box.node = v;
  box.external = external[v];
  return box;
}

}  // namespace

Scene DominatorScene(const Graph& graph) {
  Flow flow = MakeFlow(graph);
  flow = SortForLayout(flow, FindLoops(flow));
  const std::vector<NodeId> order = ReversePostorder(flow);
  const std::vector<NodeId> idom = ImmediateDominators(flow);
  const std::vector<bool> external = ExternalNodes(graph);
  std::vector<std::vector<NodeId>> children(flow.size());
  std::vector<uint32_t> depth(flow.size());
  uint32_t deepest = 1;
  for (NodeId v : order) {
    if (v == flow.root) continue;
    children[idom[v]].push_back(v);
    depth[v] = depth[idom[v]] + 1;
    deepest = std::max(deepest, depth[v]);
  }
  const double indent = std::min(22.0, kMaxIndents / deepest);
  // Subtrees of the root fill columns, so that the picture of many is about as wide as high.
  const double column_height = std::max(600.0, std::sqrt(static_cast<double>(order.size()) * kStep * 330));

  Scene scene;
  std::vector<Point> corner(flow.size());
  std::vector<NodeId> stack = {flow.root};
  double left = kMargin;
  double y = kMargin;
  double right = 0;
  while (!stack.empty()) {
    const NodeId v = stack.back();
    stack.pop_back();
    stack.insert(stack.end(), children[v].rbegin(), children[v].rend());
    if (depth[v] == 1 && y > column_height) {
      left = right + 40;
      y = kMargin + kStep;
    }
    Box box = NodeBox(graph, external, v);
    box.x = left + depth[v] * indent;
    box.y = y;
    corner[v] = {box.x + std::min(indent / 2, 10.0), y + kRowHeight};
    if (v != flow.root) {
      const double middle = y + kRowHeight / 2;
      // In a later column, what hangs on the root starts at a rail of its own.
      const double rail = depth[v] == 1 ? left + std::min(indent / 2, 10.0) : corner[idom[v]].x;
      const double top = depth[v] == 1 ? kMargin + kRowHeight : corner[idom[v]].y;
      Line line;
      line.kind = LineKind::kTree;
      line.from = idom[v];
      line.to = v;
      line.points = {{rail, top}, {rail, middle}, {box.x, middle}};
      scene.lines.push_back(std::move(line));
    }
    y += kStep;
    right = std::max(right, box.x + box.w);
    scene.height = std::max(scene.height, y);
    scene.nodes.push_back(std::move(box));
  }
  scene.width = right + kMargin;
  scene.height += kMargin;
  return scene;
}

Scene LoopScene(const Graph& graph) {
  Flow flow = MakeFlow(graph);
  flow = SortForLayout(flow, FindLoops(flow));
  const std::vector<NodeId> order = ReversePostorder(flow);
  const LoopForest forest = FindLoops(flow);
  const std::vector<bool> external = ExternalNodes(graph);
  // Row 0 is for what lies in no loop, row i + 1 for loop i without the loops inside of it.
  std::vector<std::vector<NodeId>> members(forest.loops.size() + 1);
  for (NodeId v : order) {
    if (v != flow.root) members[forest.of[v] == kNoLoop ? 0 : forest.of[v] + 1].push_back(v);
  }
  std::vector<LoopId> preorder(forest.loops.size());
  uint32_t deepest = 1;
  for (LoopId i = 0; i < preorder.size(); ++i) {
    preorder[forest.loops[i].enter] = i;
    deepest = std::max(deepest, forest.loops[i].depth);
  }
  const double indent = std::min(kIndent, kMaxIndents / deepest);
  const double row_width = std::max(420.0, std::sqrt(static_cast<double>(order.size()) * kStep * 130));

  Scene scene;
  scene.indent = indent;
  double y = kMargin;
  double widest = 0;
  const auto place = [&](const std::vector<NodeId>& nodes, double left) {
    double x = left;
    for (NodeId v : nodes) {
      Box box = NodeBox(graph, external, v);
      if (x > left && x + box.w > left + row_width) {
        x = left;
        y += kStep;
      }
      box.x = x;
      box.y = y;
      x += box.w + 6;
      widest = std::max(widest, x);
      scene.nodes.push_back(std::move(box));
    }
    if (!nodes.empty()) y += kStep;
  };
  // A loop without loops inside stands beside the one before it if there is room.
  constexpr double kInlineHeight = 18 + kStep + 4;
  double inline_x = 0;  // Where the next one would begin; 0 when the last one was none.
  const auto end_inline = [&] {
    if (inline_x > 0) y += kInlineHeight + 6;
    inline_x = 0;
  };
  std::vector<std::pair<LoopId, size_t>> open;  // Loops and their boxes.
  const auto close = [&] {
    end_inline();
    Box& box = scene.scopes[open.back().second];
    y += indent / 3;
    box.h = y - box.y;
    y += indent / 2;
    open.pop_back();
  };
  for (LoopId i : preorder) {
    const Loop& loop = forest.loops[i];
    while (!open.empty() && open.back().first != loop.parent) close();
    const bool tangle = loop.multi_entry();
    Box box = TextBox(tangle ? BoxKind::kTangle : BoxKind::kRegion,
                      absl::StrCat("loop \u21ba ", NodeTitle(graph, loop.header),
                                   tangle ? absl::StrCat(", ", loop.entries, " entries") : ""),
                      44);
    box.node = loop.header;
    box.shade = loop.depth - 1;
    const double left = kMargin + (loop.depth - 1) * indent;
    double inner = 6;
    for (NodeId v : members[i + 1]) inner += TextBox(BoxKind::kNode, NodeTitle(graph, v)).w + 6;
    const double natural = std::max(box.w, inner);
    if (loop.size == 1 && natural < row_width) {
      if (inline_x > 0 && inline_x + natural > left + row_width) end_inline();
      box.x = inline_x > 0 ? inline_x : left;
      box.y = y;
      box.w = natural;
      box.h = kInlineHeight;
      inline_x = box.x + natural + 8;
      const double top = y;
      y += 18;
      place(members[i + 1], box.x + 6);
      y = top;
      widest = std::max(widest, box.x + box.w);
      scene.scopes.push_back(std::move(box));
      continue;
    }
    end_inline();
    box.x = left;
    box.y = y;
    widest = std::max(widest, box.x + box.w);
    box.w = 0;  // Not known yet.
    open.emplace_back(i, scene.scopes.size());
    scene.scopes.push_back(std::move(box));
    y += 18;
    place(members[i + 1], left + indent);
  }
  while (!open.empty()) close();
  end_inline();
  for (Box& box : scene.scopes) {
    if (box.w == 0) box.w = widest + (deepest - box.shade) * indent - box.x;
  }
  if (!scene.scopes.empty()) y += 10;
  place(members[0], kMargin);
  scene.width = widest + (deepest + 1) * indent + kMargin;
  scene.height = y + kMargin;
  return scene;
}

}  // namespace beamfold::cfg
