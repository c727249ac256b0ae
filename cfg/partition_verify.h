// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_PARTITION_VERIFY_H_
#define BEAMFOLD_CFG_PARTITION_VERIFY_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "cfg/graph.h"
#include "cfg/partition.h"

namespace beamfold::cfg {

// Checks that the parts are, together, what `graph` is:
//   - each part is a valid graph; each group is whole and in one part, each shared block in all;
//   - each edge leads to the copy of its target in the same part or, if it is not there, to a stub with its label, and
//     has kept its place and its weight;
//   - each label means the same block in all parts, and that block is in the part that serves the label; the external
//     labels are those of the graph;
//   - no part is over `limits` unless it is a single group or strongly connected (what connects its groups is looked at
//     with plain searches, so this may take quadratic time).
// Returns InternalError naming part and block. It looks at the result only, not at how it was made.
absl::Status VerifyPartition(const Graph& graph, absl::Span<const uint32_t> groups, const PartitionLimits& limits,
                             const Partition& partition);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_PARTITION_VERIFY_H_
