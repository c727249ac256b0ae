// SPDX-License-Identifier: Apache-2.0
//
// Problem: some edges cannot go straight to their block. They have to write its number to the label local and go to
// where numbers are looked at; and not everywhere an edge starts can code be written.
//
// Idea: keep one row of edges per node, append nodes, redirect edges in place. For edges through the dispatch: an edge
// that runs backwards in a depth-first search leads to a loop's header, and the header dominates the loop exactly when
// the loop has no other entry. So the headers of the loops with several entries get numbers, and the edges to them from
// inside go through D. As that makes them new entries of all loops around them, so it is with the headers of those. No
// second round is needed.
//
// Complexity: that of the analyses, O(m log n).
//
// Source: label numbers for irreducible loops: A. M. Erosa, L. J. Hendren, "Taming control flow", ICCL 1994, and the
// dispatch variable of A. Zakai, "Emscripten: an LLVM-to-JavaScript compiler", SPLASH 2011.

#include "cfg/routes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "cfg/order.h"

namespace beamfold::cfg {

void Routes::Number(const Graph& graph, BlockId b) {
  if (number[b] != kNoLabel) return;
  number[b] = static_cast<uint32_t>(graph.entries.size() + internal_entries.size());
  internal_entries.push_back(b);
}

NodeId Routes::AddNode(NodeKind node_kind, BlockId code) {
  kind.push_back(node_kind);
  block.push_back(code);
  flow.first.push_back(flow.first.back());
  return static_cast<NodeId>(kind.size() - 1);
}

void Routes::AddEdge(NodeId target, uint32_t weight, uint32_t number_of_edge) {
  flow.target.push_back(target);
  flow.weight.push_back(weight);
  label.push_back(number_of_edge);
  ++flow.first.back();
}

Routes MakeRoutes(const Graph& graph) {
  Routes routes;
  routes.flow = MakeFlow(graph);
  routes.label.assign(routes.flow.target.size(), kNoLabel);
  const size_t n = graph.blocks.size();
  routes.kind.assign(n, NodeKind::kCode);
  routes.kind.push_back(NodeKind::kDispatch);
  for (BlockId b = 0; b < n; ++b) routes.block.push_back(b);
  routes.block.push_back(kNoBlock);
  routes.number.assign(n, kNoLabel);
  for (size_t i = 0; i < graph.entries.size(); ++i) {
    if (graph.entries[i] != kNoBlock) routes.number[graph.entries[i]] = static_cast<uint32_t>(i);
  }
  return routes;
}

Analysis::Analysis(const Routes& routes) {
  const Flow& all = routes.flow;
  if (std::find(all.target.begin(), all.target.end(), routes.dispatch()) == all.target.end()) {
    flow = SortForLayout(all, FindLoops(all));
  } else {
    Flow without;
    without.root = all.root;
    for (NodeId u = 0; u < all.size(); ++u) {
      without.first.push_back(static_cast<uint32_t>(without.target.size()));
      for (uint32_t e = all.first[u]; e < all.first[u + 1]; ++e) {
        if (all.target[e] == all.root) continue;
        without.target.push_back(all.target[e]);
        without.weight.push_back(all.weight[e]);
      }
    }
    without.first.push_back(static_cast<uint32_t>(without.target.size()));
    flow = SortForLayout(without, FindLoops(without));
  }
  forest = FindLoops(flow);
}

bool Analysis::HasMultiEntryLoops() const {
  return std::any_of(forest.loops.begin(), forest.loops.end(), [](const Loop& loop) { return loop.multi_entry(); });
}

uint32_t Pads::EdgesWithCode(const Graph& graph, const Routes& routes, NodeId u) {
  if (routes.kind[u] != NodeKind::kCode) return 0;
  const Block& block = graph.blocks[routes.block[u]];
  return block.term == Terminator::kSwitch ? 0 : static_cast<uint32_t>(block.succ.size());
}

void Pads::Lead(Routes& routes, uint32_t e, NodeId target, uint32_t number, bool has_code, uint32_t group) {
  if (has_code) {
    routes.flow.target[e] = target;
    routes.label[e] = number;
    return;
  }
  if (first_ == kNoNode) first_ = static_cast<NodeId>(routes.size());
  const uint64_t where = uint64_t{target} << 32 | number;
  const auto [it, added] = index_.try_emplace({where, group}, static_cast<uint32_t>(pads_.size()));
  if (added) pads_.push_back({target, number, 0});
  pads_[it->second].weight += routes.flow.weight[e];
  routes.flow.target[e] = first_ + it->second;
}

void Pads::Finish(Routes& routes) {
  for (const Pad& pad : pads_) {
    routes.AddNode(NodeKind::kPad, kNoBlock);
    const uint64_t most = std::numeric_limits<uint32_t>::max();
    routes.AddEdge(pad.target, static_cast<uint32_t>(std::min(pad.weight, most)), pad.number);
  }
}

namespace {

// Leads edges to the `wanted` blocks through D: all of them, or those that lead back to the headers of loops.
void LeadThroughDispatch(const Graph& graph, const Analysis& analysis, const std::vector<bool>& wanted, bool all,
                         Routes& routes) {
  const DepthFirst dfs(analysis.flow);
  const LoopForest& forest = analysis.forest;
  const NodeId d = routes.dispatch();
  const auto through = [&](NodeId u, NodeId v) {
    return wanted[v] && (all || forest.Contains(forest.of[v], forest.of[u]));
  };

  // In layout order, so that numbers that are close belong to code that is close.
  for (size_t i = dfs.postorder.size(); i-- > 0;) {
    const NodeId v = dfs.postorder[i];
    if (v == d || !wanted[v] || routes.number[v] != kNoLabel) continue;
    routes.Number(graph, v);
    routes.AddEdge(v, 0, kNoLabel);  // D is still the last node.
  }

  Pads pads;
  for (NodeId u = 0; u < d; ++u) {
    if (!dfs.Reached(u)) continue;
    const uint32_t with_code = routes.flow.first[u] + Pads::EdgesWithCode(graph, routes, u);
    for (uint32_t e = routes.flow.first[u]; e < routes.flow.first[u + 1]; ++e) {
      const NodeId v = routes.flow.target[e];
      if (through(u, v)) pads.Lead(routes, e, d, routes.number[v], e < with_code, 0);
    }
  }
  pads.Finish(routes);
}

}  // namespace

Analysis RouteThroughDispatch(const Graph& graph, bool all, Routes& routes) {
  Analysis analysis(routes);
  if (!all && !analysis.HasMultiEntryLoops()) return analysis;
  const LoopForest& forest = analysis.forest;
  std::vector<bool> wanted(graph.blocks.size(), all);
  std::vector<bool> entered(forest.loops.size());
  for (size_t i = forest.loops.size(); i-- > 0;) {
    const Loop& loop = forest.loops[i];
    if (!entered[i] && !loop.multi_entry()) continue;
    wanted[loop.header] = true;
    if (loop.parent != kNoLoop) entered[loop.parent] = true;
  }
  LeadThroughDispatch(graph, analysis, wanted, all, routes);
  return Analysis(routes);
}

bool RouteLargeLoops(const Graph& graph, const Analysis& analysis, uint32_t max_entries, Routes& routes) {
  const LoopForest& forest = analysis.forest;
  std::vector<bool> wanted(graph.blocks.size());
  std::vector<bool> dissolved(forest.loops.size());
  bool any = false;
  for (LoopId i = 0; i < forest.loops.size(); ++i) {
    const Loop& loop = forest.loops[i];
    dissolved[i] = loop.entries > max_entries && (loop.parent == kNoLoop || dissolved[loop.parent]);
    if (!dissolved[i]) continue;
    wanted[loop.header] = true;
    any = true;
  }
  if (any) LeadThroughDispatch(graph, analysis, wanted, /*all=*/false, routes);
  return any;
}

}  // namespace beamfold::cfg
