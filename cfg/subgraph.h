// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_SUBGRAPH_H_
#define BEAMFOLD_CFG_SUBGRAPH_H_

#include <vector>

#include "absl/types/span.h"
#include "cfg/graph.h"

namespace beamfold::cfg {

// The part of a graph that can be reached from `roots`, so that a piece of a large graph can be looked at. What lies
// behind the blocks of `border` (by block number; a root is never one) is cut off: such a block is kept as an empty
// exit. Blocks keep their order, but get new numbers. The entries are those of the roots, in their order, and
// other_entry. `graph` must be valid.
Graph Subgraph(const Graph& graph, absl::Span<const BlockId> roots, const std::vector<bool>& border);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SUBGRAPH_H_
