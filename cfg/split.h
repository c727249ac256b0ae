// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_SPLIT_H_
#define BEAMFOLD_CFG_SPLIT_H_

#include "cfg/graph.h"
#include "cfg/policy.h"
#include "cfg/routes.h"

namespace beamfold::cfg {

// Gives the loops with several entries a copy of their inside for the entries that are not the header, as far as the
// policy's limits for splitting allow. Loops that would grow too much stay as they are.
void SplitLoops(const Graph& graph, const Policy& policy, Routes& routes);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SPLIT_H_
