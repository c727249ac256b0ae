// SPDX-License-Identifier: Apache-2.0
//
// Problem: decide for each edge which WebAssembly instruction can express it, and find a nesting of scopes in which all
// of these instructions are possible.
//
// Idea: lay the blocks out in reverse postorder. An edge that leads forward is a branch out of a block scope which ends
// right before its target. An edge that leads backwards is a branch to a loop scope if its target dominates its source,
// because exactly what a header dominates can be written inside its scope. All other edges go through the dispatch, for
// which their target needs a label number; blocks that are no external entries get an internal one.
//
// An internal entry is one more edge from the dispatch, and that can break dominance elsewhere. Which loops that
// concerns is known in advance: edges that run backwards lead to loop headers only (order.h), and the header dominates
// its loop exactly when the loop has no other entry. So the headers of the loops with several entries need numbers, and
// as these are new entries of all loops around them, so do the headers of those. No second round is needed.
//
// Nesting (Ramsey): a block is placed inside what its immediate dominator writes. When all its forward edges come from
// one jump or branch it can be placed right there; otherwise behind the end of a block scope that encloses the
// dominator's code. Dominated blocks are placed in layout order, so that the scope of a later one encloses the earlier
// ones, from where it may be reached. What has left a loop moves out to the outermost such loop's header, behind the
// end of the loop scope, so that scopes of loops nest no deeper than the loops.
//
// Complexity: that of the analyses, O(m log n).
//
// Source: N. Ramsey, "Beyond Relooper: recursive translation of unstructured control flow to structured control flow",
// ICFP 2022. Label numbers for irreducible loops: A. M. Erosa, L. J. Hendren, "Taming control flow", ICCL 1994, and the
// dispatch variable of A. Zakai, "Emscripten: an LLVM-to-JavaScript compiler", SPLASH 2011.

#include "cfg/plan.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cfg/loops.h"
#include "cfg/order.h"

namespace beamfold::cfg {
namespace {

// Numbers the external entries and the headers of the loops that the dispatch has to be able to enter.
void NumberEntries(const Graph& graph, const LoopForest& forest, const std::vector<NodeId>& order, Plan& plan) {
  plan.number.assign(graph.blocks.size(), kNoNode);
  for (size_t label = 0; label < graph.entries.size(); ++label) {
    if (graph.entries[label] != kNoBlock) plan.number[graph.entries[label]] = static_cast<uint32_t>(label);
  }
  std::vector<bool> wanted(graph.blocks.size(), plan.all_through_dispatch);
  std::vector<bool> entered(forest.loops.size());
  for (size_t i = forest.loops.size(); i-- > 0;) {
    const Loop& loop = forest.loops[i];
    if (!entered[i] && !loop.multi_entry()) continue;
    wanted[loop.header] = true;
    if (loop.parent != kNoLoop) entered[loop.parent] = true;
  }
  for (NodeId v : order) {
    if (v == plan.dispatch || !wanted[v] || plan.number[v] != kNoNode) continue;
    plan.number[v] = static_cast<uint32_t>(graph.entries.size() + plan.internal_entries.size());
    plan.internal_entries.push_back(v);
  }
}

// Only single-entry loops have a scope that encloses all of them, so only those can be left.
std::vector<bool> Unleavable(const LoopForest& forest) {
  std::vector<bool> result(forest.loops.size());
  for (size_t i = forest.loops.size(); i-- > 0;) {
    if (forest.loops[i].multi_entry()) result[i] = true;
    if (result[i] && forest.loops[i].parent != kNoLoop) result[forest.loops[i].parent] = true;
  }
  return result;
}

// Makes one trampoline for each block that side exits or switches can only reach through the dispatch, and returns the
// flow with the edges to them.
Flow AddTrampolines(const Graph& graph, const Flow& flow, Plan& plan) {
  plan.trampoline_of.assign(graph.blocks.size(), kNoNode);
  Flow result;
  result.root = flow.root;
  NodeId next = static_cast<NodeId>(flow.size());
  const auto add = [&](NodeId v, uint32_t weight) {
    result.target.push_back(v);
    result.weight.push_back(weight);
  };
  for (NodeId u = 0; u < flow.size(); ++u) {
    result.first.push_back(static_cast<uint32_t>(result.target.size()));
    for (uint32_t e = flow.first[u]; e < flow.first[u + 1]; ++e) add(flow.target[e], flow.weight[e]);
    if (u == plan.dispatch || plan.position[u] == kNoNode) continue;
    const auto land = [&](const Edge& edge) {
      if (plan.Of(u, edge.target) != Realization::kDispatch) return;
      if (plan.trampoline_of[edge.target] == kNoNode) {
        plan.trampoline_of[edge.target] = next++;
        plan.trampoline_target.push_back(edge.target);
      }
      add(plan.trampoline_of[edge.target], edge.weight);
    };
    for (const Edge& edge : graph.blocks[u].side) land(edge);
    if (graph.blocks[u].term != Terminator::kSwitch) continue;
    for (const Edge& edge : graph.blocks[u].succ) land(edge);
  }
  result.first.resize(next + 1, static_cast<uint32_t>(result.target.size()));
  return result;
}

// Chooses where each node is placed. `order` includes the trampolines.
void Place(const Graph& graph, const Flow& flow, const LoopForest& forest, const std::vector<NodeId>& order,
           Plan& plan) {
  const size_t n = flow.size();
  const std::vector<NodeId> idom = ImmediateDominators(flow);
  std::vector<uint32_t> forward(n);
  plan.loop_header.assign(n, false);
  for (NodeId u : order) {
    for (NodeId v : flow.Successors(u)) {
      if (u == plan.dispatch || plan.IsTrampoline(v)) {
        ++forward[v];
        continue;
      }
      const Realization how = plan.Of(u, v);
      if (how == Realization::kForward) ++forward[v];
      if (how == Realization::kLoop) plan.loop_header[v] = true;
    }
  }

  const std::vector<bool> unleavable = Unleavable(forest);
  std::vector<NodeId> parent(n, kNoNode);
  std::vector<bool> outside(n);
  plan.inlined.assign(n, false);
  plan.first_placed.assign(n + 1, 0);
  plan.num_inside.assign(n, 0);
  for (NodeId v : order) {
    if (v == plan.dispatch) continue;
    const NodeId above = idom[v];
    const LoopId own = plan.IsTrampoline(v) ? kNoLoop : forest.of[v];
    const LoopId left =
        forest.Outermost(forest.of[above], [&](LoopId loop) { return unleavable[loop] || forest.Contains(loop, own); });
    outside[v] = left != kNoLoop;
    parent[v] = outside[v] ? forest.loops[left].header : above;
    if (!outside[v] && above != plan.dispatch && forward[v] == 1) {
      const Block& block = graph.blocks[above];
      const bool direct = block.term == Terminator::kJump || block.term == Terminator::kBranch;
      for (const Edge& edge : block.succ) {
        if (direct && edge.target == v) plan.inlined[v] = true;
      }
    }
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

// Whether some way in or some edge uses the label.
bool NeedsDispatch(const Graph& graph, const Flow& flow, const std::vector<NodeId>& order, const Plan& plan) {
  if (graph.entries.size() != 1 || graph.entries[0] == kNoBlock || graph.other_entry != kNoBlock) return true;
  for (NodeId u : order) {
    if (u == plan.dispatch) continue;
    if (graph.blocks[u].term == Terminator::kIndirect) return true;
    for (NodeId v : flow.Successors(u)) {
      if (plan.Of(u, v) == Realization::kDispatch) return true;
    }
  }
  return false;
}

}  // namespace

Plan MakePlan(const Graph& graph, const Policy& policy) {
  Plan plan;
  plan.all_through_dispatch = policy.strategy == Strategy::kNaive;
  Flow flow = MakeFlow(graph);
  plan.dispatch = flow.root;
  flow = SortForLayout(flow, FindLoops(flow));
  std::vector<NodeId> order = ReversePostorder(flow);
  LoopForest forest;
  if (plan.all_through_dispatch) {
    forest.of.assign(flow.size(), kNoLoop);
  } else {
    forest = FindLoops(flow);
  }

  NumberEntries(graph, forest, order, plan);
  // The dispatch is the last node, so its new edges go to the end. What they lead to has been reached before, so they
  // change neither the order nor the loops.
  for (BlockId entry : plan.internal_entries) {
    flow.target.push_back(entry);
    flow.weight.push_back(0);
    ++flow.first.back();
  }

  plan.position.assign(flow.size(), kNoNode);
  for (size_t i = 0; i < order.size(); ++i) plan.position[order[i]] = static_cast<uint32_t>(i);
  plan.dominators = DominatorTree(flow, ImmediateDominators(flow));
  plan.needs_dispatch = NeedsDispatch(graph, flow, order, plan);
  flow = AddTrampolines(graph, flow, plan);
  // Trampolines lead nowhere but to the dispatch, so the very end of the layout is a good place for them.
  for (NodeId v = plan.dispatch + 1; v < flow.size(); ++v) {
    plan.position.push_back(static_cast<uint32_t>(order.size()));
    order.push_back(v);
  }
  Place(graph, flow, forest, order, plan);
  return plan;
}

}  // namespace beamfold::cfg
