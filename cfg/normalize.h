// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_NORMALIZE_H_
#define BEAMFOLD_CFG_NORMALIZE_H_

#include "cfg/graph.h"

namespace beamfold::cfg {

struct NormalizeOptions {
  // Redirect the edges into blocks that do nothing but jump. Only for callers whose `size` is exact: a block of size 0
  // is taken to have no code.
  bool thread_jumps = false;
};

// Makes blocks that no entry reaches into empty exits, and threads jumps. Block numbers do not change, nor do the code
// of blocks that can be reached and the blocks that external entries name. `graph` must be valid. Linear in time.
void Normalize(Graph& graph, const NormalizeOptions& options = {});

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_NORMALIZE_H_
