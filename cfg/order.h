// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_ORDER_H_
#define BEAMFOLD_CFG_ORDER_H_

#include <cstdint>
#include <vector>

#include "cfg/flow.h"
#include "cfg/loops.h"

namespace beamfold::cfg {

// The same flow with each node's edges in the order in which a depth-first search should follow them, so that its
// reverse postorder is a good order to lay the blocks out in (see order.cc). `loops` are the loops of `flow`.
Flow SortForLayout(const Flow& flow, const LoopForest& loops);

// The nodes that can be reached, in reverse postorder: the root first, and every edge that is not into a header of
// FindLoops(flow) leads forward.
std::vector<NodeId> ReversePostorder(const Flow& flow);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_ORDER_H_
