// SPDX-License-Identifier: Apache-2.0
//
// Problem: decide for each edge which WebAssembly instruction can express it, and find a nesting of scopes in which all
// of these instructions are possible.
//
// Idea: make the routes reducible (reduce.h, split.h, routes.h) and lay the nodes out in reverse postorder. An edge
// that leads forward is a branch out of a block scope which ends right before its target. An edge that leads backwards
// is a branch to a loop scope: its target dominates its source, and exactly what a header dominates can be written
// inside its scope. Edges to the dispatch are branches to the loop around everything.
//
// Nesting (Ramsey): a node is placed inside what its immediate dominator writes. When all its forward edges come from
// one jump or branch it can be placed right there; otherwise behind the end of a block scope that encloses the
// dominator's code. Dominated nodes are placed in layout order, so that the scope of a later one encloses the earlier
// ones, from where it may be reached. What has left a loop moves out to the outermost such loop's header, behind the
// end of the loop scope, so that scopes of loops nest no deeper than the loops.
//
// Complexity: that of the analyses, O(m log n).
//
// Source: N. Ramsey, "Beyond Relooper: recursive translation of unstructured control flow to structured control flow",
// ICFP 2022.

#include "cfg/plan.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cfg/loops.h"
#include "cfg/order.h"
#include "cfg/reduce.h"
#include "cfg/split.h"

namespace beamfold::cfg {
namespace {

Analysis Route(const Graph& graph, const Policy& policy, Routes& routes) {
  Policy reduce = policy;
  switch (policy.strategy) {
    case Strategy::kNaive:
      return RouteThroughDispatch(graph, /*all=*/true, routes);
    case Strategy::kRamsey:
      SplitLoops(graph, policy, routes);
      reduce.multi_entry = MultiEntry::kTest;
      reduce.max_test_entries = 0;
      break;
    case Strategy::kStackifier:
    case Strategy::kRelooper:  // plans nothing: relooper.h
      break;
  }
  if (reduce.multi_entry == MultiEntry::kDispatch) return RouteThroughDispatch(graph, /*all=*/false, routes);
  return Reduce(graph, reduce, routes);
}

// Whether u can have a successor written in its midst, where it jumps or branches to it.
bool CanInline(const Graph& graph, const Routes& routes, NodeId u, uint32_t e) {
  switch (routes.kind[u]) {
    case NodeKind::kCode: {
      const Block& block = graph.blocks[routes.block[u]];
      return block.term != Terminator::kSwitch && e < routes.flow.first[u] + block.succ.size();
    }
    case NodeKind::kDispatch:
      return false;
    case NodeKind::kTest: {
      const absl::Span<const uint32_t> numbers = routes.Numbers(u);
      return !TestsByTable(numbers) && (numbers.size() == 1 || e + 1 == routes.flow.first[u + 1]);
    }
    case NodeKind::kPad:
      return true;
  }
  return false;
}

// Chooses where each node is placed.
void Place(const Graph& graph, const LoopForest& forest, const std::vector<NodeId>& order,
           const std::vector<NodeId>& idom, Plan& plan) {
  const Flow& flow = plan.routes.flow;
  const NodeId dispatch = plan.routes.dispatch();
  const size_t n = flow.size();
  std::vector<uint32_t> forward(n);
  plan.inlined.assign(n, false);
  plan.loop_header.assign(n, false);
  for (NodeId u : order) {
    for (uint32_t e = flow.first[u]; e < flow.first[u + 1]; ++e) {
      const NodeId v = flow.target[e];
      const Realization how = plan.Of(u, v);
      if (how == Realization::kForward) plan.inlined[v] = ++forward[v] == 1 && CanInline(graph, plan.routes, u, e);
      if (how == Realization::kLoop) plan.loop_header[v] = true;
    }
  }

  std::vector<NodeId> parent(n, kNoNode);
  std::vector<bool> outside(n);
  plan.first_placed.assign(n + 1, 0);
  plan.num_inside.assign(n, 0);
  for (NodeId v : order) {
    if (v == dispatch) continue;
    const NodeId above = idom[v];
    const LoopId left =
        forest.Outermost(forest.of[above], [&](LoopId loop) { return forest.Contains(loop, forest.of[v]); });
    outside[v] = left != kNoLoop;
    parent[v] = outside[v] ? forest.loops[left].header : above;
    if (outside[v]) plan.inlined[v] = false;
    if (plan.inlined[v]) continue;
    ++plan.first_placed[parent[v]];
    if (!outside[v]) ++plan.num_inside[parent[v]];
  }
  uint32_t sum = 0;
  for (uint32_t& row : plan.first_placed) {
    const uint32_t count = row;
    row = sum;
    sum += count;
  }
  plan.placed.resize(sum);
  std::vector<uint32_t> next_inside(plan.first_placed.begin(), plan.first_placed.end() - 1);
  std::vector<uint32_t> next_outside = next_inside;
  for (size_t v = 0; v < n; ++v) next_outside[v] += plan.num_inside[v];
  for (NodeId v : order) {
    if (parent[v] == kNoNode || plan.inlined[v]) continue;
    plan.placed[outside[v] ? next_outside[parent[v]]++ : next_inside[parent[v]]++] = v;
  }
}

// Whether some way in or some edge uses the dispatch.
bool NeedsDispatch(const Graph& graph, const std::vector<NodeId>& order, const Routes& routes) {
  if (graph.entries.size() != 1 || graph.entries[0] == kNoBlock || graph.other_entry != kNoBlock) return true;
  for (NodeId u : order) {
    if (routes.kind[u] == NodeKind::kCode && graph.blocks[routes.block[u]].term == Terminator::kIndirect) return true;
    for (NodeId v : routes.flow.Successors(u)) {
      if (v == routes.dispatch()) return true;
    }
  }
  return false;
}

}  // namespace

Plan MakePlan(const Graph& graph, const Policy& policy) {
  Plan plan;
  plan.routes = MakeRoutes(graph);
  const Analysis analysis = Route(graph, policy, plan.routes);
  const std::vector<NodeId> order = ReversePostorder(analysis.flow);
  plan.position.assign(plan.routes.size(), kNoNode);
  std::vector<bool> placed(graph.blocks.size());
  for (size_t i = 0; i < order.size(); ++i) {
    plan.position[order[i]] = static_cast<uint32_t>(i);
    const BlockId block = plan.routes.block[order[i]];
    if (block == kNoBlock) continue;
    if (placed[block]) plan.copies.push_back(block);
    placed[block] = true;
  }
  const std::vector<NodeId> idom = ImmediateDominators(analysis.flow);
  plan.dominators = DominatorTree(analysis.flow, idom);
  plan.needs_dispatch = NeedsDispatch(graph, order, plan.routes);
  Place(graph, analysis.forest, order, idom, plan);
  return plan;
}

bool TestsByTable(absl::Span<const uint32_t> numbers) {
  // The numbers of a test are few or close to each other (reduce.cc).
  return numbers.size() > 2;
}

}  // namespace beamfold::cfg
