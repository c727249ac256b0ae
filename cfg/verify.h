// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_VERIFY_H_
#define BEAMFOLD_CFG_VERIFY_H_

#include <cstddef>

#include "absl/status/status.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Limits on the shape of a result. 0: none.
struct Bounds {
  size_t max_depth = 0;   // Open scopes around a block's code.
  size_t max_fan_in = 0;  // Ways into one end of a block or one loop.
};

// Checks that `structured` means exactly what `graph` does:
//   - scopes are balanced, each branch names an open block or loop, and what a scope claims to reach is what it
//   reaches;
//   - each reachable block is placed once, and once more for each mention in `copies`; the others not at all;
//   - each edge, followed from its instruction through branches, label writes, tests and the dispatch, arrives at its
//     block; and each label from outside, an unknown one included, arrives at its entry;
//   - the label local is dead while code runs: it is written only on the way to where it is read, and what is read was
//     written right before, by an edge, an indirect jump, or whoever entered;
//   - `bounds` hold.
// Returns InternalError naming the block and edge. `graph` must be valid. Linear in time, but for the label tests that
// an edge passes one after the other.
absl::Status Verify(const Graph& graph, const Structured& structured, const Bounds& bounds = {});

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_VERIFY_H_
