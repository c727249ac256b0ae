// SPDX-License-Identifier: Apache-2.0
//
// Problem: choose the order in which blocks are laid out. Every reverse postorder of a depth-first search is sound for
// structuring; they differ in what falls through, in whether a loop stays together, and, where loops have several
// entries, in which of these becomes the header.
//
// Idea: what a search visits last it finishes last, so it comes *first* after its node. Therefore each node's edges are
// followed in this order:
//   1. edges that leave more loops before edges that leave fewer: loop bodies stay together, exits come behind them;
//   2. colder before hotter: the hottest successor is laid out right behind its predecessor;
//   3. later edges before earlier ones, for a stable result that follows the source.
// The dispatch's edges decide which node of a component with external entries becomes its header. Components are
// visited sinks first, so none is entered from another one before its own best entry was: the external entry with the
// hottest edges from inside the component, so the hottest of the edges that run backwards become a proper loop. An
// entry without any edge from inside (where calls return to) never heads a component, and comes before the function it
// calls into or continues with, as every reverse postorder has it: such a call is a forward branch.
//
// Complexity: O(m log m), from sorting.

#include "cfg/order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <vector>

namespace beamfold::cfg {
namespace {

// How deep in loops control still is after taking an edge from the loop `from` to v; a loop that is entered by its
// header does not count.
uint32_t DepthKept(const LoopForest& forest, LoopId from, NodeId v) {
  const LoopId to = forest.of[v];
  if (to == kNoLoop) return 0;
  const bool enters = forest.loops[to].header == v && !forest.Contains(to, from);
  return enters ? forest.loops[to].depth - 1 : forest.loops[to].depth;
}

}  // namespace

Flow SortForLayout(const Flow& flow, const LoopForest& forest) {
  const size_t n = flow.size();
  const DepthFirst dfs(flow);
  // The header of the outermost loop around each node, the node itself when there is none: one node per component.
  std::vector<NodeId> component(n);
  std::vector<NodeId> outermost(forest.loops.size());
  for (size_t i = 0; i < forest.loops.size(); ++i) {
    const Loop& loop = forest.loops[i];
    outermost[i] = loop.parent == kNoLoop ? loop.header : outermost[loop.parent];
  }
  for (NodeId v = 0; v < n; ++v) component[v] = forest.of[v] == kNoLoop ? v : outermost[forest.of[v]];

  // The component's node that was visited first is finished last: sorting by that gives sinks first.
  std::vector<uint32_t> finished(n);
  for (size_t i = 0; i < dfs.postorder.size(); ++i) finished[dfs.postorder[i]] = static_cast<uint32_t>(i);
  // Weight of the edges into each node from inside of its component.
  std::vector<uint64_t> heat(n);
  for (NodeId u = 0; u < n; ++u) {
    if (u == flow.root || !dfs.Reached(u)) continue;
    for (uint32_t e = flow.first[u]; e < flow.first[u + 1]; ++e) {
      const NodeId v = flow.target[e];
      if (component[u] == component[v] && forest.of[u] != kNoLoop) heat[v] += uint64_t{flow.weight[e]} + 1;
    }
  }

  Flow sorted = flow;
  std::vector<uint32_t> edges(flow.target.size());
  std::iota(edges.begin(), edges.end(), 0);
  for (NodeId u = 0; u < n; ++u) {
    const auto begin = edges.begin() + flow.first[u];
    const auto end = edges.begin() + flow.first[u + 1];
    if (u == flow.root) {
      const auto key = [&](uint32_t e) {
        const NodeId v = flow.target[e];
        return std::make_tuple(finished[component[v]], ~heat[v], e);
      };
      std::sort(begin, end, [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    } else {
      const auto key = [&](uint32_t e) {
        return std::make_tuple(DepthKept(forest, forest.of[u], flow.target[e]), flow.weight[e], ~e);
      };
      std::sort(begin, end, [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    }
  }
  for (size_t e = 0; e < edges.size(); ++e) {
    sorted.target[e] = flow.target[edges[e]];
    sorted.weight[e] = flow.weight[edges[e]];
  }
  return sorted;
}

std::vector<NodeId> ReversePostorder(const Flow& flow) {
  std::vector<NodeId> order = DepthFirst(flow).postorder;
  std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace beamfold::cfg
