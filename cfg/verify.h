// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_VERIFY_H_
#define BEAMFOLD_CFG_VERIFY_H_

#include "absl/status/status.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Checks that `structured` means exactly what `graph` does:
//   - scopes are balanced, each branch names an open block or loop, and what a scope claims to reach is what it
//   reaches;
//   - each reachable block is placed once, the others not at all;
//   - each edge, followed from its instruction through branches, label writes and the dispatch, arrives at its block;
//   and
//     each label from outside, an unknown one included, arrives at its entry;
//   - the label local is written only on the way to the dispatch, and read only there.
// Returns InternalError naming the block and edge. `graph` must be valid. Linear in time.
absl::Status Verify(const Graph& graph, const Structured& structured);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_VERIFY_H_
