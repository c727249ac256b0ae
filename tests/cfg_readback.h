// SPDX-License-Identifier: Apache-2.0
//
// A structured form, read back into a graph.

#ifndef BEAMFOLD_TESTS_CFG_READBACK_H_
#define BEAMFOLD_TESTS_CFG_READBACK_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cfg/graph.h"
#include "cfg/structured.h"

namespace beamfold::cfg {

struct Readback {
  // One block for each kCode, in the order of the ops. Edges lead to where control arrives, with weight 1.
  Graph graph;
  // For each of these blocks, the block that was placed there.
  std::vector<BlockId> origin;
};

// Follows control from each kCode, and from outside for each label, to the next kCode. Of `graph` only the number of
// entries and the blocks that are exits are looked at: no op tells them.
absl::StatusOr<Readback> ReadBack(const Graph& graph, const Structured& structured);

// Whether each block that was read back ends like its origin and its edges lead to blocks with the right origins, and
// whether each label leads to the right one. Then graph and form take the same way on any decisions, however many.
absl::Status SameControl(const Graph& graph, const Readback& readback);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_TESTS_CFG_READBACK_H_
