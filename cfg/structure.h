// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_STRUCTURE_H_
#define BEAMFOLD_CFG_STRUCTURE_H_

#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/policy.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

// Expresses the graph in WebAssembly's control instructions. Works for every graph that passes Validate; fails with
// InvalidArgument for others. Blocks that no entry reaches are left out. The same input gives the same output.
// Near-linear in time and memory. Debug builds check the result with Verify.
absl::StatusOr<Structured> Structure(const Graph& graph, const Policy& policy = {});

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_STRUCTURE_H_
