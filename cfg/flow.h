// SPDX-License-Identifier: Apache-2.0
//
// The graph as the analyses see it: bare nodes and edges, in compressed rows, with the dispatch D as the root.
//
// Node b < graph.blocks.size() is block b. The next node is D, the root, with an edge to each external entry and to
// `other_entry`. An edge *into* D (a kIndirect block) is left out on purpose: D reaches every entry, so counting it
// would melt all entries into one loop and hide the loops of the program.

#ifndef BEAMFOLD_CFG_FLOW_H_
#define BEAMFOLD_CFG_FLOW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xffffffffu;

struct Flow {
  NodeId root = 0;
  // The edges of node u are [first[u], first[u + 1]).
  std::vector<uint32_t> first;
  std::vector<NodeId> target;
  std::vector<uint32_t> weight;

  size_t size() const { return first.size() - 1; }
  absl::Span<const NodeId> Successors(NodeId u) const {
    return absl::MakeConstSpan(target).subspan(first[u], first[u + 1] - first[u]);
  }
};

// A block's edges come in this order: terminator, then side exits.
Flow MakeFlow(const Graph& graph);

// The same edges backwards. Weights are not kept.
struct Predecessors {
  explicit Predecessors(const Flow& flow);
  absl::Span<const NodeId> Of(NodeId v) const {
    return absl::MakeConstSpan(source).subspan(first[v], first[v + 1] - first[v]);
  }
  std::vector<uint32_t> first;
  std::vector<NodeId> source;
};

// Depth-first search from the root, in the order in which the edges are stored.
struct DepthFirst {
  explicit DepthFirst(const Flow& flow);
  bool Reached(NodeId v) const { return pre[v] != kNoNode; }

  std::vector<NodeId> preorder;   // Reached nodes, by first visit.
  std::vector<NodeId> postorder;  // Reached nodes, by last visit.
  std::vector<uint32_t> pre;      // Position in `preorder`; kNoNode when not reached.
  std::vector<NodeId> parent;     // In the spanning tree; kNoNode for the root and for what is not reached.
};

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_FLOW_H_
