// SPDX-License-Identifier: Apache-2.0
//
// What Structure decides before it writes anything: how each edge is realised and where each node is placed.
//
// Nodes: block b is node b, then comes the dispatch D, then the trampolines. A trampoline is a scrap of code "label :=
// number; go to the dispatch" that stands in for an edge which has to set the label local but comes from where no code
// can be written: a side exit, or a row of a switch.

#ifndef BEAMFOLD_CFG_PLAN_H_
#define BEAMFOLD_CFG_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "cfg/dominators.h"
#include "cfg/flow.h"
#include "cfg/graph.h"
#include "cfg/policy.h"

namespace beamfold::cfg {

enum class Realization : uint8_t {
  kForward,   // To the end of a block scope, or by falling through.
  kLoop,      // To the loop scope of a header that dominates the source.
  kDispatch,  // Through the label local and the dispatch.
};

struct Plan {
  // How an edge between two reachable blocks is realised.
  Realization Of(NodeId from, NodeId to) const {
    if (all_through_dispatch) return Realization::kDispatch;
    if (position[from] < position[to]) return Realization::kForward;
    return dominators.Dominates(to, from) ? Realization::kLoop : Realization::kDispatch;
  }
  // The node that a side exit or a switch row has to branch to.
  NodeId Landing(NodeId from, BlockId to) const {
    return Of(from, to) == Realization::kDispatch ? trampoline_of[to] : to;
  }
  bool IsTrampoline(NodeId v) const { return v > dispatch; }
  BlockId TrampolineTarget(NodeId v) const { return trampoline_target[v - dispatch - 1]; }
  size_t num_nodes() const { return position.size(); }

  // The nodes laid out behind `v`, in order, each behind the end of a block scope of its own.
  absl::Span<const NodeId> Inside(NodeId v) const { return Placed(v).subspan(0, num_inside[v]); }
  // The same for those that have left the loop headed by `v`: they follow the end of the loop scope.
  absl::Span<const NodeId> Outside(NodeId v) const { return Placed(v).subspan(num_inside[v]); }
  absl::Span<const NodeId> Placed(NodeId v) const {
    return absl::MakeConstSpan(placed).subspan(first_placed[v], first_placed[v + 1] - first_placed[v]);
  }

  NodeId dispatch = kNoNode;
  // False when entry 0 is the only way in and no edge needs the label: then there is nothing to dispatch.
  bool needs_dispatch = true;
  bool all_through_dispatch = false;
  // In layout order; kNoNode for what cannot be reached.
  std::vector<uint32_t> position;
  DominatorTree dominators;
  // The label number of each block, kNoNode when it has none.
  std::vector<uint32_t> number;
  std::vector<BlockId> internal_entries;
  std::vector<NodeId> trampoline_of;
  std::vector<BlockId> trampoline_target;
  // Whether some edge to the block is realised as kLoop.
  std::vector<bool> loop_header;
  // Whether the block is laid out in the midst of its only predecessor, right where that jumps or branches to it.
  std::vector<bool> inlined;
  std::vector<uint32_t> first_placed;
  std::vector<uint32_t> num_inside;
  std::vector<NodeId> placed;
};

// `graph` must be valid.
Plan MakePlan(const Graph& graph, const Policy& policy);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_PLAN_H_
