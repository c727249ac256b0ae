// SPDX-License-Identifier: Apache-2.0
//
// What Structure decides before it writes anything: how each edge is realised and where each node is placed.

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
#include "cfg/routes.h"

namespace beamfold::cfg {

enum class Realization : uint8_t {
  kForward,   // To the end of a block scope, or by falling through.
  kLoop,      // To the loop scope of a header that dominates the source.
  kDispatch,  // To the loop scope of the dispatch.
};

struct Plan {
  // How an edge between two reachable nodes is realised.
  Realization Of(NodeId from, NodeId to) const {
    if (to == routes.dispatch()) return Realization::kDispatch;
    return position[from] < position[to] ? Realization::kForward : Realization::kLoop;
  }

  // The nodes laid out behind `v`, in order, each behind the end of a block scope of its own.
  absl::Span<const NodeId> Inside(NodeId v) const { return Placed(v).subspan(0, num_inside[v]); }
  // The same for those that have left the loop headed by `v`: they follow the end of the loop scope.
  absl::Span<const NodeId> Outside(NodeId v) const { return Placed(v).subspan(num_inside[v]); }
  absl::Span<const NodeId> Placed(NodeId v) const {
    return absl::MakeConstSpan(placed).subspan(first_placed[v], first_placed[v + 1] - first_placed[v]);
  }

  Routes routes;
  // False when entry 0 is the only way in and no edge leads to the dispatch: then there is nothing to dispatch.
  bool needs_dispatch = true;
  // In layout order; kNoNode for what cannot be reached.
  std::vector<uint32_t> position;
  DominatorTree dominators;
  // Blocks that have more than one node: one mention for each beyond the first.
  std::vector<BlockId> copies;
  // Whether some edge to the node is realised as kLoop.
  std::vector<bool> loop_header;
  // Whether the node is laid out in the midst of its only predecessor, right where that jumps or branches to it.
  std::vector<bool> inlined;
  std::vector<uint32_t> first_placed;
  std::vector<uint32_t> num_inside;
  std::vector<NodeId> placed;
};

// `graph` must be valid.
Plan MakePlan(const Graph& graph, const Policy& policy);

// Of a test (routes.h), given its edges but the last: whether a table of labels serves it, not one test after the
// other.
bool TestsByTable(absl::Span<const uint32_t> numbers);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_PLAN_H_
