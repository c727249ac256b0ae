// SPDX-License-Identifier: Apache-2.0
//
// What became of each edge of a graph in a structured form.

#ifndef BEAMFOLD_CFG_EDGE_WAYS_H_
#define BEAMFOLD_CFG_EDGE_WAYS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cfg/flow.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

enum class Way : uint8_t {
  kFall,      // No instruction: the target comes next, or is an arm of the `if`.
  kForward,   // A branch to the end of a block.
  kLoop,      // A branch to the start of a loop.
  kTest,      // The label local is set, and tested on the way.
  kDispatch,  // Through the dispatch.
};

struct EdgeWay {
  NodeId from = kNoNode;
  NodeId to = kNoNode;
  // Which of the edges of `from`: its side exits first, then its successors. The dispatch: its labels.
  uint32_t index = 0;
  Way way = Way::kFall;
  uint32_t code = 0;         // The op that places `from`: there may be several.
  uint32_t op = 0;           // The op that starts the edge: a branch, the code itself for side exits.
  uint32_t depth = kNoNode;  // Of the first branch, kNoNode when there is none.
  uint32_t label = kNoNode;  // What the label local is set to, kNoNode when it is not.
};

// Every edge of each placement of a block, in the order of the ops, then those of the dispatch: to the external
// entries, and to `other_entry` with the number behind them. Fails if `structured` is not a form of `graph` that Verify
// accepts.
absl::StatusOr<std::vector<EdgeWay>> FindEdgeWays(const Graph& graph, const Structured& structured);

// "br 3, loop", "falls through", "label := 4, br 2, dispatch".
std::string PrintWay(const EdgeWay& way);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_EDGE_WAYS_H_
